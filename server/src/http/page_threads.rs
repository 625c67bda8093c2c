//! The threads that render pages, each page on one of them.
//!
//! Leptos's signals and memos are meant for one thread at a time: while one thread works a memo out, another one that reads it is told that it was
//! disposed of, panics, and the page never comes (`reactive_graph` 0.2.16; leptos-rs/leptos#3681 has a test that shows it). A page's tasks, which tokio
//! would hand to several threads, stay together here.

use std::{
    cell::Cell,
    io,
    panic::resume_unwind,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
    task::{LocalSet, spawn_local},
};
use tracing::{Instrument, Span};

thread_local! {
    /// Whether this thread renders pages.
    static RENDERS: Cell<bool> = const { Cell::new(false) };
}

/// Begins a page, on the thread that is to render it.
type Begin = Box<dyn FnOnce() + Send>;

/// Threads that render pages. They end when nobody has them any more.
#[derive(Clone, Debug)]
pub struct PageThreads(Arc<[PageThread]>);

#[derive(Debug)]
struct PageThread {
    pages: mpsc::UnboundedSender<Begin>,
    /// Pages that are being rendered.
    busy: Arc<AtomicUsize>,
}

impl PageThreads {
    /// Starts a thread for each core.
    ///
    /// # Errors
    /// When the machine has no more threads.
    pub fn for_each_core() -> io::Result<Self> {
        Self::start(thread::available_parallelism().map_or(1, usize::from))
    }

    fn start(count: usize) -> io::Result<Self> {
        keep_tasks_together();
        Ok(Self((0..count).map(|_| PageThread::start()).collect::<io::Result<_>>()?))
    }

    /// An answer that one thread makes from beginning to end. When nobody waits for it any more, its thread does not go on either.
    pub async fn answer(&self, answer: impl Future<Output = Response> + Send + 'static) -> Response {
        let failed = || StatusCode::INTERNAL_SERVER_ERROR.into_response();
        let Some(thread) = self.0.iter().min_by_key(|thread| thread.busy.load(Ordering::Relaxed)) else { return failed() };
        let (mut done, page) = oneshot::channel();
        let (turn, span) = (Turn::take(&thread.busy), Span::current());
        let begin: Begin = Box::new(move || {
            let mut page = spawn_local(whole(answer).instrument(span));
            spawn_local(async move {
                let _turn = turn;
                tokio::select! {
                    biased;
                    () = done.closed() => page.abort(),
                    page = &mut page => drop(done.send(page)),
                }
            });
        });
        if thread.pages.send(begin).is_err() {
            return failed();
        }
        match page.await {
            Ok(Ok(page)) => page,
            // As if the page had been rendered here: whoever catches panics of requests catches this one.
            Ok(Err(error)) if error.is_panic() => resume_unwind(error.into_panic()),
            Ok(Err(_)) | Err(_) => failed(),
        }
    }
}

impl PageThread {
    fn start() -> io::Result<Self> {
        let (pages, mut begun) = mpsc::unbounded_channel::<Begin>();
        let runtime = Handle::current();
        thread::Builder::new().name("pages".to_owned()).spawn(move || {
            RENDERS.set(true);
            // Beyond the end of the loop: pages that are cut off there still give their connections back.
            let _inside = runtime.enter();
            let tasks = LocalSet::new();
            runtime.block_on(tasks.run_until(async {
                while let Some(begin) = begun.recv().await {
                    begin();
                }
            }));
        })?;
        Ok(Self { pages, busy: Arc::default() })
    }
}

/// Renders pages on a thread of theirs. Server functions, which have no signals, go their plain way.
pub async fn render(State(threads): State<PageThreads>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/fn/") {
        return next.run(request).await;
    }
    threads.answer(next.run(request)).await
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

/// Makes leptos spawn its tasks where they belong. Has to come before leptos chooses for itself; a second call changes nothing.
fn keep_tasks_together() {
    let _ = Executor::init_custom_executor(Together);
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

/// A page that is being rendered.
struct Turn(Arc<AtomicUsize>);

impl Turn {
    fn take(busy: &Arc<AtomicUsize>) -> Self {
        busy.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(busy))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use tokio::{sync::Barrier, task::JoinSet};

    use super::*;

    /// How many tasks, of so many that a page spawns, another thread works on.
    async fn strayed(tasks: usize) -> usize {
        let here = thread::current().id();
        let threads: Vec<_> = (0..tasks)
            .map(|_| {
                let (told, there) = oneshot::channel();
                Executor::spawn(async move {
                    tokio::task::yield_now().await;
                    let _ = told.send(thread::current().id());
                });
                there
            })
            .collect();
        let mut strayed = 0;
        for there in threads {
            strayed += usize::from(there.await != Ok(here));
        }
        strayed
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn what_a_page_spawns_stays_on_its_thread() {
        let threads = PageThreads::start(2).unwrap();
        let mut pages = JoinSet::new();
        for _ in 0..20 {
            let threads = threads.clone();
            pages.spawn(async move { threads.answer(async { strayed(20).await.to_string().into_response() }).await });
        }
        for page in pages.join_all().await {
            assert_eq!(to_bytes(page.into_body(), 8).await.unwrap(), "0");
        }
    }

    #[tokio::test]
    async fn a_page_that_waits_lets_others_be_rendered() {
        let (threads, all) = (PageThreads::start(1).unwrap(), Arc::new(Barrier::new(10)));
        let mut pages = JoinSet::new();
        for _ in 0..10 {
            let (threads, all) = (threads.clone(), Arc::clone(&all));
            pages.spawn(async move {
                let page = async move {
                    all.wait().await;
                    "a page".into_response()
                };
                threads.answer(page).await.status()
            });
        }
        assert_eq!(pages.join_all().await, [StatusCode::OK; 10]);
    }

    #[tokio::test]
    async fn a_page_that_panics_takes_no_other_with_it() {
        let threads = PageThreads::start(1).unwrap();
        let others = threads.clone();
        let page = tokio::spawn(async move { threads.answer(async { panic!("a fault in a page") }).await });
        assert!(page.await.unwrap_err().is_panic(), "to be caught where other panics are");
        assert_eq!(others.answer(async { "the next".into_response() }).await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn what_is_cut_off_at_the_end_may_still_spawn() {
        /// As a connection does that goes back to its pool.
        struct Held(Option<oneshot::Sender<()>>);
        impl Drop for Held {
            fn drop(&mut self) {
                let told = self.0.take();
                drop(tokio::spawn(async move { told.map(|told| told.send(())) }));
            }
        }
        let threads = PageThreads::start(1).unwrap();
        let ((told, has_told), (begun, has_begun)) = (oneshot::channel(), oneshot::channel());
        let page = threads.answer(async move {
            let held = Held(Some(told));
            spawn_local(async move {
                let _held = held;
                let _ = begun.send(());
                std::future::pending::<()>().await;
            });
            "a page".into_response()
        });
        assert_eq!(page.await.status(), StatusCode::OK);
        has_begun.await.unwrap();
        drop(threads);
        has_told.await.unwrap();
    }

    #[tokio::test]
    async fn a_page_that_nobody_waits_for_is_given_up() {
        let threads = PageThreads::start(1).unwrap();
        let (begun, has_begun) = oneshot::channel();
        let (held, given_up) = oneshot::channel::<()>();
        let page = threads.answer(async move {
            let _held = held;
            let _ = begun.send(());
            std::future::pending().await
        });
        tokio::select! {
            _ = page => unreachable!("it never ends"),
            told = has_begun => told.unwrap(),
        }
        assert!(given_up.await.is_err(), "dropped with all it held");
    }
}
