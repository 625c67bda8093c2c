//! Structured logs: JSON lines in production, text for people else. No personal data: requests are logged by their route, never by their path.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::Log;

/// Noise that says nothing an operator can act on: a session that is over is no suspicion, and a scheduler that starts is not news.
const QUIET: &str = "tower_sessions=error,tower_sessions_core=off,sqlx::postgres::notice=warn,tokio_cron_scheduler=warn";

/// What is logged when the operator asks for this.
pub fn filter(wanted: &str) -> EnvFilter {
    // What the operator asks for comes last and wins.
    EnvFilter::new(format!("{QUIET},{wanted}"))
}

/// Starts logging to standard error, panics included. A second call changes nothing.
pub fn start(log: &Log) {
    let registry = tracing_subscriber::registry().with(filter(&log.filter));
    let started = if log.json {
        let lines = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false).with_writer(std::io::stderr);
        registry.with(lines).try_init()
    } else {
        let colours = std::io::stderr().is_terminal();
        registry.with(fmt::layer().with_ansi(colours).with_writer(std::io::stderr)).try_init()
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            let text = panic.payload_as_str().unwrap_or("(no text)");
            tracing::error!(place, text, "panic");
        }));
    }
}
