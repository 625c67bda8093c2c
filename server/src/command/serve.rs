use std::sync::Arc;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{CommandError, staff::print_first_link};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
    start::{Door, start},
};

/// Serves until told to stop, then finishes what is running.
pub(super) async fn serve(source: &Source) -> Result<(), CommandError> {
    let config = Config::load(source)?;
    logging::start(&config.log);
    let mut signals = Signals::listen().map_err(CommandError::Signals)?;
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let door = Door {
        http: config.http.clone(),
        site: config.site.clone(),
        worker: config.worker,
        checkout_sources: config.payments.checkout_sources(),
    };
    let running = start(door, Arc::clone(&shop)).await?;
    println!("listening on http://{}", running.address);
    if let Err(error) = print_first_link(&shop).await {
        // The shop sells without an administrator; the next start, or `astris staff first-link`, prints it.
        tracing::warn!(error = &error as &dyn std::error::Error, "nobody knows whether there is an administrator");
    }
    tracing::info!(address = %running.address, base_url = config.http.base_url.url, production = config.production, "serving");
    let name = signals.next().await;
    tracing::info!(signal = name, "stopping: no new requests, running ones finish");
    tokio::select! {
        () = running.shutdown() => tracing::info!("stopped"),
        name = signals.next() => tracing::warn!(signal = name, "stopped at once: told twice"),
    }
    Ok(())
}

/// The two ways of telling a process to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
