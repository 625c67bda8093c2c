use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::{
    accounts::{Denial, LogInView, Permission, Role, network::AddressBlock},
    backoffice::{CustomerAccount, CustomerDetail, CustomerStanding, RoleStepRow},
    ids::AccountId,
    language::Language,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::facts::{self, Facts};
use crate::{
    accounts::{log_ins, names_of_staff, roles, second_factors},
    error::{Error, Result},
    orders::{
        Acting,
        staff::{self, Whose},
    },
    shop::Shop,
};

/// A customer with everything that staff help them by, and what the asker may do now: an account by its id, or a guest by the id of one of their orders.
/// Of the attempts to get in it is a page: the latest, or those before a time. For staff who may [`Permission::SeeAccounts`]; guests and orders for those
/// who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a customer, also when the account is erased.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, customer: Uuid, before: Option<DateTime<Utc>>) -> Result<CustomerDetail> {
    let by = by.into();
    by.may(Permission::SeeAccounts)?;
    let mut connection = shop.pool.acquire().await?;
    match facts::facts(&mut connection, AccountId(customer)).await? {
        Some(facts) => of_account(&mut connection, by, AccountId(customer), facts, before).await,
        None => of_guest(&mut connection, by, customer).await,
    }
}

async fn of_guest(connection: &mut PgConnection, by: Acting, order: Uuid) -> Result<CustomerDetail> {
    // That there is such an order is not for everybody to know.
    if by.may(Permission::SeeOrders).is_err() {
        return Err(Error::NotFound);
    }
    let (email, language, name) = staff::guest(connection, order).await?;
    let addresses = staff::guest_addresses(connection, &email).await?;
    let orders = staff::orders_of(connection, Whose::Guest(&email)).await?;
    Ok(CustomerDetail { id: order, email, name, language, account: None, addresses, orders: Some(orders), offered: Vec::new() })
}

async fn of_account(
    connection: &mut PgConnection,
    by: Acting,
    account: AccountId,
    facts: Facts,
    before: Option<DateTime<Utc>>,
) -> Result<CustomerDetail> {
    let addresses = facts::addresses(connection, account).await?;
    let mut name = addresses.first().map(|address| address.name.clone()).unwrap_or_default();
    let mut orders = None;
    if by.may(Permission::SeeOrders).is_ok() {
        if name.is_empty() {
            name = staff::bought(connection, &[account.0]).await?.remove(&account.0).unwrap_or_default().1;
        }
        orders = Some(staff::orders_of(connection, Whose::Account(account)).await?);
    }
    let roles = roles::of(connection, account).await?;
    let standing = CustomerStanding {
        closed: facts.closed_at.is_some(),
        staff: roles.iter().any(|role| role.is_staff()),
        own: by.actor.account() == Some(account),
    };
    let (log_ins, older_log_ins) = attempts(connection, account, before).await?;
    Ok(CustomerDetail {
        id: account.0,
        name,
        language: Language::from_code(&facts.language).unwrap_or_default(),
        addresses,
        orders,
        offered: standing.offered(|permission| may(by, permission)),
        account: Some(CustomerAccount {
            id: account,
            number: facts.number,
            verified: facts.verified,
            closed_at: facts.closed_at,
            created_at: facts.created_at,
            newsletter: facts.newsletter,
            second_factors: second_factors::of(connection, account).await?,
            roles,
            role_steps: role_steps(connection, account).await?,
            sessions: facts::sessions(connection, account).await?,
            log_ins,
            older_log_ins,
        }),
        email: facts.email,
    })
}

/// A page of attempts to get in. Where from is told no more exactly than to the block: whose line it is, staff need not know.
async fn attempts(
    connection: &mut PgConnection,
    account: AccountId,
    before: Option<DateTime<Utc>>,
) -> Result<(Vec<LogInView>, Option<DateTime<Utc>>)> {
    let (mut attempts, is_more) = log_ins::page(connection, account, before).await?;
    for attempt in &mut attempts {
        if let Ok(address) = attempt.place.parse::<IpAddr>() {
            attempt.place = AddressBlock::of(address).to_string();
        }
    }
    let older = attempts.last().filter(|_| is_more).map(|attempt| attempt.at);
    Ok((attempts, older))
}

async fn role_steps(connection: &mut PgConnection, account: AccountId) -> Result<Vec<RoleStepRow>> {
    let steps = roles::steps(connection, account).await?;
    let names = names_of_staff(connection, steps.iter().map(|step| step.actor.as_str())).await?;
    let row = |step: &roles::RoleStep| {
        let role = Role::from_code(&step.role)?;
        Some(RoleStepRow { at: step.at, given: step.event == "role_given", role, who: names.who(&step.actor) })
    };
    Ok(steps.iter().rev().filter_map(row).collect())
}

/// A permission as the rules of acts ask for it.
fn may(by: Acting, permission: Permission) -> Result<(), Denial> {
    by.may(permission).map_err(|error| match error {
        Error::Unproven(proof) => Denial::Unproven(proof),
        _ => Denial::Forbidden,
    })
}
