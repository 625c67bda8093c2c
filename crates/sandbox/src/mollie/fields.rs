//! Reading JSON strictly: every wrong or unknown field is named.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
};
use domain::money::{Currency, Money};
use serde_json::{Map, Value};

use super::problem::Problem;

/// An object in a request, which knows its place in it.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

/// The body as JSON object.
pub(super) fn body(headers: &HeaderMap, body: &Bytes) -> Result<Map<String, Value>, Problem> {
    let is_json = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("application/json"));
    if !is_json {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The sandbox takes application/json only."));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(Problem::new(StatusCode::BAD_REQUEST, "The request body is not a JSON object.")),
    }
}

impl<'a> Fields<'a> {
    /// The top of a request.
    pub(super) fn top(map: &'a Map<String, Value>) -> Self {
        Self { map, path: String::new() }
    }

    /// The field's name with its place, `amount.value`.
    pub(super) fn name(&self, field: &str) -> String {
        format!("{}{field}", self.path)
    }

    /// Refuses all fields but these.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Problem> {
        match self.map.keys().find(|field| !known.contains(&field.as_str())) {
            Some(field) => Err(Problem::field(self.name(field), format!("Non-existent parameter \"{field}\" for this API call."))),
            None => Ok(()),
        }
    }

    /// The value; null counts as absent.
    pub(super) fn get(&self, field: &str) -> Option<&'a Value> {
        self.map.get(field).filter(|value| !value.is_null())
    }

    pub(super) fn text(&self, field: &str) -> Result<Option<&'a str>, Problem> {
        self.get(field)
            .map(|value| value.as_str().ok_or_else(|| Problem::field(self.name(field), format!("The '{field}' field has to be a string"))))
            .transpose()
    }

    pub(super) fn required_text(&self, field: &str) -> Result<&'a str, Problem> {
        self.text(field)?
            .filter(|text| !text.trim().is_empty())
            .ok_or_else(|| Problem::field(self.name(field), format!("The '{field}' field is missing")))
    }

    pub(super) fn object(&self, field: &str) -> Result<Option<Fields<'a>>, Problem> {
        self.get(field).map(|value| self.at(value, field)).transpose()
    }

    /// The objects of a list.
    pub(super) fn objects(&self, field: &str) -> Result<Vec<Fields<'a>>, Problem> {
        let Some(value) = self.get(field) else { return Ok(Vec::new()) };
        let list = value.as_array().ok_or_else(|| Problem::field(self.name(field), format!("The '{field}' field has to be a list")))?;
        list.iter().enumerate().map(|(index, value)| self.at(value, &format!("{field}.{index}"))).collect()
    }

    fn at(&self, value: &'a Value, place: &str) -> Result<Fields<'a>, Problem> {
        let name = self.name(place);
        match value.as_object() {
            Some(map) => Ok(Fields { map, path: format!("{name}.") }),
            None => Err(Problem::field(name, format!("The '{place}' field has to be an object"))),
        }
    }

    /// An amount; may be nothing or less (discounts).
    pub(super) fn amount(&self, field: &str) -> Result<Option<Money>, Problem> {
        let Some(amount) = self.object(field)? else { return Ok(None) };
        amount.only(&["currency", "value"])?;
        let code = amount.required_text("currency")?;
        let currency =
            Currency::from_code(code).ok_or_else(|| Problem::field(amount.name("currency"), "The amount contains an invalid currency"))?;
        let invalid = || Problem::field(amount.name("value"), "The amount contains an invalid value");
        let value = amount.get("value").and_then(Value::as_str).ok_or_else(invalid)?;
        Ok(Some(Money { minor: minor(value).ok_or_else(invalid)?, currency }))
    }

    /// An amount that is more than nothing.
    pub(super) fn required_amount(&self, field: &str, what: &str) -> Result<Money, Problem> {
        let amount = self.amount(field)?.ok_or_else(|| Problem::field(self.name(field), format!("The amount is required for {what}")))?;
        if amount.minor <= 0 {
            return Err(Problem::field(self.name(&format!("{field}.value")), "The amount is lower than the minimum"));
        }
        Ok(amount)
    }

    /// An http or https URL.
    pub(super) fn url(&self, field: &str) -> Result<Option<String>, Problem> {
        let Some(text) = self.text(field)? else { return Ok(None) };
        match reqwest::Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Some(text.to_owned())),
            _ => Err(Problem::field(self.name(field), format!("The '{field}' field is not a valid URL"))),
        }
    }
}

/// `12.50` in the minor unit: digits, a dot, two digits.
fn minor(value: &str) -> Option<i64> {
    let (whole, fraction) = value.strip_prefix('-').unwrap_or(value).split_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || fraction.len() != 2 {
        return None;
    }
    let minor: i64 = format!("{whole}{fraction}").parse().ok()?;
    Some(if value.starts_with('-') { -minor } else { minor })
}

#[cfg(test)]
mod tests {
    use super::minor;

    #[test]
    fn amounts_have_two_decimals() {
        assert_eq!(minor("12.50"), Some(1250));
        assert_eq!(minor("-0.05"), Some(-5));
        for value in ["", "12", "12.5", "12.500", "12,50", ".50", "1'000.00", "--1.00", "1e5.00", "99999999999999999999.00"] {
            assert_eq!(minor(value), None, "{value}");
        }
    }
}
