//! The shop's parts, put together as the operator configured them.

use std::{sync::Arc, time::Duration};

use gateways::{GatewayError, MailError, MollieGateway, MollieSettings, ResendMailer, ResendSettings};
use secrecy::ExposeSecret;
use services::{
    accounts::Passwords,
    ephemeral::{Ephemeral, EphemeralError},
    orders::Placing,
    payments::{
        Gateways,
        prepayment::{METHOD, PrepaymentGateway},
    },
    settings,
    shop::{Settings, Shop, SystemClock, SystemEntropy},
    vat,
    vault::Vault,
};
use tokio::sync::Notify;

use crate::config::{Config, Secrets};

/// How long a cart is kept after its last change; shorter than a session, which names its owner.
const CART_TTL: Duration = Duration::from_hours(14 * 24);
/// Longest time that a buyer waits for the gateway before the page goes on without it.
const GATEWAY_PATIENCE: Duration = Duration::from_secs(8);

/// A part could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// Mollie's address or key is unusable.
    #[error("Mollie cannot be set up: {0}. Check MOLLIE_API_KEY and MOLLIE_BASE_URL.")]
    Mollie(#[from] GatewayError),
    /// Resend's address or key is unusable.
    #[error("Resend cannot be set up: {0}. Check RESEND_API_KEY and RESEND_BASE_URL.")]
    Resend(#[from] MailError),
    /// The address of Redis is unusable.
    #[error("Redis cannot be set up: {0}. Check REDIS_URL, or unset it: PostgreSQL alone is enough.")]
    Redis(#[from] EphemeralError),
    /// The settings of the staff's screen cannot be read.
    #[error("the settings in the database cannot be read: {0}. Check that the database answers and that this user may read its tables.")]
    Settings(#[from] services::error::Error),
}

/// Puts the shop together. Opens no connection but Redis's, which is sought in the background.
///
/// # Errors
/// If a part's settings are unusable.
pub fn assemble(config: &Config, pool: services::Pool) -> Result<Arc<Shop>, AssembleError> {
    let (payments, mail) = (&config.payments, &config.mail);
    let ephemeral = match &config.redis.url {
        Some(url) => Ephemeral::redis(url.expose_secret(), pool.clone())?,
        None => Ephemeral::postgres(pool.clone()),
    };
    let gateway = MollieGateway::new(MollieSettings {
        base_url: payments.base_url.url.clone(),
        api_key: payments.api_key.clone(),
        methods: payments.methods.clone(),
        timeout: payments.timeout,
    })?;
    let mailer =
        ResendMailer::new(ResendSettings { base_url: mail.base_url.url.clone(), api_key: mail.api_key.clone(), timeout: mail.timeout })?;
    let kept_settings = settings::Kept::new(config.shop.clone(), config.production);
    // Always there: bills that buyers have are paid when the shop offers no transfers any more.
    let gateways = Gateways::default()
        .with(Arc::new(gateway), payments.methods.iter().cloned())
        .with(Arc::new(PrepaymentGateway::new(pool.clone(), kept_settings.clone())), [METHOD]);
    let payment_methods = payments.methods.iter().cloned().chain([METHOD.to_owned()]).collect();
    let settings = Settings {
        base_url: config.http.base_url.url.clone(),
        webhook_url: payments.webhook_url.url.clone(),
        media_dir: config.site.media_dir.clone(),
        mail_from: mail.from.clone(),
        payment_methods,
        cart_ttl: CART_TTL,
        gateway_patience: GATEWAY_PATIENCE,
    };
    Ok(Arc::new(Shop {
        gateways,
        pool,
        ephemeral,
        mailer: Arc::new(mailer),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        passwords: Passwords::default(),
        vault: vault(&config.secrets),
        limits: config.limits.clone(),
        settings,
        kept_settings,
        work: Notify::new(),
        placing: Placing::default(),
        vat: vat::Kept::default(),
    }))
}

/// The same with the settings of the staff's screen in force.
///
/// # Errors
/// As of [`assemble`], and if the settings cannot be read.
pub async fn ready(config: &Config, pool: services::Pool) -> Result<Arc<Shop>, AssembleError> {
    let shop = assemble(config, pool)?;
    settings::refresh(&shop).await?;
    Ok(shop)
}

fn vault(secrets: &Secrets) -> Vault {
    let vault = Vault::new(secrets.present.expose_secret().as_bytes());
    match &secrets.previous {
        Some(previous) => vault.with_previous(previous.expose_secret().as_bytes()),
        None => vault,
    }
}
