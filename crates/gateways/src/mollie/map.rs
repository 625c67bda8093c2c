//! Between Mollie's words and ours.

use chrono::{DateTime, Utc};
use domain::{
    language::Language,
    money::{Currency, Money},
    payments::{PaymentState, RefundState},
};

use super::wire;
use crate::{
    error::GatewayError,
    payment::{GatewayChargeback, GatewayPayment, GatewayRefund, PaymentMethod},
};

/// Mollie cuts descriptions at this many characters.
const LONGEST_DESCRIPTION: usize = 255;

/// An amount for a request. Nothing and less than nothing are refused here, as Mollie would.
pub(super) fn amount_out(amount: Money) -> Result<wire::Amount, GatewayError> {
    if amount.minor <= 0 {
        return Err(GatewayError::Rejected {
            status: 422,
            field: Some("amount.value".into()),
            detail: "an amount has to be more than nothing".into(),
        });
    }
    let unit = 10_i64.pow(amount.currency.decimals());
    let decimals = usize::try_from(amount.currency.decimals()).unwrap_or_default();
    let value =
        if decimals == 0 { amount.minor.to_string() } else { format!("{}.{:0decimals$}", amount.minor / unit, amount.minor % unit) };
    Ok(wire::Amount { currency: amount.currency.code().into(), value })
}

/// An amount from an answer: digits, a dot and exactly the currency's decimals. Anything else is refused, nothing is rounded.
pub(super) fn amount_in(amount: &wire::Amount) -> Result<Money, GatewayError> {
    let malformed = || GatewayError::Malformed(format!("amount {:?} {:?}", amount.currency, amount.value));
    let currency = Currency::from_code(&amount.currency).ok_or_else(malformed)?;
    let decimals = usize::try_from(currency.decimals()).map_err(|_| malformed())?;
    let (whole, fraction) = match amount.value.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None if decimals == 0 => (amount.value.as_str(), ""),
        None => return Err(malformed()),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() != decimals || !is_number(whole) || !is_number(fraction) {
        return Err(malformed());
    }
    // Without the dot the digits are the minor unit.
    let minor = format!("{whole}{fraction}").parse().map_err(|_| malformed())?;
    Ok(Money { minor, currency })
}

pub(super) fn payment(body: wire::Payment) -> Result<GatewayPayment, GatewayError> {
    let amount = amount_in(&body.amount)?;
    let part = |part: Option<&wire::Amount>| match part {
        None => Ok(Money { minor: 0, ..amount }),
        Some(part) => match amount_in(part)? {
            part if part.currency == amount.currency => Ok(part),
            part => Err(GatewayError::Malformed(format!("a part in {} of an amount in {}", part.currency.code(), amount.currency.code()))),
        },
    };
    Ok(GatewayPayment {
        state: payment_state(&body.status)?,
        amount,
        refunded: part(body.amount_refunded.as_ref())?,
        charged_back: part(body.amount_charged_back.as_ref())?,
        expires_at: time(body.expires_at.as_deref())?,
        paid_at: time(body.paid_at.as_deref())?,
        order_reference: body.metadata.as_ref().and_then(|metadata| metadata.get("order_id")?.as_str()).map(str::to_owned),
        checkout_url: body.links.checkout.map(|link| link.href),
        method: body.method,
        refunds: body.embedded.refunds.into_iter().map(refund).collect::<Result<_, _>>()?,
        chargebacks: body.embedded.chargebacks.into_iter().map(chargeback).collect::<Result<_, _>>()?,
        cancelable: body.is_cancelable,
        id: body.id,
    })
}

pub(super) fn refund(body: wire::Refund) -> Result<GatewayRefund, GatewayError> {
    let state = match body.status.as_str() {
        "queued" => RefundState::Queued,
        "pending" => RefundState::Pending,
        "processing" => RefundState::Processing,
        "refunded" => RefundState::Refunded,
        "failed" => RefundState::Failed,
        "canceled" => RefundState::Canceled,
        unknown => return Err(GatewayError::Malformed(format!("refund status {unknown:?}"))),
    };
    let reference = body.metadata.as_ref().and_then(|metadata| metadata.get("refund_id")?.as_str()).map(str::to_owned);
    Ok(GatewayRefund { id: body.id, state, amount: amount_in(&body.amount)?, reference })
}

fn chargeback(body: wire::Chargeback) -> Result<GatewayChargeback, GatewayError> {
    Ok(GatewayChargeback {
        amount: amount_in(&body.amount)?,
        reason: body.reason.map(|reason| reason.description).unwrap_or_default(),
        created_at: time(body.created_at.as_deref())?,
        reversed_at: time(body.reversed_at.as_deref())?,
        id: body.id,
    })
}

pub(super) fn method(body: wire::Method) -> Result<PaymentMethod, GatewayError> {
    Ok(PaymentMethod {
        code: body.id,
        name: body.description,
        minimum: body.minimum_amount.as_ref().map(amount_in).transpose()?,
        maximum: body.maximum_amount.as_ref().map(amount_in).transpose()?,
    })
}

