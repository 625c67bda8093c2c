//! Connections: accepting them, bounding them, and letting them finish.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo, extract::Request};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};
use tower::ServiceExt;

use super::first_bytes::FirstBytes;
use crate::config::Http;

/// Most bytes of a request's head; ten times what browsers send.
const LARGEST_HEAD: usize = 64 * 1024;
/// The same for HTTP/2, which counts the fields.
const LARGEST_HEAD_H2: u32 = 64 * 1024;
/// Requests at a time on one HTTP/2 connection.
const STREAMS: u32 = 128;
/// How often a silent HTTP/2 connection is asked whether it lives.
const PING: Duration = Duration::from_secs(20);
/// How long to wait when the operating system has no more file descriptors.
const BREATHER: Duration = Duration::from_millis(50);

/// Serves until told to stop, then lets requests that are running finish within the grace and cuts the rest.
pub async fn serve(listener: TcpListener, router: Router, limits: Http, mut stop: watch::Receiver<bool>) {
    let builder = Arc::new(builder(&limits));
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            // An error means that nobody can tell us to stop any more, which is to stop.
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = connections.join_next() => continue,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((place, stream, peer)) = accepted else { continue };
        let (builder, router, watcher, patience) = (Arc::clone(&builder), router.clone(), graceful.watcher(), limits.header_timeout);
        connections.spawn(async move {
            let _place = place;
            let service = service_fn(move |request| answer(router.clone(), peer, request));
            let stream = TokioIo::new(FirstBytes::within(stream, patience));
            let connection = builder.serve_connection(stream, service).into_owned();
            if let Err(error) = watcher.watch(connection).await {
                // Clients that go away or are too slow: nothing an operator can act on.
                tracing::trace!(error = &*error, "connection ended");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.shutdown_grace, graceful.shutdown()).await.is_err() {
        tracing::warn!(connections = connections.len(), "connections were cut: their requests did not finish in time");
    }
    connections.shutdown().await;
}

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Else a streamed page waits 40 ms for the client's delayed acknowledgement (Nagle's algorithm).
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "TCP_NODELAY refused");
            }
            Some((place, stream, peer))
        }
        Err(error) if matches!(error.kind(), std::io::ErrorKind::ConnectionAborted | std::io::ErrorKind::ConnectionReset) => None,
        Err(error) => {
            tracing::error!(%error, "no connection can be accepted; is the limit of open files too low?");
            tokio::time::sleep(BREATHER).await;
            None
        }
    }
}

async fn answer(router: Router, peer: SocketAddr, request: hyper::Request<Incoming>) -> Result<axum::response::Response, Infallible> {
    let mut request: Request = request.map(axum::body::Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

/// HTTP/1 and, without TLS (which the proxy in front has), HTTP/2.
fn builder(limits: &Http) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(LARGEST_HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(LARGEST_HEAD_H2)
        .keep_alive_interval(PING)
        .keep_alive_timeout(limits.header_timeout);
    builder
}
