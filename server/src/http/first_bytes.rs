//! A bound on the time in which a connection says which protocol it speaks.
//!
//! hyper's header time-out begins once HTTP/1 is being read. Before that, hyper-util's builder waits without bound for the first bytes to tell
//! HTTP/1 from HTTP/2, so a client that connects and sends nothing, or just `P`, would hold a connection for ever.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// What every HTTP/2 connection begins with (RFC 9113, 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A stream whose protocol must be clear in time.
#[derive(Debug)]
pub struct FirstBytes<S> {
    stream: S,
    /// How many bytes of the preface have come.
    seen: usize,
    /// Runs until the protocol is clear.
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> FirstBytes<S> {
    /// Bounds the first bytes of a stream.
    pub fn within(stream: S, patience: Duration) -> Self {
        Self { stream, seen: 0, deadline: Some(Box::pin(sleep(patience))) }
    }

    /// Takes note of bytes. The protocol is clear with the first byte that is none of the preface's, or with its last one.
    fn note(&mut self, bytes: &[u8]) {
        let rest = PREFACE.get(self.seen..).unwrap_or_default();
        let same = bytes.iter().zip(rest).take_while(|(byte, expected)| byte == expected).count();
        self.seen += same;
        if same < bytes.len() || self.seen == PREFACE.len() {
            self.deadline = None;
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for FirstBytes<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Some(deadline) = self.deadline.as_mut() else { return Pin::new(&mut self.stream).poll_read(context, buffer) };
        if deadline.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        self.note(buffer.filled().get(before..).unwrap_or_default());
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for FirstBytes<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, slices: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_clear(chunks: &[&[u8]]) -> bool {
        let patience = Duration::from_mins(1);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let mut stream = FirstBytes::within((), patience);
            for chunk in chunks {
                stream.note(chunk);
            }
            stream.deadline.is_none()
        })
    }

    #[test]
    fn the_protocol_is_clear_in_time() {
        assert!(is_clear(&[b"GET / HTTP/1.1\r\n"]));
        assert!(is_clear(&[b"P", b"OST /"]));
        assert!(is_clear(&[PREFACE]));
        assert!(is_clear(&[b"PRI * HTTP/2.0\r\n\r\n", b"SM\r\n\r\n", b"more"]));
    }

    #[test]
    fn a_beginning_is_not_clear() {
        assert!(!is_clear(&[]));
        assert!(!is_clear(&[b"P"]));
        assert!(!is_clear(&[b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r"]));
    }
}
