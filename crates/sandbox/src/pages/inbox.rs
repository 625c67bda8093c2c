//! The mails that were sent.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
    response::Response,
};

use super::layout::{missing, page};
use crate::{resend::MailRecord, state::State};

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox {
    /// Newest first.
    mails: Vec<MailRecord>,
}

pub(super) async fn list(Shared(state): Shared<Arc<State>>) -> Response {
    let mut mails = state.books().mails.clone();
    mails.reverse();
    page(StatusCode::OK, &Inbox { mails })
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Mail<'a> {
    mail: &'a MailRecord,
    /// With its links made to open outside the frame.
    html: Option<String>,
}

pub(super) async fn show(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Response {
    let mail = state.books().mails.iter().find(|mail| mail.id == id).cloned();
    match mail {
        Some(mail) => {
            let html = mail.html.as_deref().map(outward);
            page(StatusCode::OK, &Mail { mail: &mail, html })
        }
        None => missing("There is no such mail."),
    }
}

/// The HTML with `<base target>`, inside its head so that its doctype stays in front.
fn outward(html: &str) -> String {
    const BASE: &str = "<base target=\"_blank\">";
    let lower = html.to_ascii_lowercase();
    let head = lower.find("<head").and_then(|start| Some(start + lower[start..].find('>')? + 1));
    let (before, after) = html.split_at(head.unwrap_or(0));
    format!("{before}{BASE}{after}")
}

#[cfg(test)]
mod tests {
    use super::outward;

    #[test]
    fn the_base_goes_into_the_head() {
        assert_eq!(outward("<!doctype html><HEAD lang='x'><p>"), "<!doctype html><HEAD lang='x'><base target=\"_blank\"><p>");
        assert_eq!(outward("<p>é"), "<base target=\"_blank\"><p>é");
    }
}
