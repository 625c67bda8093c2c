//! What a client sends over HTTP: nothing of it is believed, and nonsense gets an answer that people understand.

use domain::{cart::CartView, orders::PlacedOrder};
use reqwest::{Client, Response, redirect::Policy};
use serde_json::Value;

use crate::running::{Shop, open};

/// A visitor with a session of their own.
pub struct Visitor<'a> {
    shop: &'a Shop,
    client: Client,
}

impl<'a> Visitor<'a> {
    pub fn new(shop: &'a Shop) -> Self {
        let client = Client::builder().redirect(Policy::none()).cookie_store(true).no_proxy().build().unwrap();
        Self { shop, client }
    }

    /// Sends a form as scripts do.
    pub async fn call(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.client.post(self.shop.url(path)).header("accept", "application/json").form(form).send().await.unwrap()
    }

    /// Sends a form as a browser without scripts does, from a page.
    pub async fn submit(&self, path: &str, page: &str, form: &[(&str, &str)]) -> Response {
        let request = self.client.post(self.shop.url(path)).header("accept", "text/html,*/*;q=0.8").header("referer", self.shop.url(page));
        request.form(form).send().await.unwrap()
    }

    /// A page's HTML.
    pub async fn page(&self, path: &str) -> String {
        self.client.get(self.shop.url(path)).header("accept", "text/html").send().await.unwrap().text().await.unwrap()
    }

    pub async fn cart(&self) -> CartView {
        self.client.get(self.shop.url("/fn/cart/read?language=de")).send().await.unwrap().json().await.unwrap()
    }

    /// Puts a piece of a product in.
    pub async fn add(&self, slug: &str) {
        let answer = self.call("/fn/cart/add", &[("language", "de"), ("product", slug), ("quantity", "1")]).await;
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
    }

    /// Orders with a sound address, and whatever else is sent along.
    pub async fn order(&self, key: &str, email: &str, more: &[(&str, &str)]) -> Response {
        let mut form = vec![
            ("language", "de"),
            ("form[checkout_key]", key),
            ("form[email]", email),
            ("form[address][name]", "Anna Muster"),
            ("form[address][company]", ""),
            ("form[address][street]", "Seeweg 12a"),
            ("form[address][postal_code]", "6004"),
            ("form[address][city]", "Luzern"),
            ("form[address][country]", "CH"),
            ("form[delivery_method]", "post-economy"),
            ("form[payment_method]", "twint"),
        ];
        form.extend_from_slice(more);
        self.call("/fn/checkout/place", &form).await
    }
}

