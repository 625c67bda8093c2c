//! What the sandbox's tests share: a client, and a shop's webhook.

use std::sync::{Arc, Mutex};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::post};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use sandbox::{MOLLIE_TEST_KEY, Running, Sandbox, Settings};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

/// A sandbox and a client for it.
pub struct Lab {
    pub sandbox: Running,
    pub client: Client,
}

impl Lab {
    pub async fn new() -> Self {
        Self::with(Settings { resend_rate: 1000, ..Settings::default() }).await
    }

    pub async fn with(settings: Settings) -> Self {
        let client = Client::builder().no_proxy().user_agent("tests/1").redirect(redirect::Policy::none()).build().unwrap();
        Self { sandbox: Sandbox::start(settings).await.unwrap(), client }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.sandbox.base_url()))
    }

    pub fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.sandbox.base_url())).json(body)
    }

    /// Asks Mollie to create something.
    pub async fn mollie(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        read(self.post(&format!("/mollie/v2{path}"), body).bearer_auth(MOLLIE_TEST_KEY).send().await.unwrap()).await
    }

    /// Reads something of Mollie's.
    pub async fn mollie_get(&self, path: &str) -> (StatusCode, Value) {
        read(self.get(&format!("/mollie/v2{path}")).bearer_auth(MOLLIE_TEST_KEY).send().await.unwrap()).await
    }

    /// A payment of a body, which has to be accepted; its id.
    pub async fn payment(&self, body: &Value) -> String {
        let (status, payment) = self.mollie("/payments", body).await;
        assert_eq!(status, 201, "{payment}");
        payment["id"].as_str().unwrap().to_owned()
    }
}

pub async fn read(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let body = response.bytes().await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// A sound payment, changed by `with`: null takes a field out.
pub fn order(with: &Value) -> Value {
    let mut body = json!({
        "amount": {"currency": "CHF", "value": "49.90"},
        "description": "Bestellung A-1001",
        "redirectUrl": "http://shop.example/back",
    });
    for (field, value) in with.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(field);
        } else {
            body[field] = value.clone();
        }
    }
    body
}

/// A call that a shop's webhook has got.
#[derive(Clone, Debug)]
pub struct Call {
    pub headers: HeaderMap,
    pub body: String,
}

/// A shop's webhook: answers with the given statuses in turn, then with 200.
pub struct Shop {
    pub url: String,
    book: Arc<Mutex<Book>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Book {
    calls: Vec<Call>,
    answers: Vec<u16>,
}

impl Shop {
    pub async fn open(answers: &[u16]) -> Self {
        let book = Arc::new(Mutex::new(Book { answers: answers.iter().rev().copied().collect(), ..Book::default() }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhook", listener.local_addr().unwrap());
        let router = Router::new().route("/webhook", post(note)).with_state(Arc::clone(&book));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, book, task }
    }

    pub fn calls(&self) -> Vec<Call> {
        self.book.lock().unwrap().calls.clone()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn note(State(book): State<Arc<Mutex<Book>>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut book = book.lock().unwrap();
    book.calls.push(Call { headers, body: String::from_utf8(body.to_vec()).unwrap() });
    book.answers.pop().map_or(StatusCode::OK, |status| StatusCode::from_u16(status).unwrap())
}
