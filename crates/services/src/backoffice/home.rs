use domain::{
    accounts::Permission,
    backoffice::{HomeView, Today, Waiting},
};
use sqlx::PgConnection;

use crate::{
    error::{Error, Result},
    mail,
    orders::{Acting, staff},
    payments,
    shop::Shop,
    stock,
};

/// The first screen: what waits for a person, and how the day goes. Each figure is for those who may see what it counts; for staff, whatever their role.
///
/// # Errors
/// [`Error::Forbidden`] for those who are no staff, [`Error::Unproven`] for staff without their second factor.
pub async fn home(shop: &Shop, by: impl Into<Acting>) -> Result<HomeView> {
    let by = by.into();
    is_staff(by)?;
    let sees = |permission| by.may(permission).is_ok();
    let mut connection = shop.pool.acquire().await?;
    let (mut waiting, mut today) = (Waiting::default(), None);
    if sees(Permission::SeeOrders) {
        waiting.to_ship = Some(small(staff::to_ship(&mut connection).await?));
        waiting.parked_mails = Some(small(mail::parked(&mut connection).await?));
        waiting.open_returns = Some(small(staff::open_returns(&mut connection).await?));
        today = Some(day(&mut connection).await?);
    }
    if sees(Permission::SeePayments) {
        waiting.failed_webhooks = Some(small(payments::failed_notices(&mut connection).await?));
        waiting.quarantined_payments = Some(small(payments::quarantined(&mut connection).await?));
    }
    if sees(Permission::BookStock) {
        waiting.low_stock = Some(small(stock::low(&mut connection, shop.in_force().low_stock).await?));
    }
    Ok(HomeView { waiting, today, at: shop.clock.now() })
}

/// Whether there is anything of staff's that they may do; what they have to prove first is said before that they may not.
fn is_staff(by: Acting) -> Result<()> {
    let mut denied = Error::Forbidden;
    for permission in Permission::ALL.into_iter().filter(|permission| permission.is_staffs() && !permission.needs_step_up()) {
        match by.may(permission) {
            Ok(()) => return Ok(()),
            Err(Error::Forbidden) => {}
            Err(error) => denied = error,
        }
    }
    Err(denied)
}

async fn day(connection: &mut PgConnection) -> Result<Today> {
    let day = staff::day(connection).await?;
    Ok(Today { day: day.day, orders: small(day.orders), paid: small(day.paid), revenue: day.revenue })
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
