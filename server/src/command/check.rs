use super::CommandError;
use crate::config::{Config, Source};

/// Validates the configuration without touching anything.
pub(super) fn check(source: &Source) -> Result<(), CommandError> {
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
    Ok(())
}
