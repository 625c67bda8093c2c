//! The form by which goods go back.

use domain::{
    failure::{Failure, FieldError},
    orders::{EnteredPieces, LONGEST_WORDS, OrderLineView, Pieces, ReturnForm, ReturnReason, quantity_field},
};
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::hooks::use_query_map;
use ui::{Button, CountField, FieldErrorSummary, Look, SelectField, TextArea, button_class};
use wasm_bindgen::JsCast;

use super::{
    OrderContent,
    desk::Desk,
    server_fns::{RequestReturn, request_return},
};
use crate::{
    field_words::{field_words, wrong_fields},
    text::{Texts, use_language, use_texts},
};

/// Behind a line to open; nothing when nothing can go back. What was entered stays where a plain form led back with an error.
#[component]
pub fn ReturnRequestForm(
    /// The page's state.
    desk: Desk,
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    if order.returnable.is_empty() {
        return ().into_any();
    }
    let before = Entered::of_address();
    let busy = RwSignal::new(false);
    let errors = Signal::derive(move || match desk.refused.get() {
        Some(Failure::Invalid(errors)) => errors,
        _ => Vec::new(),
    });
    let open = !errors.get_untracked().is_empty();
    let number = order.returns.len() + 1;
    let names: Vec<(u32, String)> = order.lines.iter().map(|line| (line.position, line.name.clone())).collect();
    let wrong = {
        let names = names.clone();
        Signal::derive(move || wrong_fields(&errors.read(), |error| message(t, &names, error)))
    };
    let error_of = move |field: String| {
        let names = names.clone();
        Signal::derive(move || errors.read().iter().find(|error| error.field == field).map(|error| message(t, &names, error)))
    };
    let only_piece = order.returnable.iter().map(|pieces| pieces.quantity).sum::<u32>() == 1;
    let rows = order
        .returnable
        .iter()
        .enumerate()
        .filter_map(|(index, pieces)| {
            let line = order.lines.iter().find(|line| line.position == pieces.position)?.clone();
            let value = before.quantity(pieces.position).unwrap_or_else(|| if only_piece { "1" } else { "0" }.to_owned());
            let error = error_of(quantity_field(&pieces.position.to_string()));
            Some(view! { <Row index line pieces=*pieces value error/> })
        })
        .collect_view();
    let mut reasons = vec![("", t.returns.choose)];
    reasons.extend(ReturnReason::ALL.map(|reason| (reason.code(), reason_words(t, reason))));
    view! {
        <details class="mt-16 border-t border-hairline pt-4" open=open data-testid="return-form">
            <summary class=button_class(Look::Bare)>{t.returns.open}</summary>
            <form method="post" action=RequestReturn::url() novalidate on:submit=submit(desk, busy) class="mt-5 grid max-w-prose gap-5">
                <FieldErrorSummary title=t.checkout.errors_title wrong/>
                <p class="text-sm text-muted">{t.returns.intro}</p>
                <input type="hidden" name="language" value=language.code()/>
                <input type="hidden" name="token" value=order.token.clone()/>
                <input type="hidden" name="form[number]" value=number.to_string()/>
                <fieldset id="pieces" class="min-w-0">
                    <legend class="text-sm font-medium">{t.returns.items}</legend>
                    <ul class="mt-2 divide-y divide-hairline border-y border-hairline">{rows}</ul>
                </fieldset>
                <SelectField id="reason" name="form[reason]" label=t.returns.reason options=reasons value=before.reason error=error_of("reason".to_owned())/>
                <TextArea id="words" name="form[words]" label=t.returns.words optional=t.checkout.optional most=LONGEST_WORDS value=before.words error=error_of("words".to_owned())/>
                <p><Button look=Look::Quiet disabled=busy>{t.returns.send}</Button></p>
            </form>
        </details>
    }
    .into_any()
}

