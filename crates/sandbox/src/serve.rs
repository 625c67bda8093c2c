//! The server: axum's routes on hyper's connections, so that a fault can close a connection without an answer.

use std::{convert::Infallible, sync::Arc};

use axum::{Router, body::Body, http::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinSet};
use tower::ServiceExt as _;

use crate::{control, mollie, pages, resend, state::State};

/// Marks a response whose connection is to be closed instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropped;

/// The connection is closed on purpose.
#[derive(Debug, thiserror::Error)]
#[error("dropped by a fault")]
struct DroppedOnPurpose;

/// All routes: both APIs, the pages and the remote control.
///
/// Faults that drop a connection work with [`crate::Sandbox`] only; another server sends the answer that was to be lost.
pub fn router(state: Arc<State>) -> Router {
    Router::new()
        .nest("/mollie/v2", mollie::routes(&state))
        .nest("/resend", resend::routes(&state))
        .merge(control::routes())
        .merge(pages::routes())
        .with_state(state)
}

/// Serves until it is dropped, and all connections with it.
pub(crate) async fn run(listener: TcpListener, router: Router) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Small answers must not wait for the other side's acknowledgement.
                    let _ = stream.set_nodelay(true);
                    let router = router.clone();
                    connections.spawn(async move {
                        let service = service_fn(move |request| answer(router.clone(), request));
                        if let Err(error) = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await {
                            tracing::debug!(%error, "connection ended");
                        }
                    });
                }
                // Out of file descriptors, mostly: connections that end give some back.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::task::yield_now().await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn answer(router: Router, request: Request<Incoming>) -> Result<Response, DroppedOnPurpose> {
    let response = match router.oneshot(request.map(Body::new)).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    if response.extensions().get::<Dropped>().is_some() { Err(DroppedOnPurpose) } else { Ok(response) }
}
