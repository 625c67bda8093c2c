//! Ways to pay.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{Path, Query, State as Shared},
    http::StatusCode,
};
use domain::money::{Currency, Money};
use serde_json::{Map, Value, json};

use super::{
    fields::Fields,
    problem::Problem,
    validation::LOCALES,
    wire::{self, Hal, link},
};
use crate::state::State;

/// A method as Mollie offers it to a Swiss shop.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) id: &'static str,
    /// In English, German, French, Italian.
    names: [&'static str; 4],
    currencies: &'static [Currency],
    /// In the minor unit.
    pub(super) minimum: i64,
    pub(super) maximum: Option<i64>,
}

impl Method {
    /// The name in the language of a locale.
    pub(crate) fn name(&self, locale: &str) -> &'static str {
        let [en, de, fr, it] = self.names;
        match locale.get(..2) {
            Some("de") => de,
            Some("fr") => fr,
            Some("it") => it,
            _ => en,
        }
    }

    fn takes(&self, amount: Money) -> bool {
        self.currencies.contains(&amount.currency)
            && amount.minor >= self.minimum
            && self.maximum.is_none_or(|maximum| amount.minor <= maximum)
    }
}

const METHODS: [Method; 5] = [
    Method { id: "twint", names: ["TWINT"; 4], currencies: &[Currency::Chf], minimum: 1, maximum: None },
    Method {
        id: "creditcard",
        names: ["Card", "Karte", "Carte", "Carta"],
        currencies: &[Currency::Chf, Currency::Eur],
        minimum: 1,
        maximum: Some(1_000_000),
    },
    Method { id: "paypal", names: ["PayPal"; 4], currencies: &[Currency::Chf, Currency::Eur], minimum: 1, maximum: Some(800_000) },
    Method { id: "ideal", names: ["iDEAL"; 4], currencies: &[Currency::Eur], minimum: 1, maximum: Some(5_000_000) },
    Method {
        id: "banktransfer",
        names: ["Bank transfer", "Überweisung", "Virement bancaire", "Bonifico bancario"],
        currencies: &[Currency::Eur],
        minimum: 1,
        maximum: None,
    },
];

/// The method of a code.
pub(super) fn find(id: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.id == id)
}

/// The methods for an amount, out of a choice if there is one.
pub(crate) fn offered(amount: Money, choice: &[String]) -> Vec<&'static Method> {
    let chosen = |method: &&Method| choice.is_empty() || choice.iter().any(|code| code == method.id);
    METHODS.iter().filter(|method| method.takes(amount)).filter(chosen).collect()
}

pub(super) async fn list(Shared(state): Shared<Arc<State>>, Query(query): Query<HashMap<String, String>>) -> Result<Hal, Problem> {
    let locale = locale(&query)?;
    let amount = amount(&query)?;
    // Without an amount only euro methods are listed.
    let listed: Vec<_> = match amount {
        Some(amount) => offered(amount, &[]),
        None => METHODS.iter().filter(|method| method.currencies.contains(&Currency::Eur)).collect(),
    };
    let currency = amount.map_or(Currency::Eur, |amount| amount.currency);
    let money = |minor| Money { minor, currency };
    let methods: Vec<_> = listed.into_iter().map(|method| wire::method(&state, method, locale, money)).collect();
    Ok(Hal(
        StatusCode::OK,
        json!({
            "count": methods.len(),
            "_embedded": {"methods": methods},
            "_links": {
                "self": link(&format!("{}/mollie/v2/methods", state.base_url), wire::HAL),
                "documentation": link("https://docs.mollie.com/reference/list-methods", "text/html"),
            },
        }),
    ))
}

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Hal, Problem> {
    let method = find(&id).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, format!("No payment method exists with id '{id}'.")))?;
    let asked = query.get("currency").map_or("EUR", String::as_str);
    let currency = Currency::from_code(asked)
        .filter(|currency| method.currencies.contains(currency))
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, format!("The method '{id}' is not available in {asked}.")))?;
    Ok(Hal(StatusCode::OK, wire::method(&state, method, locale(&query)?, |minor| Money { minor, currency })))
}

fn locale(query: &HashMap<String, String>) -> Result<&str, Problem> {
    let locale = query.get("locale").map_or("en_GB", String::as_str);
    if !LOCALES.contains(&locale) {
        return Err(Problem::new(StatusCode::BAD_REQUEST, format!("The locale '{locale}' is not known.")));
    }
    Ok(locale)
}

/// `amount[value]` and `amount[currency]`: both or none.
fn amount(query: &HashMap<String, String>) -> Result<Option<Money>, Problem> {
    let part = |name: &str| query.get(&format!("amount[{name}]")).map(|text| (name.to_owned(), Value::from(text.as_str())));
    let parts: Map<_, _> = ["value", "currency"].into_iter().filter_map(part).collect();
    if parts.is_empty() {
        return Ok(None);
    }
    let body = Map::from_iter([("amount".to_owned(), Value::Object(parts))]);
    Fields::top(&body).required_amount("amount", "methods").map(Some)
}
