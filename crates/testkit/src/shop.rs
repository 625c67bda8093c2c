use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use domain::{
    cart::CartOwner,
    language::Language,
    orders::CheckoutForm,
    settings::{Setting, SettingValues},
};
use gateways::{MollieGateway, MollieSettings, ResendMailer, ResendSettings, RetryPolicy};
use sandbox::{MOLLIE_TEST_KEY, RESEND_KEY, Sandbox};
use secrecy::SecretString;
use services::{
    accounts::{Passwords, limits::Limits},
    ephemeral::Ephemeral,
    orders::Placing,
    payments::{
        Gateways,
        prepayment::{METHOD, PrepaymentGateway},
    },
    settings,
    shop::{Settings, Shop},
    vat,
    vault::Vault,
};
use tokio::sync::Notify;

use crate::{
    clock::TestClock,
    database::TestDatabase,
    entropy::SeededEntropy,
    forms::{form, random_id},
    servers::{database_url, redis_url},
};

/// A shop that belongs to one test.
#[derive(Debug)]
pub struct TestShop {
    /// The shop itself.
    pub shop: Arc<Shop>,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its payment gateway and mail provider.
    pub sandbox: sandbox::Running,
    database: TestDatabase,
    /// Counts what builders make, for names of their own.
    made: AtomicU32,
}

/// How a test's shop differs from the usual one.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address of Redis, when there is one.
    redis: Option<String>,
    server: Option<String>,
    connections: u32,
    base_url: String,
    webhook_url: String,
    operator: SettingValues,
    production: bool,
    sandbox: sandbox::Settings,
    repetitions: RetryPolicy,
    limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            redis: None,
            server: None,
            connections: 10,
            base_url: "http://127.0.0.1:3000".into(),
            // Nobody listens there: a test that wants webhooks says where.
            webhook_url: "http://127.0.0.1:9".into(),
            operator: operator(),
            production: false,
            // Tests send faster than the rate that Resend allows by default; one that is about the rate sets it.
            sandbox: sandbox::Settings { resend_rate: 10_000, ..sandbox::Settings::default() },
            repetitions: RetryPolicy::default(),
            limits: Limits::default(),
        }
    }
}

impl Options {
    /// With the tests' Redis beside PostgreSQL.
    #[must_use]
    pub fn redis(self) -> Self {
        self.redis_at(redis_url())
    }

    /// With other limits of tries.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// With the Redis at this address beside PostgreSQL.
    #[must_use]
    pub fn redis_at(self, url: impl Into<String>) -> Self {
        Self { redis: Some(url.into()), ..self }
    }

    /// The database on this server instead of the tests' common one: the URL of somebody who may create databases.
    #[must_use]
    pub fn server(self, url: impl Into<String>) -> Self {
        Self { server: Some(url.into()), ..self }
    }

    /// Requests to the sandbox are not repeated by the adapters: what fails fails at once.
    #[must_use]
    pub fn impatient(self) -> Self {
        Self { repetitions: RetryPolicy { retries: 0, ..self.repetitions }, ..self }
    }

    /// Most connections to the database at once.
    #[must_use]
    pub fn connections(self, connections: u32) -> Self {
        Self { connections, ..self }
    }

    /// What browsers call the shop, without a trailing slash.
    #[must_use]
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), ..self }
    }

    /// The address that webhooks are sent to, without a trailing slash.
    #[must_use]
    pub fn webhook_url(self, webhook_url: impl Into<String>) -> Self {
        Self { webhook_url: webhook_url.into(), ..self }
    }

    /// The address that alerts go to; without it the log is all.
    #[must_use]
    pub fn staff_email(self, staff_email: impl Into<String>) -> Self {
        self.set(Setting::StaffEmail, &staff_email.into())
    }

    /// The account that prepayments go to; a QR-IBAN makes QR references.
    #[must_use]
    pub fn account(self, account: &str) -> Self {
        self.set(Setting::SellerIban, account)
    }

    /// With a setting of the operator's; an empty text leaves it to the staff's screen.
    #[must_use]
    pub fn set(mut self, setting: Setting, text: &str) -> Self {
        self.operator.set(setting, text);
        self
    }

    /// Without any setting of the operator's that staff could set on their screen.
    #[must_use]
    pub fn unset(self) -> Self {
        Self { operator: SettingValues::default(), ..self }
    }

    /// With the rules of production for settings.
    #[must_use]
    pub fn production(self) -> Self {
        Self { production: true, ..self }
    }

    /// The sandbox's settings.
    #[must_use]
    pub fn sandbox(self, sandbox: sandbox::Settings) -> Self {
        Self { sandbox, ..self }
    }

    /// Runs a test with such a shop and removes what belongs to it afterwards, also when the test panics.
    pub async fn run<Test, Running>(self, test: Test)
    where
        Test: FnOnce(Arc<TestShop>) -> Running,
        Running: Future<Output = ()> + Send + 'static,
    {
        let shop = Arc::new(TestShop::start(self).await);
        let outcome = tokio::spawn(test(Arc::clone(&shop))).await;
        shop.finish().await;
        if let Err(error) = outcome {
            std::panic::resume_unwind(error.into_panic());
        }
    }
}

