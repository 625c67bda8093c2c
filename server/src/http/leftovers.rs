//! Bodies that nobody reads to their end.
//!
//! Who is turned away before their form was read is still sending it. If the connection were closed then, the system would tell them that it broke, and the
//! answer, which says what is wrong, would be lost with it (RFC 9112, 9.6). So what is left is read and forgotten, as long as it is little and comes soon.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, BodyDataStream, Bytes},
    extract::Request,
    http::Method,
    middleware::Next,
    response::Response,
};
use futures_util::{Stream, StreamExt};
use tokio::time::timeout;

/// The most bytes that are read in vain.
const MOST: usize = 1024 * 1024;
/// The longest time for them.
const LONGEST: Duration = Duration::from_secs(2);

/// Reads what others leave of a request's body.
pub async fn read(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    next.run(request.map(|body| Body::from_stream(Whole(Some(body.into_data_stream()))))).await
}

/// A body that is read to its end even if it is dropped before.
struct Whole(Option<BodyDataStream>);

impl Stream for Whole {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.0 else { return Poll::Ready(None) };
        let read = Pin::new(body).poll_next(context);
        if matches!(read, Poll::Ready(None | Some(Err(_)))) {
            self.0 = None;
        }
        read
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        let Some(mut body) = self.0.take() else { return };
        // Requests live in the runtime; outside of it there is nobody left to answer.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            let all = async {
                let mut left = MOST;
                while let Some(Ok(bytes)) = body.next().await {
                    let Some(less) = left.checked_sub(bytes.len()) else { break };
                    left = less;
                }
            };
            // Who is slower than that loses the answer as well.
            let _ = timeout(LONGEST, all).await;
        });
    }
}
