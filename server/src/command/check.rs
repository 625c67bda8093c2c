use super::{CommandError, error::with_causes};
use crate::{
    assemble::assemble,
    config::{Config, Source},
    pool, schema,
};

/// Validates the configuration and looks at what of the database can be wrong, without touching anything. Without a database the configuration is sound all
/// the same; nothing that is said of the database keeps a shop from starting.
pub(super) async fn check(source: &Source) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    let environment = if config.production { "production" } else { "development" };
    let ephemeral = if config.redis.url.is_some() { "Redis" } else { "PostgreSQL" };
    println!("The configuration is sound ({environment}).");
    println!("  shop      {}  (listens on {})", config.http.base_url.url, config.http.listen);
    println!("  webhooks  {}/webhooks/mollie", config.payments.webhook_url.url);
    println!("  payments  {} by {}", config.payments.methods.join(", "), config.payments.base_url.url);
    let (in_force, _) = services::settings::InForce::of(&config.shop, config.production);
    if let Some(seller) = &in_force.seller {
        println!("  seller    {}, invoices with{} VAT", seller.party.name, if seller.vat_number.is_some() { "" } else { "out" });
    } else {
        println!("  seller    none here: set ASTRIS_SELLER_NAME, or set it at /backoffice/settings; without one there are no invoices");
    }
    if let Some(prepayment) = &in_force.prepayment {
        println!("  transfers to {}, goods held {} days", prepayment.account, prepayment.hold.as_secs() / 86_400);
    }
    println!("  mail      {} by {}", config.mail.from, config.mail.base_url.url);
    println!("  sessions and carts in {ephemeral}; pictures in {}", config.site.media_dir.display());
    match findings(&config).await {
        Ok(findings) if findings.is_empty() => println!("  database  answers; the settings in it are sound"),
        Ok(findings) => findings.iter().for_each(|finding| println!("  database  {finding}")),
        Err(error) => println!("  database  was not looked at: {}", with_causes(&error)),
    }
    Ok(())
}

/// What is wrong in the database, in sentences.
async fn findings(config: &Config) -> Result<Vec<String>, CommandError> {
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = assemble(config, pool)?;
    let found = async {
        let faults = services::settings::faults(&shop).await?;
        let mut findings: Vec<String> = faults
            .iter()
            .map(|fault| format!("setting {} {}, and is passed over. {}.", fault.setting.code(), fault.problem(), fault.remedy()))
            .collect();
        if !services::settings::knows_letters(&shop.pool).await? {
            findings.push(
                "its locale knows no letters but those of English, so searches for words with ä or é miss what is written in capitals. \
                 Make the database anew with a locale of UTF-8, such as `CREATE DATABASE … LOCALE 'C.UTF-8' TEMPLATE template0`."
                    .to_owned(),
            );
        }
        Ok(findings)
    };
    let found: Result<_, services::error::Error> = found.await;
    shop.pool.close().await;
    found.map_err(|error| CommandError::Assemble(crate::assemble::AssembleError::Settings(error)))
}
