//! Starting the whole shop in this process, and stopping it.

use std::{net::SocketAddr, sync::Arc};

use services::shop::Shop;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::Instant};

use crate::{
    config::{Http, Site, Worker as WorkerConfig},
    http::{listen, page_threads::PageThreads, router},
    worker::{Worker, WorkerError},
};

/// How the shop meets the world.
#[derive(Clone, Debug)]
pub struct Door {
    /// Where it listens and its limits.
    pub http: Http,
    /// Files that are served.
    pub site: Site,
    /// The background task.
    pub worker: WorkerConfig,
    /// Where a checkout's form may lead, beside the shop: sources of a content security policy.
    pub checkout_sources: String,
}

/// Why the shop did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on: {cause}. Stop the program that uses it, or set ASTRIS_LISTEN to another address.")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the operating system says.
        cause: std::io::Error,
    },
    /// There are no threads to render pages on.
    #[error("pages cannot be rendered: {0}. Let this user have more threads (ulimit -u).")]
    Threads(std::io::Error),
    /// The background task cannot be started.
    #[error("the background task does not start: {0}. Set ASTRIS_WORKER=off to serve without it, and report this.")]
    Worker(#[from] WorkerError),
}

/// A shop that answers.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    http: Http,
    shop: Arc<Shop>,
    /// Tells the server to stop.
    order: watch::Sender<bool>,
    server: JoinHandle<()>,
    worker: Option<Worker>,
    /// Reads the settings again and again.
    follower: JoinHandle<()>,
}

/// Starts the server and, if the door says so, the background task.
///
/// # Errors
/// If the address is taken, threads are missing, or the background task cannot be started.
pub async fn start(door: Door, shop: Arc<Shop>) -> Result<Running, StartError> {
    let wanted = door.http.listen;
    let refused = |cause| StartError::Listen { address: wanted, cause };
    let listener = TcpListener::bind(wanted).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let threads = PageThreads::for_each_core().map_err(StartError::Threads)?;
    let worker = if door.worker.enabled { Some(Worker::start(Arc::clone(&shop)).await?) } else { None };
    let (order, told) = watch::channel(false);
    let server = tokio::spawn(listen::serve(listener, router::router(&door, &shop, threads), door.http.clone(), told));
    let follower = tokio::spawn(services::settings::follow(Arc::clone(&shop)));
    Ok(Running { address, http: door.http, shop, order, server, worker, follower })
}

impl Running {
    /// Stops: no new connections, running requests and jobs finish within the grace, then the database's connections are closed.
    pub async fn shutdown(self) {
        let deadline = Instant::now() + self.http.shutdown_grace;
        self.follower.abort();
        // Nobody listening means that the server has ended already.
        let _ = self.order.send(true);
        let worker = async {
            if let Some(worker) = self.worker {
                worker.stop(deadline).await;
            }
        };
        let (server, ()) = tokio::join!(self.server, worker);
        if let Err(error) = server {
            tracing::error!(error = &error as &dyn std::error::Error, "the server ended badly");
        }
        // A connection that a cut request still holds must not keep the process.
        if tokio::time::timeout_at(deadline.max(Instant::now() + std::time::Duration::from_secs(1)), self.shop.pool.close()).await.is_err()
        {
            tracing::warn!("not all connections to the database were closed in time");
        }
    }
}
