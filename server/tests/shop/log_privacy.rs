//! No personal data in logs: a whole story of somebody, over HTTP, with all that the shop logs for a curious operator.

use std::{sync::Arc, time::Duration};

use domain::{accounts::LinkKind, payments::PaymentState};
use reqwest::Response;
use server::{config::Worker, start::Door};
use testkit::TestShop;

use crate::{
    log_book,
    people::{Browser, behind_proxy, done, json, wide},
    running::{Shop, behind_with},
};

/// Nobody else in these tests is called so, comes from there, or types this: other tests write into the same log.
const EMAIL: &str = "ottilie.protokoll@example.ch";
const NEW_EMAIL: &str = "ottilie.anders@example.ch";
const MISTYPED: &str = "ottilie.vertippt@example,ch";
const STRANGER: &str = "niemand.protokoll@example.ch";
const NAME: &str = "Ottilie Protokoll";
const STREET: &str = "Protokollgasse 47";
const PLACE: &str = "198.18.77.13";
const FAR_PLACE: &str = "2001:db8:4711:77::13";
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 Protokollgeraet/4711";
const PASSWORD: &str = "velo zitrone protokollberg";
const NEW_PASSWORD: &str = "kaktus posaune protokolltal";
const WRONG_PASSWORD: &str = "das falsche protokollwort";
const SEARCHED: &str = "protokollsuche";

/// What must not be in the log beside all that.
#[derive(Default)]
struct Secrets(Vec<String>);

impl Secrets {
    fn add(&mut self, secret: impl Into<String>) -> String {
        let secret = secret.into();
        assert!(secret.len() >= 6, "too short to be looked for: {secret}");
        self.0.push(secret.clone());
        secret
    }
}

fn with_worker(test: &TestShop) -> Door {
    Door { worker: Worker { enabled: true }, ..behind_proxy(test) }
}

