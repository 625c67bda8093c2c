//! `astris-sandbox`: stand-ins for Mollie and Resend on this machine.

use std::{error::Error, net::SocketAddr, time::Duration};

use clap::Parser;
use sandbox::{MOLLIE_TEST_KEY, RESEND_KEY, Sandbox, Settings};
use tokio::signal::unix::{SignalKind, signal};

/// Stand-ins for Mollie and Resend on this machine: payments are pretended, mails are shown and not sent. Everything is kept in memory.
#[derive(Debug, Parser)]
#[command(name = "astris-sandbox", version)]
struct Arguments {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:3100")]
    listen: SocketAddr,
    /// How many times faster than in life webhooks are repeated.
    #[arg(long, default_value_t = 20.0)]
    webhook_speed: f64,
    /// Seconds from a payment's expiry time to its change to expired.
    #[arg(long, default_value_t = 90)]
    expiry_lag: u64,
    /// Refuse webhook URLs on this machine, as Mollie does.
    #[arg(long)]
    refuse_local_webhooks: bool,
    /// URL that Resend's signed events are sent to.
    #[arg(long)]
    resend_webhook: Option<String>,
    /// Requests in a second that Resend allows.
    #[arg(long, default_value_t = 10)]
    resend_rate: u32,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("ASTRIS_LOG").unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let mut running = Sandbox::start(Settings {
        listen: arguments.listen,
        webhook_speed: arguments.webhook_speed,
        expiry_lag: Duration::from_secs(arguments.expiry_lag),
        refuse_local_webhooks: arguments.refuse_local_webhooks,
        resend_webhook: arguments.resend_webhook,
        resend_rate: arguments.resend_rate,
        ..Settings::default()
    })
    .await
    .map_err(|error| format!("cannot listen on {}: {error}", arguments.listen))?;
    println!("listening on {}", running.base_url());
    println!("  Mollie  {}  key {MOLLIE_TEST_KEY}", running.mollie_url());
    println!("  Resend  {}     key {RESEND_KEY}", running.resend_url());
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result?,
        _ = terminate.recv() => {}
        () = running.wait() => {}
    }
    Ok(())
}
