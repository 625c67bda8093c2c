//! The mail that calls staff: plain text, in English like the log.

use askama::Template;
use domain::language::Language;
use sqlx::PgConnection;

use super::{
    enqueue::{Envelope, enqueue},
    render::render,
};
use crate::{error::Result, shop::Shop};

#[derive(Template)]
#[template(
    source = r#"<mjml lang="en"><mj-head><mj-title>{{ subject }}</mj-title></mj-head><mj-body><mj-section><mj-column>
<mj-text font-family="Helvetica, Arial, sans-serif" font-size="16px" line-height="24px">{% for line in lines %}{{ line }}<br />{% endfor %}</mj-text>
</mj-column></mj-section></mj-body></mjml>"#,
    ext = "html"
)]
struct Html<'a> {
    subject: &'a str,
    lines: Vec<&'a str>,
}

#[derive(Template)]
#[template(source = "{{ text }}\n", ext = "txt")]
struct Text<'a> {
    text: &'a str,
}

/// Tells staff that a person has to look: always in the log, and by mail where an address is set (`ASTRIS_STAFF_EMAIL`, or on the staff's screen).
///
/// The mail is a row of the caller's transaction; the same dedupe key makes one mail, however often the reason is met. `subject` and `text` are in
/// English and hold no secrets.
pub(crate) async fn alert_staff(connection: &mut PgConnection, shop: &Shop, dedupe_key: &str, subject: &str, text: &str) -> Result<()> {
    alert_staff_at(connection, shop, shop.in_force().staff_email.as_deref(), dedupe_key, subject, text).await
}

/// The same to this address, for what is about the address itself.
pub(crate) async fn alert_staff_at(
    connection: &mut PgConnection,
    shop: &Shop,
    recipient: Option<&str>,
    dedupe_key: &str,
    subject: &str,
    text: &str,
) -> Result<()> {
    tracing::error!(alert = dedupe_key, text, "staff: {subject}");
    let Some(recipient) = recipient else { return Ok(()) };
    let subject = format!("[Astris] {subject}");
    let mail = render(subject.clone(), &Html { subject: &subject, lines: text.lines().collect() }, &Text { text })?;
    let envelope = Envelope {
        dedupe_key: format!("staff/{dedupe_key}"),
        kind: "staff_alert",
        order: None,
        recipient,
        language: Language::En,
        secret: false,
    };
    enqueue(connection, shop, &envelope, &mail).await
}
