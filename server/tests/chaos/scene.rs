//! A database, the stand-ins and an address: what a shop needs that is started, killed and started again.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use domain::ids::VariantId;
use testkit::{Options, TestShop};

/// Pieces of the one product: more than anybody buys here.
pub const PIECES: i32 = 1_000;
/// Rappen for one piece, and for its delivery.
pub const PRICE: i64 = 3_400;
const DELIVERY: i64 = 790;
/// What an order over one piece costs.
pub const TOTAL: i64 = PRICE + DELIVERY;

/// Where the program lives, whichever process it is at the moment.
pub struct Scene {
    pub kit: Arc<TestShop>,
    pub address: SocketAddr,
    /// The working directory of its processes: no settings file, a log for each.
    pub folder: PathBuf,
    pub variant: VariantId,
    /// The address of the Redis that its processes are told of, if there is one.
    pub redis: Option<String>,
}

impl Scene {
    /// A scene in the tests' common PostgreSQL.
    pub async fn open() -> Self {
        Self::open_with(Options::default()).await
    }

    /// A scene whose kit has these options.
    pub async fn open_with(options: Options) -> Self {
        // Webhooks need to know the address before anybody listens there, and after a crash it is the same.
        let address = free_address();
        // A failed webhook comes again after a second instead of a minute.
        let sandbox = sandbox::Settings {
            resend_rate: 10_000,
            webhook_speed: 60.0,
            refund_step: Duration::from_millis(300),
            ..sandbox::Settings::default()
        };
        let options = options.connections(5).sandbox(sandbox).webhook_url(format!("http://{address}"));
        let kit = Arc::new(TestShop::start(options).await);
        let product = testkit::product().name("Tasse").price(PRICE).stock(PIECES).insert(&kit).await;
        let folder = std::env::temp_dir().join(format!("astris-chaos-{}-{}", std::process::id(), address.port()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { kit, address, folder, variant: product.variant(), redis: None }
    }

    /// Runs a statement on the shop's database; how many rows it changed.
    pub async fn run(&self, statement: &'static str) -> u64 {
        sqlx::query(statement).execute(&self.kit.shop.pool).await.unwrap().rows_affected()
    }

    /// A number that the database knows.
    pub async fn count(&self, question: &'static str) -> i64 {
        sqlx::query_scalar(question).fetch_one(&self.kit.shop.pool).await.unwrap()
    }

    /// While no process runs, so much time passes that claims of the dead are over and the reconciliation looks at every payment.
    pub async fn let_time_pass(&self) {
        // What a process has sent before it died is still carried out: a claim from its last moment must not come after the time that ends it.
        let carried_out = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'astris'";
        while self.count(carried_out).await > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.run("UPDATE payments SET created_at = created_at - interval '2 minutes'").await;
        self.run("UPDATE payments SET cancel_tried_at = NULL").await;
        self.run("UPDATE payments SET checked_at = CASE WHEN state <> 'created' THEN now() - interval '2 hours' END").await;
        self.run("UPDATE payments_notices SET next_attempt_at = now() WHERE done_at IS NULL").await;
        // A refund that waits for its twin's hour is not to be helped: there is none here.
        self.run("UPDATE payments_refunds SET not_before = now() WHERE state = 'requested' AND attempts > 0").await;
        self.run("UPDATE mail_outbox SET next_attempt_at = now(), claimed_until = NULL WHERE state = 'waiting'").await;
    }

    /// Waits until nothing is left to do; what is left if it never comes to that.
    pub async fn until_quiet(&self, patience: Duration) -> Result<(), String> {
        let started = tokio::time::Instant::now();
        loop {
            let left = self.left_to_do().await;
            if left.is_empty() {
                return Ok(());
            }
            if started.elapsed() > patience {
                return Err(format!("not at rest after {} s: {left}", patience.as_secs()));
            }
            self.let_refunds_arrive().await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Where webhooks never come, refunds under way are looked at every quarter of an hour: it passes while nothing else does.
    async fn let_refunds_arrive(&self) {
        self.run(
            "UPDATE payments SET checked_at = now() - interval '20 minutes' WHERE coalesce(checked_at, now()) > now() - interval '20 minutes'
                 AND EXISTS (SELECT 1 FROM payments_refunds WHERE payment_id = payments.id AND state IN ('queued', 'pending', 'processing'))",
        )
        .await;
    }

    /// What the gateway knows is asked first, then the shop's own work in one look: whoever ends a refund writes its mail, which must not fall between two.
    async fn left_to_do(&self) -> String {
        let known: Vec<String> = sqlx::query_scalar("SELECT gateway_payment_id FROM payments WHERE state = 'paid'")
            .fetch_all(&self.kit.shop.pool)
            .await
            .unwrap();
        let paid =
            self.kit.sandbox.control().payments().into_iter().filter(|payment| payment.status == domain::payments::PaymentState::Paid);
        let mut left: Vec<String> =
            paid.filter(|payment| !known.contains(&payment.id)).map(|payment| format!("{} is paid", payment.id)).collect();
        let (notices, refunds, holds, mails): (i64, i64, i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM payments_notices WHERE done_at IS NULL),
                    (SELECT count(*) FROM payments_refunds WHERE state NOT IN ('refunded', 'failed', 'canceled')),
                    (SELECT count(*) FROM orders WHERE state = 'awaiting_payment' AND hold_expires_at < now()),
                    (SELECT count(*) FROM mail_outbox WHERE state = 'waiting')",
        )
        .fetch_one(&self.kit.shop.pool)
        .await
        .unwrap();
        let work = [(notices, "notices"), (refunds, "refunds under way"), (holds, "holds over"), (mails, "mails")];
        left.extend(work.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        left.join(", ")
    }

    /// Removes everything.
    pub async fn close(self) {
        self.kit.finish().await;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An address that was free a moment ago.
pub fn free_address() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
