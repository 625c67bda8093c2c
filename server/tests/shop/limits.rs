//! Bodies, heads and slow clients.

use std::time::Duration;

use testkit::TestShop;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::running::{Shop, behind, door, open};

/// Far above what the tests' door allows, far below what a hang would take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends bytes without finishing and reads until the shop hangs up.
async fn until_cut(shop: &Shop, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(shop.running.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // A reset is as good an end as any.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("the shop hangs up");
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whoever is refused because of what they send is sending it still: closed too early, the connection would break under the answer.
#[tokio::test]
async fn who_still_sends_what_nobody_wants_gets_the_answer() {
    open(async |shop| {
        for _ in 0..20 {
            let mut stream = TcpStream::connect(shop.running.address).await.unwrap();
            let head = "POST /fn/cart/code HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: 400000\r\n\r\n";
            stream.write_all(head.as_bytes()).await.unwrap();
            for _ in 0..40 {
                stream.write_all(&[b'x'; 10_000]).await.unwrap();
                tokio::task::yield_now().await;
            }
            let mut answer = Vec::new();
            timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("an answer").unwrap();
            assert!(answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
        }
    })
    .await;
}

#[tokio::test]
async fn slow_clients_are_cut() {
    let impatient = |_: &TestShop| {
        let mut door = door();
        door.http.header_timeout = Duration::from_millis(400);
        door
    };
    behind(impatient, async |shop| {
        for beginning in ["", "P", "PRI * HTTP/2.0\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: shop\r\nX-Slow: "] {
            let answer = until_cut(&shop, beginning.as_bytes()).await;
            assert!(!answer.contains("200 OK"), "{beginning:?} got {answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_quick_client_is_answered() {
    open(async |shop| {
        let answer = until_cut(&shop, b"GET /healthz HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn http_2_is_spoken() {
    open(async |shop| {
        let client = reqwest::Client::builder().http2_prior_knowledge().no_proxy().build().unwrap();
        let answer = client.get(shop.url("/healthz")).send().await.unwrap();
        assert_eq!((answer.version(), answer.status().as_u16()), (reqwest::Version::HTTP_2, 200));
    })
    .await;
}

#[tokio::test]
async fn a_huge_head_is_refused() {
    open(async |shop| {
        let cookies = "a=b; ".repeat(40_000);
        let answer = until_cut(&shop, format!("GET /healthz HTTP/1.1\r\nHost: shop\r\nCookie: {cookies}\r\n\r\n").as_bytes()).await;
        assert!(!answer.contains("200 OK"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_huge_body_is_refused() {
    open(async |shop| {
        let answer = shop.client.post(shop.url("/fn/no_such_function")).body(vec![b'x'; 70_000]).send().await.unwrap();
        assert_eq!(answer.status(), 413);
    })
    .await;
}
