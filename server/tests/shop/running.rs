//! Starting and asking a shop.

use std::{sync::Arc, time::Duration};

use reqwest::{Client, redirect::Policy};
use server::{
    config::{Http, Site, Worker},
    start::{Door, Running, start},
};
use testkit::TestShop;

use crate::log_book;

/// A shop that answers.
pub struct Shop {
    pub test: Arc<TestShop>,
    pub running: Running,
    pub client: Client,
}

impl Shop {
    /// An address of the shop.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address)
    }

    /// A request like a browser's for a page.
    pub fn page(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(self.url(path)).header("accept", "text/html,*/*;q=0.8").header("sec-fetch-site", "none")
    }
}

/// A door for tests: a free port, no background task, and short times.
pub fn door() -> Door {
    let http = Http { listen: "127.0.0.1:0".parse().unwrap(), shutdown_grace: Duration::from_secs(5), ..Http::default() };
    let site = Site { root: "no-such-folder".into(), ..Site::default() };
    Door { http, site, worker: Worker { enabled: false }, checkout_sources: "https:".to_owned() }
}

/// Runs a test with a shop behind this door, and stops it afterwards.
pub async fn behind<Test, Future>(door: impl FnOnce(&TestShop) -> Door, test: Test)
where
    Test: FnOnce(Arc<Shop>) -> Future + Send + 'static,
    Future: std::future::Future<Output = ()> + Send + 'static,
{
    behind_with(testkit::Options::default(), door, test).await;
}

/// The same with a shop that is configured otherwise.
pub async fn behind_with<Test, Future>(options: testkit::Options, door: impl FnOnce(&TestShop) -> Door, test: Test)
where
    Test: FnOnce(Arc<Shop>) -> Future + Send + 'static,
    Future: std::future::Future<Output = ()> + Send + 'static,
{
    log_book::open();
    let kit = Arc::new(TestShop::start(options).await);
    let running = start(door(&kit), Arc::clone(&kit.shop)).await.unwrap();
    let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    let shop = Arc::new(Shop { test: Arc::clone(&kit), running, client });
    let outcome = tokio::spawn(test(Arc::clone(&shop))).await;
    // A test that fails leaves its shop to the end of the process; the database goes in any case.
    if let Ok(shop) = Arc::try_unwrap(shop) {
        shop.running.shutdown().await;
    }
    kit.finish().await;
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}

/// Runs a test with the usual door.
pub async fn open<Test, Future>(test: Test)
where
    Test: FnOnce(Arc<Shop>) -> Future + Send + 'static,
    Future: std::future::Future<Output = ()> + Send + 'static,
{
    behind(|_| door(), test).await;
}
