//! The one schedule table.

use std::{pin::Pin, sync::Arc, time::Duration};

use services::{
    accounts, audit,
    backoffice::catalogue::{bulk, imports},
    cart, catalog,
    error::Result,
    jobs, mail, orders, payments,
    shop::Shop,
    stock,
};

/// A job's work: how many things it has done.
pub type Work = Pin<Box<dyn Future<Output = Result<u64>> + Send>>;

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// The name in logs and in `jobs_runs`.
    pub name: &'static str,
    /// How often it runs, at least once a second.
    pub every: Duration,
    /// Whether a tick is claimed, so that of several nodes one does it. Work that is taken row by row (`SKIP LOCKED`) needs no claim.
    pub claimed: bool,
    /// Whether it runs at once when [`Shop::work`] is notified.
    pub on_call: bool,
    /// What it does.
    pub verb: fn(Arc<Shop>) -> Work,
}

/// Every job of the shop. Those on call run in this order: a notice can cause a mail.
pub const SCHEDULE: [Job; 18] = [
    Job {
        name: "payments.notices",
        every: Duration::from_secs(2),
        claimed: false,
        on_call: true,
        verb: |shop| Box::pin(async move { payments::work_notices(&shop).await }),
    },
    Job {
        name: "payments.submit_refunds",
        every: Duration::from_secs(10),
        claimed: false,
        on_call: true,
        verb: |shop| Box::pin(async move { payments::submit_refunds(&shop).await }),
    },
    Job {
        name: "payments.cancel_open",
        every: Duration::from_secs(30),
        claimed: false,
        on_call: true,
        verb: |shop| Box::pin(async move { payments::cancel_open(&shop).await }),
    },
    Job {
        name: "accounts.requests",
        every: Duration::from_secs(2),
        claimed: false,
        on_call: true,
        verb: |shop| Box::pin(async move { accounts::work_requests(&shop).await }),
    },
    Job {
        name: "mail.deliver",
        every: Duration::from_secs(2),
        claimed: false,
        on_call: true,
        verb: |shop| Box::pin(async move { mail::deliver(&shop).await }),
    },
    // Not on call: it may take a minute, and others are.
    Job {
        name: "imports.work",
        every: Duration::from_secs(1),
        claimed: false,
        on_call: false,
        verb: |shop| Box::pin(async move { imports::work(&shop).await }),
    },
    Job {
        name: "imports.clean_up",
        every: Duration::from_hours(1),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { imports::clean_up(&shop).await }),
    },
    Job {
        name: "orders.expire",
        every: Duration::from_secs(30),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { orders::expire_unpaid(&shop).await }),
    },
    Job {
        name: "payments.reconcile",
        every: Duration::from_mins(1),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { payments::reconcile(&shop).await }),
    },
    Job {
        name: "cart.clean_up",
        every: Duration::from_mins(10),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { cart::clean_up(&shop).await }),
    },
    Job {
        name: "orders.clean_up",
        every: Duration::from_mins(10),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { orders::pending::clean_up(&shop).await }),
    },
    Job {
        name: "ephemeral.clean_up",
        every: Duration::from_mins(10),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { Ok(shop.ephemeral.sweep_others(cart::PREFIX).await? + shop.ephemeral.sweep_counts().await?) }),
    },
    Job {
        name: "accounts.sessions",
        every: Duration::from_hours(1),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { accounts::sessions::clean_up(&shop).await }),
    },
    Job {
        name: "accounts.clean_up",
        every: Duration::from_hours(1),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { accounts::clean_up(&shop).await }),
    },
    Job {
        name: "bulk.clean_up",
        every: Duration::from_hours(24),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { Ok(bulk::clean_up(&shop).await? + stock::bulk::clean_up(&shop).await?) }),
    },
    Job {
        name: "audit.daily",
        every: Duration::from_hours(24),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { audit::daily(&shop).await }),
    },
    Job {
        name: "catalog.media",
        every: Duration::from_hours(24),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { catalog::clean_up_media(&shop).await }),
    },
    Job {
        name: "jobs.clean_up",
        every: Duration::from_hours(1),
        claimed: true,
        on_call: false,
        verb: |shop| Box::pin(async move { jobs::clean_up(&shop).await }),
    },
];