/// The locale of Mollie's page. It has no French or Italian for Switzerland.
pub(super) const fn locale(language: Language) -> &'static str {
    match language {
        Language::De => "de_CH",
        Language::Fr => "fr_FR",
        Language::It => "it_IT",
        Language::En => "en_GB",
    }
}

/// The text cut to what Mollie keeps, so that what we store and what it shows agree.
pub(super) fn description(text: &str) -> &str {
    text.char_indices().nth(LONGEST_DESCRIPTION).map_or(text, |(end, _)| &text[..end])
}

/// Our own states (`created`, `quarantined`) are no words of Mollie's and are refused like any unknown one.
fn payment_state(status: &str) -> Result<PaymentState, GatewayError> {
    Ok(match status {
        "open" => PaymentState::Open,
        "pending" => PaymentState::Pending,
        "authorized" => PaymentState::Authorized,
        "paid" => PaymentState::Paid,
        "canceled" => PaymentState::Canceled,
        "expired" => PaymentState::Expired,
        "failed" => PaymentState::Failed,
        unknown => return Err(GatewayError::Malformed(format!("payment status {unknown:?}"))),
    })
}

fn time(text: Option<&str>) -> Result<Option<DateTime<Utc>>, GatewayError> {
    text.map(|text| {
        DateTime::parse_from_rfc3339(text)
            .map(|time| time.with_timezone(&Utc))
            .map_err(|_| GatewayError::Malformed(format!("time {text:?}")))
    })
    .transpose()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(currency: &str, value: &str) -> wire::Amount {
        wire::Amount { currency: currency.into(), value: value.into() }
    }

    proptest! {
        #[test]
        fn amounts_survive_the_way_out_and_back(minor in 1..=i64::MAX) {
            let amount = Money::rappen(minor);
            prop_assert_eq!(amount_in(&amount_out(amount).unwrap()).unwrap(), amount);
        }

        #[test]
        fn no_text_is_read_as_an_amount_it_does_not_spell(text in "[0-9.,+ -]{0,12}") {
            if let Ok(amount) = amount_in(&written("CHF", &text)) {
                let spelled = format!("{}.{:02}", amount.minor / 100, amount.minor % 100);
                prop_assert_eq!(text.trim_start_matches('0'), spelled.trim_start_matches('0'));
            }
        }
    }

    #[test]
    fn amounts_are_spelled_with_two_decimals() {
        for (minor, value) in [(1, "0.01"), (10, "0.10"), (1250, "12.50"), (500_000, "5000.00"), (i64::MAX, "92233720368547758.07")] {
            assert_eq!(amount_out(Money::rappen(minor)).unwrap(), written("CHF", value));
        }
        for minor in [0, -1, i64::MIN] {
            assert!(matches!(amount_out(Money::rappen(minor)), Err(GatewayError::Rejected { field: Some(_), .. })), "{minor}");
        }
    }

    #[test]
    fn inexact_amounts_are_refused() {
        for value in ["", ".", "12", "12.5", "12.505", "-12.50", "+12.50", ".50", "12.", "1'200.00", "12,50", " 12.50", "1e2.00", "١٢.٥٠"]
        {
            assert!(matches!(amount_in(&written("CHF", value)), Err(GatewayError::Malformed(_))), "{value}");
        }
        assert!(amount_in(&written("XXX", "12.50")).is_err() && amount_in(&written("CHF", "92233720368547758.08")).is_err());
        assert_eq!(amount_in(&written("EUR", "0.00")).unwrap(), Money { minor: 0, currency: Currency::Eur });
    }

    fn read(json: &serde_json::Value) -> Result<GatewayPayment, GatewayError> {
        payment(serde_json::from_value(json.clone()).unwrap())
    }

    #[test]
    fn a_payment_is_read_with_unknown_fields_and_without_optional_ones() {
        let mut json = serde_json::json!({
            "id": "tr_1", "status": "open", "amount": {"currency": "CHF", "value": "49.90"}, "newField": [1],
            "expiresAt": "2026-03-02T11:30:00+01:00", "metadata": "text", "_links": {"self": {"href": "x"}}
        });
        let payment = read(&json).unwrap();
        assert_eq!(payment.expires_at.unwrap().to_rfc3339(), "2026-03-02T10:30:00+00:00");
        assert_eq!((payment.order_reference, payment.checkout_url, payment.refunded), (None, None, Money::rappen(0)));
        for status in ["created", "quarantined", "PAID", ""] {
            json["status"] = status.into();
            assert!(matches!(read(&json), Err(GatewayError::Malformed(_))), "{status}");
        }
        json["status"] = "paid".into();
        json["amountRefunded"] = serde_json::json!({"currency": "EUR", "value": "1.00"});
        assert!(matches!(read(&json), Err(GatewayError::Malformed(_))));
    }

    #[test]
    fn descriptions_are_cut_between_characters() {
        let long = "é".repeat(300);
        assert_eq!(description(&long).chars().count(), 255);
        assert_eq!(description("Bestellung 7"), "Bestellung 7");
    }
}