/// A line of which pieces can go back.
#[component]
fn Row(index: usize, line: OrderLineView, pieces: Pieces, value: String, error: Signal<Option<String>>) -> impl IntoView {
    let t = use_texts();
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span class="min-w-0 flex-1 text-sm">
                <span class="block font-medium">{line.name.clone()}</span>
                <span class="block text-muted">{line.options} " " {t.returns.of(&pieces.quantity.to_string())}</span>
            </span>
            <input type="hidden" name=format!("form[pieces][{index}][position]") value=pieces.position/>
            <CountField
                id=quantity_field(&pieces.position.to_string())
                name=format!("form[pieces][{index}][quantity]")
                label=t.cart.quantity_of(&line.name)
                value
                most=pieces.quantity
                error
            />
        </li>
    }
}

/// What was entered before, from the address that a plain form has led back to.
#[derive(Default)]
struct Entered {
    reason: String,
    words: String,
    quantities: Vec<(String, String)>,
}

impl Entered {
    fn of_address() -> Self {
        use_query_map().with_untracked(|query| {
            let text = |name: &str| query.get(name).unwrap_or_default();
            let quantities = text("quantities");
            let pairs = quantities.split(',').filter_map(|pair| pair.split_once(':'));
            Self {
                reason: text("reason"),
                words: text("words"),
                quantities: pairs.map(|(position, quantity)| (position.to_owned(), quantity.to_owned())).collect(),
            }
        })
    }

    fn quantity(&self, position: u32) -> Option<String> {
        let position = position.to_string();
        self.quantities.iter().find(|(known, _)| *known == position).map(|(_, quantity)| quantity.clone())
    }
}

/// Sends the form and shows the answer, without leaving the page.
fn submit(desk: Desk, busy: RwSignal<bool>) -> impl Fn(leptos::ev::SubmitEvent) + 'static {
    let language = use_language();
    move |event| {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok()) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (token, form) = (desk.order.with_untracked(|order| order.token.clone()), entered(&data));
        spawn_local(async move {
            let answer = request_return(language, token, form).await;
            busy.set(false);
            desk.take(answer);
        });
    }
}

/// What was entered. The names are those that the server reads from a plain form.
fn entered(data: &web_sys::FormData) -> ReturnForm {
    let text = |name: &str| data.get(name).as_string();
    let pieces = (0..).map_while(|index| {
        let position = text(&format!("form[pieces][{index}][position]"))?;
        Some(EnteredPieces { position, quantity: text(&format!("form[pieces][{index}][quantity]")).unwrap_or_default() })
    });
    ReturnForm {
        number: text("form[number]").unwrap_or_default(),
        reason: text("form[reason]").unwrap_or_default(),
        words: text("form[words]").unwrap_or_default(),
        pieces: pieces.collect(),
    }
}

/// What is wrong with a field; a quantity goes by its product's name.
fn message(t: &'static Texts, names: &[(u32, String)], error: &FieldError) -> String {
    let name = names.iter().find(|(position, _)| quantity_field(&position.to_string()) == error.field).map(|(_, name)| name.as_str());
    let label = match (error.field.as_str(), name) {
        (_, Some(name)) => name,
        ("reason", None) => t.returns.reason,
        ("words", None) => t.returns.words,
        (_, None) => return t.returns.choose_items.to_owned(),
    };
    field_words(t, label, error.problem)
}

/// A reason in words.
pub const fn reason_words(t: &'static Texts, reason: ReturnReason) -> &'static str {
    match reason {
        ReturnReason::NotAsExpected => t.returns.reason_not_as_expected,
        ReturnReason::DoesNotFit => t.returns.reason_does_not_fit,
        ReturnReason::Damaged => t.returns.reason_damaged,
        ReturnReason::WrongItem => t.returns.reason_wrong_item,
        ReturnReason::ChangedMind => t.returns.reason_changed_mind,
        ReturnReason::Other => t.returns.reason_other,
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::texts;

    #[test]
    fn a_quantity_is_named_by_its_product() {
        let t = texts(Language::De);
        let names = [(3, "Tasse Aare".to_owned())];
        assert_eq!(message(t, &names, &FieldError::too_large("quantity-3", 2)), "Tasse Aare: höchstens 2.");
        assert_eq!(message(t, &names, &FieldError::too_large("quantity-9", 2)), t.returns.choose_items);
        assert_eq!(message(t, &names, &FieldError::required("pieces")), t.returns.choose_items);
    }
}
