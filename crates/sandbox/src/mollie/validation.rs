//! What makes a payment, and what may be changed about it.

use axum::http::HeaderMap;
use chrono::TimeDelta;
use domain::{money::Money, payments::PaymentState};
use serde_json::{Map, Value};

use super::{
    auth::Mode,
    books::Payment,
    fields::{self, Fields},
    methods,
    problem::Problem,
};
use crate::state::{State, random_id};

/// Locales of Mollie's page. There is no French or Italian for Switzerland.
pub(super) const LOCALES: [&str; 28] = [
    "ca_ES", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LU", "en_BE", "en_GB", "en_NL", "en_US", "es_ES", "fi_FI", "fr_BE", "fr_FR",
    "fr_LU", "hu_HU", "is_IS", "it_IT", "lt_LT", "lv_LV", "nb_NO", "nl_BE", "nl_NL", "pl_PL", "pt_PT", "sk_SK", "sv_SE",
];
/// Fields of an address.
const ADDRESS: [&str; 12] = [
    "title",
    "givenName",
    "familyName",
    "organizationName",
    "streetAndNumber",
    "streetAdditional",
    "postalCode",
    "city",
    "region",
    "country",
    "email",
    "phone",
];
/// Fields of a line.
const LINE: [&str; 13] = [
    "type",
    "description",
    "quantity",
    "quantityUnit",
    "unitPrice",
    "discountAmount",
    "totalAmount",
    "vatRate",
    "vatAmount",
    "sku",
    "imageUrl",
    "productUrl",
    "categories",
];
/// Fields that may be changed later as well.
const CHANGEABLE: [&str; 10] = [
    "description",
    "redirectUrl",
    "cancelUrl",
    "webhookUrl",
    "metadata",
    "method",
    "locale",
    "restrictPaymentMethodsToCountry",
    "billingAddress",
    "shippingAddress",
];
/// Fields that are kept and given back as they are.
const ECHOED: [&str; 4] = ["lines", "billingAddress", "shippingAddress", "restrictPaymentMethodsToCountry"];
/// Longest description; what is beyond is cut off without a word.
const LONGEST_DESCRIPTION: usize = 255;
/// Longest metadata, in bytes of JSON.
const LONGEST_METADATA: usize = 1024;

/// The payment that a request asks for.
pub(super) fn new_payment(state: &State, mode: Mode, headers: &HeaderMap, body: &axum::body::Bytes) -> Result<Payment, Problem> {
    let map = fields::body(headers, body)?;
    let fields = Fields::top(&map);
    fields.only(&[&CHANGEABLE[..], &["amount", "lines", "sequenceType", "captureMode"]].concat())?;
    let amount = fields.required_amount("amount", "payments")?;
    let description = cut(fields.required_text("description")?);
    let redirect_url = fields.url("redirectUrl")?.ok_or_else(|| Problem::field("redirectUrl", "The 'redirectUrl' field is missing"))?;
    if fields.text("sequenceType")?.is_some_and(|kind| kind != "oneoff") {
        return Err(Problem::field("sequenceType", "The sandbox takes one-off payments only"));
    }
    let (method, choice) = method(&fields, amount)?;
    match fields.text("captureMode")? {
        None | Some("automatic") => {}
        Some("manual") if method.as_deref() == Some("creditcard") => {}
        Some(_) => return Err(Problem::field("captureMode", "The capture mode is not supported for this method")),
    }
    lines(&fields, amount)?;
    let now = state.clock.now();
    let lifetime = if method.as_deref() == Some("banktransfer") { TimeDelta::days(12) } else { TimeDelta::minutes(15) };
    Ok(Payment {
        id: random_id("tr_"),
        mode,
        amount,
        description,
        redirect_url,
        cancel_url: fields.url("cancelUrl")?,
        webhook_url: webhook_url(state, &fields)?,
        cancelable: method.as_ref().is_some_and(|method| state.settings.cancelable_methods.contains(method)),
        method,
        choice,
        locale: locale(&fields)?,
        metadata: metadata(&fields)?,
        echoed: echoed(&fields)?,
        status: PaymentState::Open,
        created_at: now,
        expires_at: now + lifetime,
        changed_at: None,
        refunds: Vec::new(),
        chargebacks: Vec::new(),
    })
}

/// Changes a payment as a request asks.
pub(super) fn change(state: &State, payment: &mut Payment, map: &Map<String, Value>) -> Result<(), Problem> {
    let fields = Fields::top(map);
    fields.only(&CHANGEABLE)?;
    if payment.status.is_final() {
        let field = map.keys().next().map_or("", String::as_str);
        return Err(Problem::field(field, format!("The {field} cannot be updated when the payment is finalized")));
    }
    let mut changed = payment.clone();
    if fields.get("description").is_some() {
        changed.description = cut(fields.required_text("description")?);
    }
    if let Some(url) = fields.url("redirectUrl")? {
        changed.redirect_url = url;
    }
    changed.cancel_url = fields.url("cancelUrl")?.or(changed.cancel_url);
    changed.webhook_url = webhook_url(state, &fields)?.or(changed.webhook_url);
    changed.locale = locale(&fields)?.or(changed.locale);
    changed.metadata = metadata(&fields)?.or(changed.metadata);
    if fields.get("method").is_some() {
        (changed.method, changed.choice) = method(&fields, payment.amount)?;
    }
    changed.echoed.extend(echoed(&fields)?);
    *payment = changed;
    Ok(())
}

