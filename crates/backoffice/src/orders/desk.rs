//! What the panel of an order works with: the order as it stands, and what the last act was answered.

use domain::{
    backoffice::{OfferedAction, OrderAction, StaffRefusal},
    failure::{Failure, FieldError, Refusal},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_location, use_query_map};
use site::{failure::AppFailure, told::told};
use ui::{Notice, Tone};
use wasm_bindgen::JsCast;

use super::{OrderScreen, entered::Entered, server_fns::read_order};
use crate::{
    failure::{field_words, words},
    frame::Moved,
    text::{Texts, use_texts},
};

/// The panel's state.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The order.
    pub screen: RwSignal<OrderScreen>,
    /// What the last act was answered.
    pub said: RwSignal<Option<Said>>,
    /// Whether an answer is under way.
    pub busy: RwSignal<bool>,
    /// What was entered into the last form that was not accepted.
    pub entered: RwSignal<Entered>,
    /// The screen's address.
    pub here: Memo<String>,
    moved: Moved,
}

/// What an act was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is done: what.
    Done(String),
    /// It is not.
    Failed(Failure),
}

impl Desk {
    /// For an order that was read. What its address tells, where a plain form has led back, counts as the last answer.
    pub fn new(screen: OrderScreen) -> Self {
        let done = use_query_map().with_untracked(|query| query.get("done"));
        let said = told().map(Said::Failed).or(done.map(Said::Done));
        let place = use_location();
        let here = Memo::new(move |_| {
            let (path, search) = (place.pathname.get(), place.search.get());
            let search = search.trim_start_matches('?');
            if search.is_empty() { path } else { format!("{path}?{search}") }
        });
        Self {
            screen: RwSignal::new(screen),
            said: RwSignal::new(said),
            busy: RwSignal::new(false),
            entered: RwSignal::new(Entered::of_address()),
            here,
            moved: Moved::of_screen(),
        }
    }

    /// Shows what an act was answered. An order that has moved on is shown as it is now, with what was entered still in the form.
    pub fn take(self, answer: Result<OrderScreen, AppFailure>, done: &str) {
        match answer {
            Ok(screen) => {
                self.entered.set(Entered::default());
                self.said.set(Some(Said::Done(done.to_owned())));
                self.screen.set(screen);
                self.moved.note();
            }
            Err(AppFailure(failure)) => {
                let has_moved = matches!(failure, Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. })));
                self.said.set(Some(Said::Failed(failure)));
                if has_moved {
                    self.look_again();
                }
            }
        }
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

    /// What is wrong with the fields of a form.
    pub fn errors(self, form: &str) -> Vec<FieldError> {
        match self.said.get() {
            Some(Said::Failed(Failure::Invalid(errors))) if self.entered.with(|entered| entered.is(form)) => errors,
            _ => Vec::new(),
        }
    }
}

impl Desk {
    /// What is wrong with a field of a form, for a field with this label.
    pub fn error(self, form: impl Into<String>, field: impl Into<String>, label: impl Into<String>) -> Signal<Option<String>> {
        let (t, form, field, label) = (use_texts(), form.into(), field.into(), label.into());
        Signal::derive(move || self.errors(&form).iter().find(|error| error.field == field).map(|error| field_words(t, &label, error)))
    }

    /// What a field of a form begins with: what was entered before, else what fits.
    pub fn value(self, form: &str, field: &str, else_this: impl Into<String>) -> String {
        self.entered.with_untracked(|entered| entered.get(form, field)).unwrap_or_else(|| else_this.into())
    }
}

/// What the last act was answered, on top of the panel.
#[component]
pub fn Telling(
    /// The panel's state.
    desk: Desk,
) -> impl IntoView {
    let t = use_texts();
    let content = move || match desk.said.get()? {
        Said::Done(code) => {
            let words = done_words(t, &code)?;
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
fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
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
        _ => return None,
    })
}

/// An action that is offered, if it is.
pub fn offered(actions: &[OfferedAction], wanted: impl Fn(OrderAction) -> bool) -> Option<OfferedAction> {
    actions.iter().copied().find(|offered| wanted(offered.action))
}

/// In the browser: what was answered comes into view and takes the focus, so that nobody misses it.
fn show_telling() {
    request_animation_frame(|| {
        let telling = document().get_element_by_id("telling").and_then(|telling| telling.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(telling) = telling {
            // An element that cannot take the focus leaves it where it is.
            let _ = telling.focus();
        }
    });
}
