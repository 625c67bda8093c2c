//! When Mollie calls a payment's webhook.

use std::time::Duration;

use chrono::TimeDelta;

use crate::{
    courier::{self, Notice, Parcel},
    faults::Knob,
    state::{Books, State},
};

/// How long the creation of a payment waits for the webhook that is called before its answer.
const EARLY_CALL: Duration = Duration::from_secs(2);

/// Sends a payment's webhook on its way, with the faults that are on. Payments without a URL have none.
pub(crate) fn announce(state: &State, books: &mut Books, id: &str) {
    let Some(url) = books.payments.iter().find(|payment| payment.id == id).and_then(|payment| payment.webhook_url.clone()) else {
        return;
    };
    if state.faults.take(Knob::WebhookNever).is_some() {
        return;
    }
    let delay = state.faults.take(Knob::WebhookDelayMs).unwrap_or_default();
    let due = state.clock.now() + TimeDelta::milliseconds(i64::try_from(delay).unwrap_or_default());
    let parcel = Parcel { notice: Notice::Payment { id: id.to_owned() }, url, attempt: 1, due };
    if state.faults.take(Knob::WebhookDuplicate).is_some() {
        books.post.put(parcel.clone());
    }
    books.post.put(parcel);
    state.bell.notify_one();
}

/// Calls the webhook of a payment whose creation has not been answered yet.
pub(super) async fn call_early(state: &State, id: &str, url: String) {
    let parcel = Parcel { notice: Notice::Payment { id: id.to_owned() }, url, attempt: 1, due: state.clock.now() };
    courier::deliver_once(state, parcel, EARLY_CALL).await;
}
