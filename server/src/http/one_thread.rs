//! Pages are rendered by one thread each.
//!
//! Leptos's signals and memos are meant for one thread at a time: while one thread works a memo out, another one that reads it is told that it was
//! disposed of, panics, and the page never comes (reactive_graph 0.2.16; leptos-rs/leptos#3681 has a test that shows it). A page's tasks, which tokio
//! would hand to several threads, stay together here.

use std::cell::Cell;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    runtime::Handle,
    sync::oneshot,
    task::{LocalSet, spawn_blocking, spawn_local},
};
use tracing::{Instrument, Span};

thread_local! {
    /// Whether this thread renders a page.
    static RENDERS: Cell<bool> = const { Cell::new(false) };
}

/// What leptos spawns: on the page's thread while a page is rendered.
struct Together;

impl CustomExecutor for Together {
    fn spawn(&self, task: PinnedFuture<()>) {
        if RENDERS.get() {
            spawn_local(task);
        } else {
            tokio::spawn(task);
        }
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        spawn_local(task);
    }

    fn poll_local(&self) {}
}

/// Makes leptos spawn its tasks where they belong. Has to come before leptos chooses for itself; a second call changes nothing.
pub fn keep_tasks_together() {
    let _ = Executor::init_custom_executor(Together);
}

/// Renders pages on a thread of their own. Server functions, which have no signals, go their plain way.
pub async fn render(request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/fn/") {
        return next.run(request).await;
    }
    alone(next.run(request)).await
}

/// An answer that one thread makes from beginning to end.
pub async fn alone(answer: impl Future<Output = Response> + Send + 'static) -> Response {
    // Dropped with this future: when nobody waits for the page any more, its thread does not go on either.
    let (_waiting, given_up) = oneshot::channel::<()>();
    let (runtime, span) = (Handle::current(), Span::current());
    let page = spawn_blocking(move || {
        let _renders = Renders::begin();
        let page = async move {
            tokio::select! {
                biased;
                _ = given_up => None,
                page = whole(answer) => Some(page),
            }
        };
        runtime.block_on(LocalSet::new().run_until(page.instrument(span)))
    });
    match page.await {
        Ok(Some(page)) => page,
        // The panic is in the log.
        Ok(None) | Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The page to its last byte: what is left of it must not be rendered by whichever thread sends it.
async fn whole(answer: impl Future<Output = Response>) -> Response {
    let (head, body) = answer.await.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a page broke off");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// While it lives, this thread renders a page.
struct Renders;

impl Renders {
    fn begin() -> Self {
        RENDERS.set(true);
        Self
    }
}

impl Drop for Renders {
    fn drop(&mut self) {
        RENDERS.set(false);
    }
}
