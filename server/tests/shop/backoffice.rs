//! The staff's screens and their plain forms, as a browser without scripts asks for them and sends them.

mod categories;
mod collections;
mod customers;
mod delivery;
mod gift_cards;
mod mails;
mod pictures;
mod saved;
mod settings;
mod several;
mod stock;
mod vat;
mod vouchers;

use domain::{accounts::Role, backoffice::NoteRequest, ids::OrderId};
use reqwest::{Response, StatusCode};
use services::{backoffice::orders as screens, orders::Actor};
use uuid::Uuid;

use crate::{
    order_page::paid,
    people::{called, in_this_role},
    running::{Shop, open},
};

/// Somebody of the staff, with a browser of their own.
pub struct Colleague<'a> {
    shop: &'a Shop,
    cookie: String,
}

impl<'a> Colleague<'a> {
    pub async fn come(shop: &'a Shop, role: Role) -> Self {
        Self { shop, cookie: in_this_role(shop, role).await }
    }

    /// Another one in the same role.
    pub async fn called(shop: &'a Shop, role: Role, name: &str) -> Self {
        Self { shop, cookie: called(shop, role, name).await }
    }

    /// What their browser says of who they are.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub async fn ask(&self, path: &str) -> Response {
        self.shop.page(path).header("cookie", &self.cookie).send().await.unwrap()
    }

    /// A screen that is there.
    pub async fn screen(&self, path: &str) -> String {
        let answer = self.ask(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    }

    /// Sends a body of a kind, as a form with a file is.
    pub async fn bring(&self, action: &str, kind: &str, body: String) -> Response {
        let request = self.shop.client.post(self.shop.url(action)).header("accept", "text/html,*/*;q=0.8").header("cookie", &self.cookie);
        request.header("sec-fetch-site", "same-origin").header("content-type", kind).body(body).send().await.unwrap()
    }

    /// Sends a form.
    pub async fn post(&self, action: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.shop.client.post(self.shop.url(action)).header("accept", "text/html,*/*;q=0.8").header("cookie", &self.cookie);
        request.header("sec-fetch-site", "same-origin").form(fields).send().await.unwrap()
    }

    /// Sends a form; where it leads.
    pub async fn send(&self, action: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(action, fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{action}");
        answer.headers()["location"].to_str().unwrap().to_owned()
    }
}

/// An order that is paid: its id and its number.
async fn known(shop: &Shop) -> (OrderId, String) {
    let token = paid(shop).await;
    let (id, number): (Uuid, String) =
        sqlx::query_as("SELECT id, number FROM orders WHERE token = $1").bind(token).fetch_one(&shop.test.shop.pool).await.unwrap();
    (OrderId(id), number)
}

/// What a form of a screen sends along by itself.
pub fn hidden<'a>(screen: &'a str, action: &str, name: &str) -> &'a str {
    let form = screen.split_once(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form for {action}")).1;
    let field = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}")).1;
    field.split('"').next().unwrap()
}

