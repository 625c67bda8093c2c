//! Stopping: what runs is finished, nothing new begins.

use std::{sync::Arc, time::Duration};

use server::start::start;
use testkit::TestShop;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::running::door;

#[tokio::test]
async fn a_running_request_is_finished() {
    TestShop::run(async |test| {
        let running = start(door(), Arc::clone(&test.shop)).await.unwrap();
        let address = running.address;
        // A notice whose body is still on its way when the shop is told to stop.
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = "POST /webhooks/mollie HTTP/1.1\r\nHost: shop\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nid=";
        stream.write_all(head.as_bytes()).await.unwrap();
        // The connection is accepted once a second one, made after it, is answered.
        let probe = reqwest::Client::builder().no_proxy().build().unwrap();
        assert_eq!(probe.get(format!("http://{address}/healthz")).send().await.unwrap().status(), 200);
        let stopping = tokio::spawn(running.shutdown());
        // Told to stop, it no longer listens.
        timeout(Duration::from_secs(5), async {
            while TcpStream::connect(address).await.is_ok() {
                sleep(Duration::from_millis(10)).await;
            }
        })
        .await
        .expect("nobody listens any more");
        stream.write_all(b"tr_a").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        timeout(Duration::from_secs(10), stopping).await.expect("it stops").unwrap();
        assert!(test.shop.pool.is_closed());
    })
    .await;
}
