//! Lists in pages, newest first unless asked otherwise.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    problem::Problem,
    wire::{HAL, Hal, link},
};

/// The part of a list that is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Part {
    from: Option<String>,
    limit: Option<String>,
    sort: Option<String>,
}

/// The page of `items` (oldest first) that is asked for. `name` is the list's name, `href` its address.
pub(super) fn page(name: &str, href: &str, part: &Part, mut items: Vec<Value>) -> Result<Hal, Problem> {
    let wrong = |what: &str| Problem::new(StatusCode::BAD_REQUEST, format!("Invalid {what}."));
    let limit = match &part.limit {
        None => 50,
        Some(limit) => limit.parse().ok().filter(|limit| (1..=250).contains(limit)).ok_or_else(|| wrong("limit"))?,
    };
    match part.sort.as_deref() {
        None | Some("desc") => items.reverse(),
        Some("asc") => {}
        Some(_) => return Err(wrong("sort"))?,
    }
    let start = match &part.from {
        None => 0,
        Some(from) => items.iter().position(|item| item["id"] == from.as_str()).ok_or_else(|| wrong("cursor"))?,
    };
    let at = |index: usize| {
        items.get(index).and_then(|item| item["id"].as_str()).map(|id| link(&format!("{href}?from={id}&limit={limit}"), HAL))
    };
    let previous = start.checked_sub(limit).or((start > 0).then_some(0)).and_then(at);
    let next = at(start + limit);
    let shown: Vec<_> = items.iter().skip(start).take(limit).cloned().collect();
    let body = json!({
        "count": shown.len(),
        "_embedded": {name: shown},
        "_links": {
            "self": link(href, HAL),
            "previous": previous,
            "next": next,
            "documentation": link("https://docs.mollie.com/reference/pagination", "text/html"),
        },
    });
    Ok(Hal(StatusCode::OK, body))
}
