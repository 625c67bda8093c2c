//! All that the shop knows of somebody, as a file: for them, with their password, and for nobody else.

use domain::{
    accounts::{AccountRefusal, Proof},
    failure::{Failure, FieldError},
};
use reqwest::Response;
use testkit::PASSWORD;

use crate::people::{ANNA, BEAT, Browser, account_refusal, done, refused, town, wide};

const EXPORT: &str = "/de/account/export";

/// The failure that a page is told in its address.
fn told(answer: &Response) -> Failure {
    assert_eq!(answer.status(), 303);
    let location = answer.headers()["location"].to_str().unwrap();
    let json = location.strip_prefix("/de/account/data?told=").unwrap();
    let url: reqwest::Url = format!("http://x/?told={json}").parse().unwrap();
    let json = url.query_pairs().next().unwrap().1.into_owned();
    serde_json::from_str(&json).unwrap()
}

/// Whether a file holds a text. The archive keeps texts as they are.
fn has(archive: &[u8], text: &str) -> bool {
    archive.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_gets_their_own_data_as_a_file() {
    town(wide(), |shop| async move {
        testkit::product().name("Tasse").pictures(0).stock(9).insert(&shop.test).await;
        let (anna, beat) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "203.0.113.9"));
        anna.register(ANNA).await;
        beat.register(BEAT).await;
        anna.add("tasse", 1).await;
        let placed = anna.order(ANNA).await;
        let number = services::orders::find(&shop.test.shop, &placed.token).await.unwrap().number;

        let answer = anna.submit(EXPORT, &[("language", "de"), ("password", PASSWORD)]).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (answer.status().as_u16(), header("content-type"), header("content-disposition"), header("cache-control")),
            (200, "application/zip".to_owned(), "attachment; filename=\"astris-data.zip\"".to_owned(), "private, no-store".to_owned())
        );
        let archive = answer.bytes().await.unwrap();
        assert!(archive.starts_with(b"PK\x03\x04"));
        for own in ["data.json", ANNA, number.as_str(), "Seeweg 12a", "203.0.113.7", "log_ins", "consents"] {
            assert!(has(&archive, own), "{own}");
        }
        assert!(!has(&archive, BEAT) && !has(&archive, "argon2") && !has(&archive, PASSWORD));
        let others = beat.submit(EXPORT, &[("password", PASSWORD)]).await.bytes().await.unwrap();
        assert!(has(&others, BEAT) && !has(&others, ANNA) && !has(&others, &number));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_gets_them() {
    town(wide(), |shop| async move {
        let (anna, nobody) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "203.0.113.9"));
        anna.register(ANNA).await;
        let wrong = [("language", "de"), ("password", "not the password")];
        let refusal = Failure::Refused(AccountRefusal::WrongPassword.into());
        let answer = anna.submit(EXPORT, &wrong).await;
        assert_eq!(told(&answer), refusal);
        let page = anna.page(answer.headers()["location"].to_str().unwrap()).await;
        assert!(page.contains("data-testid=\"failed\""), "{page}");
        assert_eq!(account_refusal(anna.post(EXPORT, &wrong).await).await, AccountRefusal::WrongPassword);

        assert_eq!(told(&nobody.submit(EXPORT, &[("password", PASSWORD)]).await), Failure::Unauthenticated);
        assert_eq!(refused(nobody.post(EXPORT, &[("password", PASSWORD)]).await).await, (401, Failure::Unauthenticated));
        let empty = Failure::Invalid(vec![FieldError::required("password")]);
        for form in [&[("language", "de")][..], &[("language", "de"), ("password", "")]] {
            let answer = anna.submit(EXPORT, form).await;
            assert_eq!(told(&answer), empty);
            let page = anna.page(answer.headers()["location"].to_str().unwrap()).await;
            assert!(page.contains("href=\"#password\"") && page.contains("id=\"password-error\""), "{page}");
            assert_eq!(refused(anna.post(EXPORT, form).await).await, (422, empty.clone()));
        }
        assert_eq!(anna.submit("/xx/account/export", &[("password", PASSWORD)]).await.status(), 404);
        assert_eq!(anna.open(EXPORT).await.status(), 405);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_second_factor_shows_it_first() {
    town(wide(), |shop| async move {
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        let recovery = anna.enrol().await;
        let page = anna.page("/de/account/data").await;
        let form = page.split("data-testid=\"export\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(!form.contains("password"), "{form}");
        assert_eq!(anna.submit(EXPORT, &[("language", "de")]).await.status(), 200, "just shown");

        sqlx::query("UPDATE accounts_sessions SET stepped_up_until = now()").execute(&shop.test.shop.pool).await.unwrap();
        for form in [&[("language", "de")][..], &[("language", "de"), ("password", PASSWORD)]] {
            assert_eq!(refused(anna.post(EXPORT, form).await).await, (403, Failure::Unproven(Proof::StepUp)));
            let answer = anna.submit(EXPORT, form).await;
            assert_eq!(answer.status(), 303);
            assert_eq!(answer.headers()["location"], "/de/account/step-up?to=%2Fde%2Faccount%2Fdata");
        }
        let proof = [("language", "de"), ("code", recovery[0].as_str()), ("to", "/de/account/data")];
        assert_eq!(done(anna.call("account/step-up", &proof).await).await, "/de/account/data");
        assert_eq!(anna.submit(EXPORT, &[("language", "de")]).await.status(), 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_cannot_ask_for_them() {
    town(wide(), |shop| async move {
        let anna = Browser::new(&shop, "203.0.113.7");
        anna.register(ANNA).await;
        let form = [("password", PASSWORD)];
        assert_eq!(anna.submit_from("cross-site", EXPORT, &form).await.status(), 403);
        assert_eq!(anna.submit(EXPORT, &form).await.status(), 200);
    })
    .await;
}
