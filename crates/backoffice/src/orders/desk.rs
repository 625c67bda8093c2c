//! What the panel of an order works with: the order as it stands, and what the last act was answered.

use domain::{
    backoffice::{OfferedAction, OrderAction, StaffRefusal},
    failure::{Failure, Refusal},
};
use leptos::{prelude::*, task::spawn_local};
use site::{failure::AppFailure, form_data::text};
use ui::{Notice, Toast, Tone};
use wasm_bindgen::JsCast;
use web_sys::FormData;

use super::{
    OrderScreen,
    answer::{Answer, Said},
    entered::Entered,
    server_fns::read_order,
};
use crate::{
    failure::words,
    frame::Moved,
    text::{Texts, use_texts},
};

/// The field of a note.
pub const NOTE: &str = "text";

/// The panel's state.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The order.
    pub screen: RwSignal<OrderScreen>,
    /// What the last act was answered, and what had been entered.
    pub answer: Answer,
    /// A note that the shop has not said yes to yet.
    pub noted: RwSignal<String>,
    moved: Moved,
}

impl Desk {
    /// For an order that was read.
    pub fn new(screen: OrderScreen) -> Self {
        Self { screen: RwSignal::new(screen), answer: Answer::of_address(), noted: RwSignal::default(), moved: Moved::of_screen() }
    }

    /// Shows at once what a form brings: a note stands among the others before it is stored.
    pub fn expect(self, data: &FormData) {
        self.noted.set(text(data, NOTE));
    }

    /// Shows what an act was answered. An order that has moved on is shown as it is now, with what was entered still in the form.
    pub fn take(self, answer: Result<OrderScreen, AppFailure>, done: &str) {
        match answer {
            Ok(screen) => {
                self.answer.entered.set(Entered::default());
                self.answer.said.set(Some(Said::Done(done.to_owned())));
                self.screen.set(screen);
                self.moved.note();
            }
            Err(AppFailure(failure)) => {
                let has_moved = matches!(failure, Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. })));
                self.answer.said.set(Some(Said::Failed(failure)));
                if has_moved {
                    self.look_again();
                }
            }
        }
        self.noted.set(String::new());
        show_telling();
    }

    fn look_again(self) {
        let order = self.screen.with_untracked(|screen| screen.order.id);
        spawn_local(async move {
            // Where it cannot be read, it says so when the next thing is done.
            if let Ok(screen) = read_order(order.to_string()).await {
                self.screen.set(screen);
                self.moved.note();
            }
        });
    }

    /// As of [`Answer::error`].
    pub fn error(self, form: impl Into<String>, field: impl Into<String>, label: impl Into<String>) -> Signal<Option<String>> {
        self.answer.error(form, field, label)
    }

    /// As of [`Answer::value`].
    pub fn value(self, form: &str, field: &str, else_this: impl Into<String>) -> String {
        self.answer.value(form, field, else_this)
    }
}

/// What the last act was answered, on top of the panel.
#[component]
pub fn Telling(
    /// What it was.
    answer: Answer,
    /// The form that undoes what was done, by its name, where there is one.
    #[prop(optional, into)]
    undo: Option<Callback<String, Option<AnyView>>>,
) -> impl IntoView {
    let t = use_texts();
    let content = move || match answer.said.get()? {
        Said::Done(code) => {
            let words = done_words(t, &code)?;
            if let Some(undo) = undo.and_then(|undo| untrack(|| undo.run(code))) {
                return Some(view! { <Toast words undo end=move || answer.said.set(None)/> }.into_any());
            }
            Some(view! { <div data-testid="done"><Notice tone=Tone::Good>{words}</Notice></div> }.into_any())
        }
        Said::Failed(failure) => {
            let changed = matches!(failure, Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. })));
            let tone = if changed { Tone::Warn } else { Tone::Bad };
            Some(
                view! { <div data-testid="failed" data-changed=changed.then_some("")><Notice tone>{words(t, &failure)}</Notice></div> }
                    .into_any(),
            )
        }
    };
    view! { <div id="telling" tabindex="-1" class="outline-none empty:hidden">{content}</div> }
}

/// The words for what was done. Anyone can write an address, so only these are said.
pub fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    Some(match code {
        "shipped" => t.done.shipped,
        "notified" => t.done.notified,
        "cancelled" => t.done.cancelled,
        "refunded" => t.done.refunded,
        "paid" => t.done.paid,
        "noted" => t.done.noted,
        "reported" => t.done.reported,
        "corrected" => t.done.corrected,
        "returned" => t.done.returned,
        "reviewed" => t.done.reviewed,
        "search-saved" => t.saved.saved,
        "search-removed" => t.saved.removed,
        "stock-received" => t.done.stock_received,
        "stock-corrected" => t.done.stock_corrected,
        "backorder-on" => t.done.backorder_on,
        "backorder-off" => t.done.backorder_off,
        "voucher-created" => t.vouchers.done_created,
        "voucher-saved" => t.vouchers.done_saved,
        "voucher-ended" => t.vouchers.done_ended,
        "card-issued" => t.cards.done_issued,
        "card-blocked" => t.cards.done_blocked,
        "card-unblocked" => t.cards.done_unblocked,
        "card-corrected" => t.cards.done_corrected,
        "logged-out" => t.customer.done_log_out,
        "session-ended" => t.customer.done_session,
        "reset-sent" => t.customer.done_reset,
        "role-changed" => t.customer.done_role,
        "account-closed" => t.customer.done_closed,
        "accounts-merged" => t.customer.done_merged,
        _ => return None,
    })
}

/// An action that is offered, if it is.
pub fn offered(actions: &[OfferedAction], wanted: impl Fn(OrderAction) -> bool) -> Option<OfferedAction> {
    actions.iter().copied().find(|offered| wanted(offered.action))
}

/// In the browser: what was answered comes into view and takes the focus, so that nobody misses it.
pub fn show_telling() {
    show("telling");
}

/// As of [`show_telling`], for what is said elsewhere.
pub fn show(id: &'static str) {
    request_animation_frame(move || {
        let telling = document().get_element_by_id(id).and_then(|telling| telling.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(telling) = telling {
            // An element that cannot take the focus leaves it where it is.
            let _ = telling.focus();
        }
    });
}