impl TestShop {
    /// Runs a test with the usual shop: all in PostgreSQL, its own sandbox. See [`Options::run`].
    pub async fn run<Test, Running>(test: Test)
    where
        Test: FnOnce(Arc<Self>) -> Running,
        Running: Future<Output = ()> + Send + 'static,
    {
        Options::default().run(test).await;
    }

    /// A shop that has to be ended by [`TestShop::finish`]; [`Options::run`] does that by itself.
    pub async fn start(options: Options) -> Self {
        // Another test of this process may have done so before.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let database = TestDatabase::create(&options.server.unwrap_or_else(database_url), options.connections).await;
        let sandbox = Sandbox::start(options.sandbox).await.expect("the sandbox starts");
        let clock = Arc::new(TestClock::default());
        let ephemeral = match &options.redis {
            Some(url) => Ephemeral::redis(url, database.pool.clone()).expect("the Redis has a sound URL"),
            None => Ephemeral::postgres(database.pool.clone()),
        };
        let settings = Settings {
            base_url: options.base_url,
            webhook_url: options.webhook_url,
            media_dir: media_dir(),
            mail_from: "Astris <shop@astris.example>".into(),
            payment_methods: vec!["twint".into(), METHOD.into()],
            cart_ttl: Duration::from_hours(1),
            gateway_patience: Duration::from_secs(5),
        };
        let kept_settings = settings::Kept::new(options.operator, options.production);
        // A store that tests share has keys made of randomness, so there each test needs its own.
        let seed = if options.redis.is_some() { rand::random() } else { 1 };
        let shop = Shop {
            pool: database.pool.clone(),
            ephemeral,
            gateways: Gateways::default()
                .with(Arc::new(mollie(&sandbox, options.repetitions)), ["twint"])
                .with(Arc::new(PrepaymentGateway::new(database.pool.clone(), kept_settings.clone())), [METHOD]),
            mailer: Arc::new(resend(&sandbox, options.repetitions)),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(seed)),
            passwords: Passwords::default(),
            vault: Vault::new(b"the same secret for every shop of the tests"),
            limits: options.limits,
            settings,
            kept_settings,
            work: Notify::new(),
            placing: Placing::default(),
            vat: vat::Kept::default(),
        };
        Self { shop: Arc::new(shop), clock, sandbox, database, made: AtomicU32::new(0) }
    }

    /// Removes the shop's database and files.
    pub async fn finish(&self) {
        self.database.drop().await;
        // Most tests have never made it.
        let _ = tokio::fs::remove_dir_all(&self.shop.settings.media_dir).await;
    }

    /// A form that this owner's checkout accepts as the cart is now.
    pub async fn form_of(&self, owner: impl Into<CartOwner>) -> CheckoutForm {
        let checkout =
            Box::pin(services::orders::checkout(&self.shop, Language::De, Some(owner.into()))).await.expect("the checkout page is there");
        CheckoutForm {
            checkout_key: checkout.form.checkout_key,
            delivery_method: checkout.form.delivery_method,
            seen_total: checkout.form.seen_total,
            seen_gift_card: checkout.form.seen_gift_card,
            ..form()
        }
    }

    /// The URL of the shop's database, for another process.
    pub fn database_url(&self) -> String {
        self.database.url()
    }

    /// A number that this shop's builders have not used.
    pub(crate) fn next_number(&self) -> u32 {
        self.made.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// What the operator of a test's shop has set.
fn operator() -> SettingValues {
    [
        (Setting::SellerName, "Laden GmbH"),
        (Setting::SellerStreet, "Hauptgasse 5"),
        (Setting::SellerPostalCode, "3011"),
        (Setting::SellerTown, "Bern"),
        (Setting::SellerVatNumber, "CHE-123.456.788"),
        (Setting::SellerIban, "CH58 0079 1123 0008 8901 2"),
        (Setting::HoldMinutes, "45"),
    ]
    .into_iter()
    .map(|(setting, text)| (setting, text.to_owned()))
    .collect()
}

fn media_dir() -> PathBuf {
    std::env::temp_dir().join(format!("astris-test-{}", random_id().simple()))
}

fn mollie(sandbox: &sandbox::Running, repetitions: RetryPolicy) -> MollieGateway {
    let settings = MollieSettings {
        base_url: sandbox.mollie_url(),
        api_key: SecretString::from(MOLLIE_TEST_KEY),
        methods: vec!["twint".into()],
        timeout: Duration::from_secs(3),
    };
    MollieGateway::with_policy(settings, repetitions).expect("the sandbox's address and key are sound")
}

fn resend(sandbox: &sandbox::Running, repetitions: RetryPolicy) -> ResendMailer {
    let settings =
        ResendSettings { base_url: sandbox.resend_url(), api_key: SecretString::from(RESEND_KEY), timeout: Duration::from_secs(3) };
    ResendMailer::with_policy(settings, repetitions).expect("the sandbox's address and key are sound")
}