const SHIP: &str = "/fn/backoffice/orders/ship";
const SEND: &str = "/fn/backoffice/orders/send-notice";

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_goes_out_without_scripts_once_and_not_unseen() {
    open(async |shop| {
        let (order, number) = known(&shop).await;
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let table = colleague.screen(&format!("/backoffice/orders?q={number}")).await;
        assert!(table.contains(&number) && table.contains(&format!("href=\"/backoffice/orders/{order}?q={number}\"")), "{table}");

        let here = format!("/backoffice/orders/{order}");
        let page = colleague.screen(&here).await;
        assert!(page.contains("data-state=\"paid\"") && page.contains("content=\"noindex\""));
        let (version, key) = (hidden(&page, SHIP, "version"), hidden(&page, SHIP, "key"));
        assert_eq!(hidden(&page, SHIP, "back"), here);
        let order = order.to_string();
        let ship = async |key: &str, number: &str, back: &str| {
            let fields = [
                ("order", order.as_str()),
                ("version", version),
                ("key", key),
                ("pieces[0][position]", "0"),
                ("pieces[0][quantity]", "1"),
                ("carrier", "swiss_post"),
                ("number", number),
                ("back", back),
            ];
            colleague.send(SHIP, &fields).await
        };

        let wrong = ship(key, "123", &here).await;
        assert!(wrong.starts_with(&format!("{here}?form=ship&")), "{wrong}");
        let said = colleague.screen(&wrong).await;
        assert!(said.contains("data-testid=\"failed\"") && said.contains("value=\"123\""), "what was entered stays");

        let sound = "99.34.123456.12345678";
        for back in [here.as_str(), "https://evil.example", "//evil.example"] {
            let done = ship(key, sound, back).await;
            let expected = if back == here { format!("{here}?done=shipped") } else { "/backoffice?done=shipped".to_owned() };
            assert_eq!(done, expected, "{back}");
        }
        let done = colleague.screen(&format!("{here}?done=shipped")).await;
        assert!(done.contains("data-testid=\"done\"") && done.contains("data-state=\"paid\""), "one of two pieces went");

        let late = ship("00000000-0000-0000-0000-00000000000a", sound, &here).await;
        assert!(colleague.screen(&late).await.contains("data-changed"), "it says that a colleague was first");
        let parcels: i64 = sqlx::query_scalar("SELECT count(*) FROM orders_parcels").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(parcels, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_is_shown_before_it_is_sent() {
    open(async |shop| {
        let (order, _) = known(&shop).await;
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let here = format!("/backoffice/orders/{order}");
        let page = colleague.screen(&here).await;
        let (version, key, id) = (hidden(&page, SHIP, "version"), hidden(&page, SHIP, "key"), order.to_string());
        let pieces = [("pieces[0][position]", "0"), ("pieces[0][quantity]", "2")];
        let fields = [("order", id.as_str()), ("version", version), ("key", key), ("back", &here), pieces[0], pieces[1]];
        colleague.send(SHIP, &fields).await;
        let mails = async || -> i64 {
            let kind = "SELECT count(*) FROM mail_outbox WHERE kind = 'shipped'";
            sqlx::query_scalar(kind).fetch_one(&shop.test.shop.pool).await.unwrap()
        };
        assert_eq!(mails().await, 0, "nobody is written to unseen");

        let parcel: Uuid = sqlx::query_scalar("SELECT id FROM orders_parcels").fetch_one(&shop.test.shop.pool).await.unwrap();
        let notice = format!("{here}/notice/{parcel}");
        let page = colleague.screen(&notice).await;
        assert!(page.contains("data-testid=\"mail\"") && page.contains("data-testid=\"recipient\""));
        let (version, key, parcel) = (hidden(&page, SEND, "version"), hidden(&page, SEND, "key"), parcel.to_string());
        let fields = [("order", id.as_str()), ("version", version), ("key", key), ("parcel", &parcel), ("back", &here)];
        for _ in 0..2 {
            assert_eq!(colleague.send(SEND, &fields).await, format!("{here}?done=notified"));
        }
        assert_eq!(mails().await, 1);
        let again = [fields[0], fields[1], ("key", "00000000-0000-0000-0000-00000000000b"), fields[3], fields[4]];
        let refused = colleague.send(SEND, &again).await;
        assert!(refused.starts_with(&format!("{notice}?told=")), "{refused}");
        assert!(colleague.screen(&refused).await.contains("data-testid=\"failed\""));
        assert_eq!(mails().await, 1);
    })
    .await;
}

/// Names are written by buyers, notes by colleagues; both are texts.
#[tokio::test(flavor = "multi_thread")]
async fn what_people_wrote_is_text() {
    open(async |shop| {
        let (order, _) = known(&shop).await;
        let evil = "</title></textarea><script>alert(1)</script>";
        sqlx::query("UPDATE orders SET address = jsonb_set(address, '{name}', to_jsonb($1::text)) WHERE id = $2")
            .bind(evil)
            .bind(order.0)
            .execute(&shop.test.shop.pool)
            .await
            .unwrap();
        let note = NoteRequest { order, key: shop.test.shop.new_key(), text: evil.into() };
        screens::add_note(&shop.test.shop, Actor::Operator, &note).await.unwrap();
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let entered = format!("/backoffice/orders/{order}?form=note&e.text=%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        for path in [
            "/backoffice/orders",
            &format!("/backoffice/orders/{order}"),
            &entered,
            "/backoffice/orders?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        ] {
            let screen = colleague.screen(path).await;
            assert!(screen.contains("</html>") && !screen.contains("<script>alert"), "{path}: {screen}");
        }
        assert!(colleague.screen(&format!("/backoffice/orders/{order}")).await.contains("&lt;script&gt;alert(1)"));
    })
    .await;
}
