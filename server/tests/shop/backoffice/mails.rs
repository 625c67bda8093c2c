//! The screens of the outbox, and what a mail looks like.

use domain::accounts::Role;
use reqwest::StatusCode;
use uuid::Uuid;

use super::{Colleague, hidden, known};
use crate::running::open;

const RETRY: &str = "/fn/backoffice/mail/retry";

#[tokio::test(flavor = "multi_thread")]
async fn a_parked_mail_is_found_read_and_sent_without_scripts() {
    open(async |shop| {
        let (_, number) = known(&shop).await;
        let pool = &shop.test.shop.pool;
        sqlx::query("UPDATE mail_outbox SET state = 'parked', last_error = '</td><script>alert(1)</script>'").execute(pool).await.unwrap();
        let mail: Uuid = sqlx::query_scalar("SELECT id FROM mail_outbox LIMIT 1").fetch_one(pool).await.unwrap();
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let home = colleague.screen("/backoffice").await;
        assert!(home.contains("href=\"/backoffice/mail?state=parked\""), "the overview leads there");
        let table = colleague.screen("/backoffice/mail?state=parked").await;
        assert!(table.contains(&format!("value=\"{mail}\"")) && !table.contains("<script>alert"), "{table}");

        let here = format!("/backoffice/mail/{mail}");
        let page = colleague.screen(&here).await;
        assert!(page.contains("data-state=\"parked\"") && page.contains(&number) && !page.contains("<script>alert"), "{page}");
        assert_eq!(hidden(&page, RETRY, "mails[]"), mail.to_string());
        let looks = colleague.ask(&format!("{here}/body.html")).await;
        assert_eq!(looks.status(), StatusCode::OK);
        let policy = looks.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
        assert!(looks.text().await.unwrap().contains(&number));

        let id = mail.to_string();
        for _ in 0..2 {
            assert_eq!(colleague.send(RETRY, &[("mails[]", id.as_str()), ("back", &here)]).await, format!("{here}?done=mails-retried"));
        }
        let done = colleague.screen(&format!("{here}?done=mails-retried")).await;
        assert!(done.contains("data-testid=\"done\"") && !done.contains("data-state=\"parked\""));
        let none = colleague.send(RETRY, &[("back", "/backoffice/mail?state=parked")]).await;
        assert!(colleague.screen(&none).await.contains("data-testid=\"failed\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_template_is_shown_in_every_language() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Support).await;
        let page = colleague.screen("/backoffice/mail/templates?kind=account_closed&language=fr").await;
        assert!(
            page.contains("Votre compte est fermé") && page.contains("/backoffice/mail/templates/account_closed/fr/body.html"),
            "{page}"
        );
        let looks = colleague.ask("/backoffice/mail/templates/account_closed/it/body.html").await;
        assert!(looks.headers()["content-security-policy"].to_str().unwrap().contains("sandbox"));
        assert!(looks.text().await.unwrap().contains("lang=\"it\""));
        for path in ["/backoffice/mail/templates/none/de/body.html", "/backoffice/mail/templates/shipped/rm/body.html"] {
            assert_eq!(colleague.ask(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