/// A key that no other checkout has.
pub fn key(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

/// The refusal in an answer, as its variant's name.
pub async fn refusal(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    (status, answer.json::<Value>().await.unwrap().to_string())
}

async fn count(shop: &Shop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&shop.test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn absurd_quantities_change_nothing_and_are_answered_in_words() {
    open(async |shop| {
        let cup = testkit::product().name("tasse").price(3_400).stock(200).insert(&shop.test).await;
        let variant = cup.variant().to_string();
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        for quantity in
            ["0", "-1", "100", "2147483648", "4294967296", "-9223372036854775808", "99999999999999999999", "1e3", "2.5", "", "NaN", "１"]
        {
            let set = [("language", "de"), ("variant", variant.as_str()), ("quantity", quantity)];
            let (status, body) = refusal(visitor.call("/fn/cart/quantity", &set).await).await;
            assert!(status == 409 && body.contains("QuantityOutOfRange"), "{quantity:?}: {status} {body}");
            let add = [("language", "de"), ("product", "tasse"), ("quantity", quantity)];
            let (status, body) = refusal(visitor.call("/fn/cart/add", &add).await).await;
            assert!(status == 409 && body.contains("QuantityOutOfRange"), "{quantity:?}: {status} {body}");

            let answer = visitor.submit("/fn/cart/quantity", "/de/cart", &set).await;
            let location = answer.headers()["location"].to_str().unwrap().to_owned();
            assert!(answer.status() == 303 && location.starts_with("/de/cart?told="), "{quantity:?}: {} {location}", answer.status());
            let page = visitor.page(&location).await;
            assert!(page.contains("Wählen Sie eine Menge zwischen 1 und 99."), "{quantity:?}");
        }
        let cart = visitor.cart().await;
        assert_eq!((cart.pieces, cart.items_total), (1, 3_400));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_and_archived_variants_cannot_be_had() {
    open(async |shop| {
        testkit::product().name("tasse").price(3_400).stock(10).insert(&shop.test).await;
        let gone = testkit::product().name("kanne").price(9_900).stock(10).insert(&shop.test).await;
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        visitor.add("kanne").await;
        sqlx::query("UPDATE catalog_products SET archived_at = now() WHERE slug = 'kanne'").execute(&shop.test.shop.pool).await.unwrap();

        let archived = gone.variant().to_string();
        for variant in [archived.as_str(), "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-8fff-ffffffffffff"] {
            let (status, body) =
                refusal(visitor.call("/fn/cart/quantity", &[("language", "de"), ("variant", variant), ("quantity", "1")]).await).await;
            assert!(status == 409 && body.contains("NotForSale"), "{variant}: {status} {body}");
        }
        for variant in ["", "1", "' OR true --", "<script>"] {
            let (status, body) =
                refusal(visitor.call("/fn/cart/quantity", &[("language", "de"), ("variant", variant), ("quantity", "1")]).await).await;
            assert!(status == 422 && body.contains("Invalid"), "{variant:?}: {status} {body}");
        }
        let add = [("language", "de"), ("product", "kanne"), ("quantity", "1")];
        let status = visitor.call("/fn/cart/add", &add).await.status().as_u16();
        assert!(matches!(status, 404 | 409), "{status}");

        let cart = visitor.cart().await;
        assert!(cart.blocked() && cart.items_total == 3_400, "{cart:?}");
        let (status, body) = refusal(visitor.order(&key(1), "anna@example.ch", &[("form[seen_total]", "14090")]).await).await;
        assert!(status == 409 && body.contains("OutOfStock"), "{status} {body}");
        assert_eq!(count(&shop, "SELECT count(*) FROM orders").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_that_the_client_sends_never_count() {
    open(async |shop| {
        testkit::product().name("tasse").price(3_400).stock(10).insert(&shop.test).await;
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        for seen in ["0", "1", "-4190", "4189", "4191", "9223372036854775807"] {
            let (status, body) = refusal(visitor.order(&key(1), "anna@example.ch", &[("form[seen_total]", seen)]).await).await;
            assert!(status == 409 && body.contains("CartChanged") && body.contains("4190"), "{seen}: {status} {body}");
        }
        for claimed in ["1", "-1", "4190"] {
            let seen = [("form[seen_total]", "4190"), ("form[seen_gift_card]", claimed)];
            let (status, body) = refusal(visitor.order(&key(1), "anna@example.ch", &seen).await).await;
            assert!(status == 409 && body.contains("GiftCardChanged"), "{claimed}: {status} {body}");
        }
        assert_eq!(count(&shop, "SELECT count(*) FROM orders").await, 0);
        assert!(shop.test.sandbox.control().payments().is_empty());

        let claims = [
            ("form[seen_total]", "4190"),
            ("form[total]", "1"),
            ("form[items_total]", "1"),
            ("form[delivery_fee]", "0"),
            ("form[discount_total]", "3400"),
            ("form[currency]", "JPY"),
            ("form[vat]", "0"),
            ("price", "1"),
        ];
        let answer = visitor.order(&key(1), "anna@example.ch", &claims).await;
        assert_eq!(answer.status(), 200);
        let placed: PlacedOrder = answer.json().await.unwrap();
        let order = services::orders::find(&shop.test.shop, &placed.token).await.unwrap();
        assert_eq!((order.items_total, order.delivery_fee, order.discount_total, order.total), (3_400, 790, 0, 4_190));
        let payments = shop.test.sandbox.control().payments();
        assert_eq!((payments.len(), payments[0].amount.minor), (1, 4_190));
    })
    .await;
}
