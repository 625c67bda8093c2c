//! A sandbox in this process.

use std::io;

use tokio::{net::TcpListener, task::JoinSet};

use crate::{
    control::Control,
    courier, serve,
    settings::Settings,
    state::{State, shared},
};

/// Starts sandboxes.
#[derive(Clone, Copy, Debug)]
pub struct Sandbox;

/// A sandbox that runs until this is dropped.
#[derive(Debug)]
pub struct Running {
    base_url: String,
    control: Control,
    /// Aborts what is in it when dropped.
    tasks: JoinSet<()>,
}

impl Sandbox {
    /// Binds the address of the settings and serves on it, in tasks of the current runtime.
    ///
    /// # Errors
    /// If the address cannot be bound or the HTTP client for webhooks cannot be set up.
    pub async fn start(settings: Settings) -> io::Result<Running> {
        let listener = TcpListener::bind(settings.listen).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let state = shared(settings, &base_url).map_err(io::Error::other)?;
        let router = serve::router(std::sync::Arc::clone(&state));
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            serve::run(listener, router).await;
        });
        tasks.spawn(courier::run(std::sync::Arc::clone(&state)));
        Ok(Running { base_url, control: Control::new(state), tasks })
    }
}

impl Running {
    /// Where the pages are, such as `http://127.0.0.1:40001`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The base URL of Mollie's API.
    pub fn mollie_url(&self) -> String {
        format!("{}/mollie/v2", self.base_url)
    }

    /// The base URL of Resend's API.
    pub fn resend_url(&self) -> String {
        format!("{}/resend", self.base_url)
    }

    /// The remote control.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Runs until a task ends, which none does by itself.
    pub async fn wait(&mut self) {
        self.tasks.join_next().await;
    }
}

const _: fn() = || {
    fn is_send_sync<T: Send + Sync>() {}
    is_send_sync::<State>();
};
