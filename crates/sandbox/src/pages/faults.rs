//! The knobs, for people and for programs.

use std::{collections::BTreeMap, sync::Arc};

use askama::Template;
use axum::{
    Form, Json,
    extract::{FromRequest as _, Request, State as Shared},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::{Map, Value};

use super::layout::page;
use crate::{
    faults::{Fault, Knob},
    state::State,
};

struct Row {
    knob: Knob,
    /// Empty when off.
    value: String,
    /// Empty for all calls.
    times: String,
}

impl Row {
    fn is_on(&self) -> bool {
        !self.value.is_empty()
    }
}

#[derive(Template)]
#[template(path = "faults.html")]
struct Page {
    rows: Vec<Row>,
}

pub(super) async fn show(Shared(state): Shared<Arc<State>>) -> Response {
    let row = |knob| {
        let fault = state.faults.get(knob);
        Row {
            knob,
            value: fault.map(|fault| fault.value.to_string()).unwrap_or_default(),
            times: fault.and_then(|fault| fault.times).map(|times| times.to_string()).unwrap_or_default(),
        }
    };
    page(StatusCode::OK, &Page { rows: Knob::ALL.into_iter().map(row).collect() })
}

/// Turns knobs: `mollie_status=503&mollie_status_times=2`, as form (answered with the page) or as JSON object (answered with 204).
/// In JSON `{"mollie_status": {"value": 503, "times": 2}}` says the same. `reset` turns all off first.
pub(super) async fn set(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let is_json = request.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let fields = if is_json {
        Json::from_request(request, &()).await.ok().and_then(|Json(map)| from_json(&map))
    } else {
        Form::from_request(request, &()).await.ok().map(|Form(fields)| fields)
    };
    let Some(turned) = fields.as_ref().and_then(read) else {
        let problem = "faults are given by their names, with values they take; see GET /faults";
        return (StatusCode::UNPROCESSABLE_ENTITY, problem).into_response();
    };
    if fields.is_some_and(|fields| fields.contains_key("reset")) {
        state.faults.reset();
    }
    for (knob, fault) in turned {
        state.faults.set(knob, fault);
    }
    if is_json { StatusCode::NO_CONTENT.into_response() } else { Redirect::to("/faults").into_response() }
}

type Fields = BTreeMap<String, String>;

/// The knobs and their positions; `None` if something is not understood.
fn read(fields: &Fields) -> Option<Vec<(Knob, Fault)>> {
    let mut turned = Vec::new();
    for (name, text) in fields {
        if name == "reset" || name.strip_suffix("_times").is_some_and(|name| Knob::from_name(name).is_some()) {
            continue;
        }
        let knob = Knob::from_name(name)?;
        let value = match text.trim() {
            "" | "false" | "off" => 0,
            "true" | "on" => 1,
            text => text.parse().ok()?,
        };
        let times = match fields.get(&format!("{name}_times")).map(|text| text.trim()) {
            None | Some("") => None,
            Some(text) => Some(text.parse().ok()?),
        };
        if !knob.takes(value) {
            return None;
        }
        turned.push((knob, Fault { value, times }));
    }
    Some(turned)
}

fn from_json(map: &Map<String, Value>) -> Option<Fields> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut fields = Fields::new();
    for (name, value) in map {
        match value {
            Value::Object(parts) => {
                fields.insert(name.clone(), text(parts.get("value")?));
                if let Some(times) = parts.get("times") {
                    fields.insert(format!("{name}_times"), text(times));
                }
            }
            Value::Null => {
                fields.insert(name.clone(), String::new());
            }
            value => {
                fields.insert(name.clone(), text(value));
            }
        }
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn form(fields: &[(&str, &str)]) -> Option<Vec<(Knob, Fault)>> {
        read(&fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn forms_and_json_say_the_same() {
        let form =
            form(&[("mollie_status", "503"), ("mollie_status_times", "2"), ("webhook_never", "on"), ("mollie_slow_ms", "")]).unwrap();
        let json = json!({"mollie_status": {"value": 503, "times": 2}, "webhook_never": true, "mollie_slow_ms": 0});
        assert_eq!(Some(&form), read(&from_json(json.as_object().unwrap()).unwrap()).as_ref());
        assert!(form.contains(&(Knob::MollieStatus, Fault { value: 503, times: Some(2) })));
    }

    #[test]
    fn nonsense_is_refused() {
        for (name, value) in [("mollie_typo", "1"), ("mollie_status", "200"), ("mollie_status", "abc"), ("mollie_drop", "7")] {
            assert_eq!(form(&[(name, value)]), None, "{name} {value}");
        }
        assert_eq!(form(&[("mollie_drop", "1"), ("mollie_drop_times", "x")]), None);
    }
}