/// The method, or those that the buyer may choose from.
fn method(fields: &Fields<'_>, amount: Money) -> Result<(Option<String>, Vec<String>), Problem> {
    let codes: Vec<&str> = match fields.get("method") {
        None => return Ok((None, Vec::new())),
        Some(Value::String(code)) => vec![code],
        Some(Value::Array(codes)) if !codes.is_empty() && codes.iter().all(Value::is_string) => {
            codes.iter().filter_map(Value::as_str).collect()
        }
        Some(_) => return Err(Problem::field("method", "The payment method is invalid")),
    };
    for code in &codes {
        if methods::find(code).is_none() {
            return Err(Problem::field("method", format!("The payment method is invalid: {code}")));
        }
        if methods::offered(amount, &[(*code).to_owned()]).is_empty() {
            let text = format!("The payment method {code} does not take {} {}", amount.currency.code(), amount.digits());
            return Err(Problem::field("amount", text));
        }
    }
    let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
    Ok(match <[String; 1]>::try_from(codes) {
        Ok([code]) => (Some(code), Vec::new()),
        Err(codes) => (None, codes),
    })
}

fn webhook_url(state: &State, fields: &Fields<'_>) -> Result<Option<String>, Problem> {
    let Some(url) = fields.url("webhookUrl")? else { return Ok(None) };
    let host = reqwest::Url::parse(&url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let is_local = host == "localhost"
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback() || address.is_unspecified());
    if is_local && state.settings.refuse_local_webhooks {
        return Err(Problem::field("webhookUrl", "The webhook URL is invalid because it is unreachable from Mollie's point of view"));
    }
    Ok(Some(url))
}

fn locale(fields: &Fields<'_>) -> Result<Option<String>, Problem> {
    match fields.text("locale")? {
        Some(locale) if !LOCALES.contains(&locale) => Err(Problem::field("locale", "The locale is invalid")),
        locale => Ok(locale.map(str::to_owned)),
    }
}

pub(super) fn metadata(fields: &Fields<'_>) -> Result<Option<Value>, Problem> {
    match fields.get("metadata") {
        Some(metadata) if metadata.to_string().len() > LONGEST_METADATA => {
            Err(Problem::field("metadata", "The metadata is longer than 1024 bytes"))
        }
        metadata => Ok(metadata.cloned()),
    }
}

fn echoed(fields: &Fields<'_>) -> Result<Map<String, Value>, Problem> {
    for name in ["billingAddress", "shippingAddress"] {
        if let Some(address) = fields.object(name)? {
            address.only(&ADDRESS)?;
            for field in ADDRESS {
                address.text(field)?;
            }
        }
    }
    if let Some(country) = fields.text("restrictPaymentMethodsToCountry")?
        && !(country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase()))
    {
        return Err(Problem::field("restrictPaymentMethodsToCountry", "The country code is invalid"));
    }
    Ok(ECHOED.into_iter().filter_map(|name| Some((name.to_owned(), fields.get(name)?.clone()))).collect())
}

/// Lines have to add up: each by itself, and all to the payment's amount.
fn lines(fields: &Fields<'_>, amount: Money) -> Result<(), Problem> {
    let lines = fields.objects("lines")?;
    if lines.is_empty() {
        return Ok(());
    }
    let mut sum = 0_i64;
    for line in &lines {
        line.only(&LINE)?;
        line.required_text("description")?;
        let quantity = line
            .get("quantity")
            .and_then(Value::as_i64)
            .filter(|quantity| *quantity > 0)
            .ok_or_else(|| Problem::field(line.name("quantity"), "The 'quantity' field has to be a positive integer"))?;
        let missing = |field: &str| Problem::field(line.name(field), format!("The '{field}' field is missing"));
        let unit = line.amount("unitPrice")?.ok_or_else(|| missing("unitPrice"))?;
        let total = line.amount("totalAmount")?.ok_or_else(|| missing("totalAmount"))?;
        let discount = line.amount("discountAmount")?.map_or(0, |discount| discount.minor);
        if unit.minor.checked_mul(quantity).and_then(|price| price.checked_sub(discount)) != Some(total.minor) {
            return Err(Problem::field(line.name("totalAmount"), "The total amount is not unit price × quantity - discount"));
        }
        sum = sum.saturating_add(total.minor);
    }
    if sum != amount.minor {
        return Err(Problem::field("lines", "The amounts of the lines do not add up to the amount of the payment"));
    }
    Ok(())
}

/// The text as Mollie keeps it.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(LONGEST_DESCRIPTION).collect()
}
