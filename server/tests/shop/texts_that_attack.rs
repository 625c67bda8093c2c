//! Texts that attack whoever shows them (FAILURES 24), in every field of an account and an order: they come back as texts, in every page and mail. In a
//! browser `end2end/tests/attacks.spec.ts` looks at the same.

use domain::accounts::LinkKind;
use testkit::PASSWORD;

use crate::{
    people::{ANNA, Browser, OTHER_PASSWORD, done, town, wide},
    running::Shop,
};

/// What would run, or would end the place where it stands. Short enough for every field.
const CORPUS: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<style>@import'//evil.example'</style>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<b>",
    "<%= 7 * 7 %>{{7*7}}${7*7}<i>",
];

/// The texts stand nowhere as they are: what begins an element or ends a place is written otherwise.
fn is_harmless(html: &str, text: &str, place: &str) {
    let found = html.find(text).map(|at| html[at.saturating_sub(200)..].chars().take(500).collect::<String>());
    assert_eq!(found, None, "{place} shows {text}");
    for scheme in ["href=\"javascript:", "action=\"javascript:", "src=\"javascript:"] {
        assert!(!html.contains(scheme), "{place}: {scheme}");
    }
}

fn address(text: &str) -> [(&'static str, &str); 7] {
    [
        ("language", "de"),
        ("address[name]", text),
        ("address[company]", text),
        ("address[street]", text),
        ("address[postal_code]", "6004"),
        ("address[city]", text),
        ("address[country]", "CH"),
    ]
}

/// What the browser shows after a form that was sent without scripts.
async fn shown_after(browser: &Browser, function: &str, form: &[(&str, &str)]) -> String {
    let answer = browser.submit(&format!("/fn/{function}"), form).await;
    let location = answer.headers().get("location").map(|location| location.to_str().unwrap().to_owned());
    let mut html = answer.text().await.unwrap();
    if let Some(location) = location.filter(|location| location.starts_with('/')) {
        html.push_str(&browser.open(&location).await.text().await.unwrap());
    }
    html
}

/// The pages of somebody's account and of the shop.
const PAGES: [&str; 9] = [
    "/de/account",
    "/de/account/addresses",
    "/de/account/preferences",
    "/de/account/credentials",
    "/de/account/second-factors",
    "/de/account/devices",
    "/de/account/data",
    "/de/checkout",
    "/de/cart",
];

async fn every_mail_is_harmless(shop: &Shop, text: &str) {
    let bodies: Vec<(String, String, String)> =
        sqlx::query_as("SELECT kind, subject, html FROM mail_outbox").fetch_all(&shop.test.shop.pool).await.unwrap();
    assert!(!bodies.is_empty());
    for (kind, subject, html) in bodies {
        is_harmless(&html, text, &format!("the mail {kind}"));
        assert!(!subject.contains(['\r', '\n']), "{kind}: {subject:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_and_an_order_made_of_them_are_texts_everywhere() {
    town(wide(), |shop| async move {
        testkit::product().name("Tasse").pictures(0).stock(90).insert(&shop.test).await;
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        for text in CORPUS {
            done(anna.call("account/save-address", &address(text)).await).await;
            let book: Vec<domain::accounts::AddressView> = crate::people::json(anna.read("account/addresses").await).await;
            assert_eq!(book[0].address.name, text, "it is kept as it is");
            let entry = book[0].id.to_string();
            anna.add("tasse", 1).await;
            let token = anna.order_as(ANNA, text).await.token;
            anna.add("tasse", 1).await;
            let own = [format!("/de/account/addresses/{entry}"), format!("/de/orders/{token}")];
            for page in PAGES.into_iter().chain(own.iter().map(String::as_str)) {
                is_harmless(&anna.page(page).await, text, page);
            }
            every_mail_is_harmless(&shop, text).await;
            done(anna.call("account/remove-address", &[("language", "de"), ("id", &entry)]).await).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_made_whatever_somebodys_name_is() {
    town(wide(), |shop| async move {
        testkit::product().name("Tasse").pictures(0).stock(90).insert(&shop.test).await;
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        for text in CORPUS {
            anna.add("tasse", 1).await;
            let token = anna.order_by("prepayment", ANNA, text).await.token;
            let slip = anna.open(&format!("/de/orders/{token}/payment-slip.pdf")).await;
            assert_eq!(slip.status(), 200, "{text}");
            assert!(slip.bytes().await.unwrap().starts_with(b"%PDF"), "{text}");
        }
        let archive = anna.submit("/de/account/export", &[("password", PASSWORD)]).await;
        assert_eq!((archive.status().as_u16(), archive.headers()["content-type"].to_str().unwrap()), (200, "application/zip"));
    })
    .await;
}

/// What is refused comes back to its form, and what stands in an address is shown by nothing but the shop's own texts.
#[tokio::test(flavor = "multi_thread")]
async fn forms_and_addresses_made_of_them_are_texts_too() {
    town(wide(), |shop| async move {
        let (anna, nobody) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "203.0.113.9"));
        anna.register(ANNA).await;
        // One for each kind of place: an element, a value, a field of several lines, a title.
        for text in CORPUS.into_iter().take(5) {
            for (function, form) in [
                ("account/log-in", vec![("email", text), ("password", text), ("to", text)]),
                ("account/second-factor", vec![("code", text), ("to", text)]),
                ("account/register", vec![("email", text)]),
                ("account/forgotten", vec![("email", text)]),
                ("account/confirm", vec![("token", text), ("password", text), ("terms", text)]),
                ("account/reset", vec![("token", text), ("password", text)]),
                ("account/verify", vec![("token", text)]),
                ("account/revert-email", vec![("token", text)]),
                ("account/accept-invitation", vec![("token", text), ("password", text), ("terms", text)]),
                ("account/first-admin", vec![("token", text), ("email", text), ("password", text), ("terms", text)]),
                ("account/change-email", vec![("email", text), ("current", PASSWORD)]),
                ("account/change-password", vec![("current", text), ("password", text)]),
                ("account/confirm-codes", vec![("current", PASSWORD), ("code", text)]),
                ("account/step-up", vec![("code", text), ("to", text)]),
                ("account/set-preferences", vec![("mails", "de"), ("newsletter", text)]),
                (
                    "account/save-address",
                    vec![
                        ("address[name]", text),
                        ("address[street]", text),
                        ("address[postal_code]", text),
                        ("address[city]", text),
                        ("address[country]", text),
                        ("id", text),
                    ],
                ),
            ] {
                let form: Vec<(&str, &str)> = [("language", "de")].into_iter().chain(form).collect();
                for browser in [&anna, &nobody] {
                    is_harmless(&shown_after(browser, function, &form).await, text, function);
                }
            }
            let encoded = text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"));
            let query = ["told", "to", "done", "before", "email", "name"].map(|name| format!("{name}={encoded}")).join("&");
            for page in ["/log-in", "/register", "/second-factor", "/sent", "", "/devices", "/addresses/new", "/reset/x", "/data"] {
                let path = format!("/de/account{page}?{query}");
                is_harmless(&anna.open(&path).await.text().await.unwrap(), text, page);
            }
            for path in [format!("/de/account/reset/{encoded}"), format!("/de/account/{encoded}"), format!("/de/search?q={encoded}")] {
                is_harmless(&nobody.open(&path).await.text().await.unwrap(), text, &path);
            }
        }
    })
    .await;
}

/// A device says itself what it is, and mails say it to the owner.
#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_calls_itself_so_is_a_text() {
    town(wide(), |shop| async move {
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        for text in CORPUS {
            let named = Browser::named(&shop, "198.51.100.7", text);
            done(named.log_in(ANNA, PASSWORD).await).await;
            is_harmless(&anna.page("/de/account/devices").await, text, "the page of devices");
        }
        let other = [("language", "de"), ("current", PASSWORD), ("password", OTHER_PASSWORD)];
        done(anna.call("account/change-password", &other).await).await;
        assert!(shop.test.find_link_to(ANNA, LinkKind::Reset).await.is_none());
        for text in CORPUS {
            every_mail_is_harmless(&shop, text).await;
        }
    })
    .await;
}
