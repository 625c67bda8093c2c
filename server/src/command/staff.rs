use clap::{Subcommand, builder::PossibleValuesParser};
use domain::{accounts::Role, language::Language};
use services::{accounts, orders::Actor, shop::Shop};

use super::{CommandError, error::with_causes};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
};

/// Who may work in the shop.
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Invite somebody by mail; they choose a password and a second factor themselves
    Invite {
        /// Their email address
        email: String,
        /// What they are to be; once for each role
        #[arg(long, required = true, value_parser = PossibleValuesParser::new(Role::ALL.into_iter().filter(|role| role.is_staff()).map(Role::code)))]
        role: Vec<String>,
        /// The language of the mail
        #[arg(long, default_value = "de", value_parser = Language::ALL.map(Language::code))]
        language: String,
    },
    /// Print a link that makes the first administrator, as the start does; an earlier link is void then
    FirstLink,
}

/// Does what was asked, as the operator.
pub(super) async fn staff(source: &Source, command: Staff) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let outcome = match &command {
        Staff::Invite { email, role, language } => invite(&shop, email, role, language).await,
        Staff::FirstLink => first_link(&shop).await,
    };
    shop.pool.close().await;
    outcome.map_err(|error| CommandError::Staff(with_causes(&error)))
}

async fn invite(shop: &Shop, email: &str, roles: &[String], language: &str) -> services::error::Result<()> {
    let language = Language::from_code(language).unwrap_or_default();
    for role in roles.iter().filter_map(|code| Role::from_code(code)) {
        accounts::invite(shop, Actor::Operator, email, role, language).await?;
        println!(
            "{email} is invited to the role {}. The mail goes out with the background task; its link is good for a week.",
            role.code()
        );
    }
    Ok(())
}

async fn first_link(shop: &Shop) -> services::error::Result<()> {
    if !print_first_link(shop).await? {
        println!("There is an administrator already: let them invite others, or use `astris staff invite`.");
    }
    Ok(())
}

/// Prints the link by which the first administrator is made, unless there is one; tells whether it did. It goes to the operator's terminal alone, never to
/// the log.
pub(super) async fn print_first_link(shop: &Shop) -> services::error::Result<bool> {
    let Some(link) = accounts::first_admin_link(shop, Language::default()).await? else { return Ok(false) };
    println!("There is no administrator yet. Make the first one here, within the hour; the link works once:\n  {link}");
    Ok(true)
}