/// Waits for a mail with a link; the background task writes it.
async fn link(shop: &Shop, email: &str, kind: LinkKind) -> String {
    for _ in 0..100 {
        let way = format!("/account/{}/", kind.code());
        let mails = shop.test.sandbox.control().mails_to(email);
        let found = mails.iter().rev().find_map(|mail| mail.text.as_deref()?.split_once(&way)?.1.split_whitespace().next());
        if let Some(token) = found {
            return token.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail to {email} has a link of the kind {kind:?}");
}

fn is_refused(answer: &Response) {
    assert!(answer.status().is_client_error() || answer.status() == 303, "{}", answer.status());
}

/// Registers, with what people do wrong on the way.
async fn register(shop: &Shop, person: &Browser, secrets: &mut Secrets) {
    let language = ("language", "de");
    is_refused(&person.submit("/fn/account/register", &[language, ("email", MISTYPED)]).await);
    done(person.call("account/register", &[language, ("email", EMAIL)]).await).await;
    let token = secrets.add(link(shop, EMAIL, LinkKind::Register).await);
    person.open(&format!("/de/account/register/{token}")).await;
    is_refused(&person.confirm(&token, "kurz").await);
    done(person.confirm(&token, PASSWORD).await).await;
    is_refused(&person.confirm(&token, PASSWORD).await);
    secrets.add(person.session().unwrap());
    secrets.add(person.device().unwrap());
}

async fn log_in(person: &Browser, secrets: &mut Secrets) {
    is_refused(&person.log_in(EMAIL, WRONG_PASSWORD).await);
    is_refused(&person.log_in(STRANGER, WRONG_PASSWORD).await);
    is_refused(&person.submit("/fn/account/log-in", &[("language", "de"), ("email", EMAIL), ("password", WRONG_PASSWORD)]).await);
    done(person.log_in(EMAIL, PASSWORD).await).await;
    secrets.add(person.session().unwrap());
}

/// Buys something in their own name, and pays.
async fn order(shop: &Shop, person: &Browser, secrets: &mut Secrets) {
    let address = [
        ("language", "de"),
        ("address[name]", NAME),
        ("address[street]", STREET),
        ("address[postal_code]", "6004"),
        ("address[city]", "Luzern"),
        ("address[country]", "CH"),
    ];
    done(person.call("account/save-address", &address).await).await;
    person.open(&format!("/de/search?q={SEARCHED}")).await;
    person.add("tasse", 1).await;
    let token = secrets.add(person.order_as(EMAIL, NAME).await.token);
    let payment = shop.test.sandbox.control().payments().last().unwrap().id.clone();
    shop.test.sandbox.control().set_status(&payment, PaymentState::Paid).unwrap();
    let paid = shop.client.post(shop.url("/webhooks/mollie")).form(&[("id", payment.as_str())]).send().await.unwrap();
    assert_eq!(paid.status(), 200);
    for path in [format!("/de/orders/{token}"), format!("/de/orders/{token}/return"), format!("/de/orders/{token}/invoice.pdf")] {
        person.open(&path).await;
    }
}

/// Second factors, another address, one's own data, a new password.
async fn change(shop: &Shop, person: &Browser, secrets: &mut Secrets) {
    let language = ("language", "de");
    is_refused(&person.submit("/de/account/export", &[("password", WRONG_PASSWORD)]).await);
    let setup: domain::accounts::CodeSetup = json(person.read("account/code-setup").await).await;
    secrets.add(setup.secret.replace(' ', ""));
    for code in person.enrol_with(PASSWORD).await {
        secrets.add(code);
    }
    is_refused(&person.call("account/step-up", &[language, ("code", "protokoll-code")]).await);
    done(person.call("account/change-email", &[language, ("email", NEW_EMAIL), ("current", PASSWORD)]).await).await;
    let token = secrets.add(link(shop, NEW_EMAIL, LinkKind::EmailChange).await);
    done(person.call("account/confirm-email", &[language, ("token", &token)]).await).await;
    assert_eq!(person.submit("/de/account/export", &[("password", PASSWORD)]).await.status(), 200);
    done(person.call("account/forgotten", &[language, ("email", NEW_EMAIL)]).await).await;
    let token = secrets.add(link(shop, NEW_EMAIL, LinkKind::Reset).await);
    person.open(&format!("/de/account/reset/{token}")).await;
    done(person.call("account/reset", &[language, ("token", &token), ("password", NEW_PASSWORD)]).await).await;
    is_refused(&person.log_in(NEW_EMAIL, PASSWORD).await);
}

/// What goes wrong carries its causes into the log.
async fn fail(shop: &Shop, person: &Browser) {
    sqlx::query("ALTER TABLE accounts_log_ins RENAME TO away").execute(&shop.test.shop.pool).await.unwrap();
    assert!(person.log_in(NEW_EMAIL, NEW_PASSWORD).await.status().is_server_error());
    sqlx::query("ALTER TABLE accounts_requests RENAME TO away_too").execute(&shop.test.shop.pool).await.unwrap();
    let asked = person.call("account/forgotten", &[("language", "de"), ("email", NEW_EMAIL)]).await;
    assert!(asked.status().is_server_error());
}

async fn story(shop: Arc<Shop>) -> Secrets {
    testkit::product().name("Tasse").pictures(0).stock(9).insert(&shop.test).await;
    let mut secrets = Secrets::default();
    let person = Browser::named(&shop, PLACE, AGENT);
    register(&shop, &person, &mut secrets).await;
    done(person.call("account/log-out", &[("language", "de")]).await).await;
    log_in(&person, &mut secrets).await;
    done(Browser::named(&shop, FAR_PLACE, AGENT).log_in(EMAIL, PASSWORD).await).await;
    order(&shop, &person, &mut secrets).await;
    change(&shop, &person, &mut secrets).await;
    fail(&shop, &person).await;
    secrets
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_story_leaves_nothing_of_anybody_in_the_log() {
    log_book::open();
    log_book::write();
    let (tell, told) = tokio::sync::oneshot::channel();
    behind_with(wide(), with_worker, |shop| async move {
        let _ = tell.send(story(shop).await);
    })
    .await;
    let (Secrets(secrets), log) = (told.await.unwrap(), log_book::read());
    for line in ["answered", "mail sent", "/{lang}/account/export", "/fn/account/log-in"] {
        assert!(log.contains(line), "the log was taken: {line}");
    }
    let typed = [EMAIL, NEW_EMAIL, STRANGER, NAME, STREET, PLACE, FAR_PLACE, PASSWORD, NEW_PASSWORD, WRONG_PASSWORD, SEARCHED];
    // Parts of them, too: an address without its host, a block instead of an address, another spelling of a name.
    let parts = ["ottilie", "protokollg", "vertippt", "198.18.77", "2001:db8:4711", "$argon2id$", "protokoll-code"];
    let log = log.to_lowercase();
    for secret in secrets.iter().map(String::as_str).chain(typed).chain(parts) {
        let line = log.lines().find(|line| line.contains(&secret.to_lowercase()));
        assert_eq!(line, None, "{secret}");
    }
}
