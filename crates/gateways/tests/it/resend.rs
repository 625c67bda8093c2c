//! The Resend adapter against the stand-in, over real HTTP.

use std::time::Duration;

use gateways::{MailError, Mailer as _, Outage, OutgoingMail, ResendMailer, ResendSettings, RetryPolicy};
use sandbox::{Knob, RESEND_KEY, RESEND_SENDING_KEY, Running, Sandbox, Settings};

/// Repetitions as in life, waits short enough for a test.
const QUICK: RetryPolicy =
    RetryPolicy { retries: 2, base: Duration::from_millis(2), cap: Duration::from_millis(10), connect_timeout: Duration::from_secs(2) };

fn mailer(sandbox: &Running, key: &str) -> ResendMailer {
    let settings = ResendSettings { base_url: sandbox.resend_url(), api_key: key.to_owned().into(), timeout: Duration::from_secs(10) };
    ResendMailer::with_policy(settings, QUICK).unwrap()
}

async fn start() -> (Running, ResendMailer) {
    let sandbox = Sandbox::start(Settings { resend_rate: 1000, ..Settings::default() }).await.unwrap();
    let mailer = mailer(&sandbox, RESEND_SENDING_KEY);
    (sandbox, mailer)
}

fn mail(key: &str) -> OutgoingMail {
    OutgoingMail {
        from: "Astris <shop@astris.example>".into(),
        to: "zoë@example.ch".parse().unwrap(),
        reply_to: Some("hilfe@astris.example".into()),
        subject: "Ihre Bestellung – Dankeschön".into(),
        html: "<p>Danke für CHF 49.90</p>".into(),
        text: "Danke für CHF 49.90".into(),
        kind: "order confirmation".into(),
        reference: "A-1001".into(),
        idempotency_key: key.into(),
        attachments: Vec::new(),
    }
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_sent() {
    let (sandbox, mailer) = start().await;
    let sent = mailer.send(&mail("order_paid/1")).await.unwrap();
    let mails = sandbox.control().mails_to("zoë@example.ch");
    let [arrived] = &mails[..] else { panic!("{mails:?}") };
    assert_eq!(arrived.id, sent.provider_id);
    assert_eq!((arrived.subject.as_str(), arrived.from.as_str()), ("Ihre Bestellung – Dankeschön", "Astris <shop@astris.example>"));
    assert_eq!(arrived.html.as_deref(), Some("<p>Danke für CHF 49.90</p>"));
    assert_eq!(arrived.text.as_deref(), Some("Danke für CHF 49.90"));
    assert_eq!(arrived.reply_to, ["hilfe@astris.example"]);
    assert_eq!(arrived.headers["X-Entity-Ref-ID"], "A-1001");
    assert_eq!(arrived.tags["kind"], "order_confirmation");
}

#[tokio::test]
async fn the_same_key_sends_one_mail() {
    let (sandbox, mailer) = start().await;
    sandbox.control().set_fault(Knob::ResendDrop, 1, Some(2));
    let first = mailer.send(&mail("order_paid/1")).await.unwrap();
    let again = mailer.send(&mail("order_paid/1")).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(sandbox.control().mails().len(), 1);
    let other = OutgoingMail { subject: "Anders".into(), ..mail("order_paid/1") };
    match mailer.send(&other).await {
        Err(MailError::Permanent { status: 409, name, .. }) => assert_eq!(name, "invalid_idempotent_request"),
        other => panic!("{other:?}"),
    }
    sandbox.control().advance(Duration::from_hours(24));
    assert_ne!(mailer.send(&mail("order_paid/1")).await.unwrap(), first, "after a day a key is new");
}

#[tokio::test]
async fn trouble_that_passes_is_not_noticed() {
    let (sandbox, mailer) = start().await;
    for status in [500, 503] {
        sandbox.control().set_fault(Knob::ResendStatus, status, Some(2));
        mailer.send(&mail(&format!("order_paid/{status}"))).await.unwrap();
    }
    assert_eq!(sandbox.control().mails().len(), 2);
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_handed_to_the_caller() {
    let (sandbox, mailer) = start().await;
    sandbox.control().set_fault(Knob::ResendStatus, 429, Some(1));
    match mailer.send(&mail("order_paid/1")).await {
        Err(MailError::Transient { retry_after, source: Outage::Status(429) }) => assert_eq!(retry_after, Some(Duration::from_secs(1))),
        other => panic!("{other:?}"),
    }
    assert!(sandbox.control().mails().is_empty(), "it was not repeated at once");
    mailer.send(&mail("order_paid/1")).await.unwrap();
}

#[tokio::test]
async fn the_rate_limit_is_told_in_time() {
    let sandbox = Sandbox::start(Settings { resend_rate: 0, ..Settings::default() }).await.unwrap();
    let error = mailer(&sandbox, RESEND_KEY).send(&mail("order_paid/1")).await.unwrap_err();
    assert!(matches!(error, MailError::Transient { retry_after: Some(wait), .. } if wait == Duration::from_secs(1)), "{error:?}");
}

#[tokio::test]
async fn a_wrong_key_is_a_fault_of_configuration_whatever_its_status() {
    for resend_wrong_key_status in [400, 401, 403] {
        let sandbox = Sandbox::start(Settings { resend_wrong_key_status, ..Settings::default() }).await.unwrap();
        let error = mailer(&sandbox, "re_wrong").send(&mail("order_paid/1")).await.unwrap_err();
        assert!(matches!(error, MailError::Configuration { .. }) && !error.is_transient(), "{error:?}");
    }
}

#[tokio::test]
async fn a_mail_that_is_wrong_is_refused_for_good() {
    let (_sandbox, mailer) = start().await;
    let unsendable = OutgoingMail { from: "no address".into(), ..mail("order_paid/1") };
    let error = mailer.send(&unsendable).await.unwrap_err();
    assert!(matches!(error, MailError::Permanent { status: 422, .. }) && !error.is_transient(), "{error:?}");
    assert!(matches!(mailer.send(&mail("two words")).await, Err(MailError::Permanent { .. })));
}

#[tokio::test]
async fn a_client_without_a_name_is_stopped_at_the_door() {
    let (sandbox, _) = start().await;
    let nameless = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = nameless.post(format!("{}/emails", sandbox.resend_url())).bearer_auth(RESEND_KEY).body("{}");
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 403);
    assert!(response.text().await.unwrap().contains("1010"));
}
