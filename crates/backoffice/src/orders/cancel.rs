//! Calling an order off.

use domain::backoffice::{OrderAction, OrderDetail};
use leptos::prelude::*;
use ui::Look;

use super::{
    act::{Act, act},
    desk::{Desk, offered},
    offered::Offered,
    server_fns::CancelOrder,
};
use crate::text::use_texts;

/// Behind a line that says what it does; nothing where it is not allowed.
#[component]
pub fn Cancel(
    /// The panel's state.
    desk: Desk,
    /// The order.
    order: OrderDetail,
) -> impl IntoView {
    let t = use_texts();
    let form = Act { form: "cancel".to_owned(), done: "cancelled", submit: t.cancel.submit, keeps: &[], look: Look::Small };
    let offer = offered(&order.actions, |action| action == OrderAction::Cancel);
    offer.map(|offer| {
        view! {
            <Offered desk offer form="cancel" words=t.cancel.title>
                {act::<CancelOrder>(desk, form, view! { <p class="text-sm">{t.cancel.text}</p> })}
            </Offered>
        }
    })
}
