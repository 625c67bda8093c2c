//! The field for vouchers and gift cards, and those in use.

use domain::{
    cart::CartView,
    failure::{Failure, Refusal},
    orders::{CheckoutForm, CodeKind, LONGEST_CODE, OrderRefusal},
};
use leptos::{ev::KeyboardEvent, prelude::*, server_fn::ServerFn};
use ui::{Look, button_class};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlInputElement};

use super::{
    Cart,
    server_fns::{EnterCode, LeaveCode},
};
use crate::{
    checkout::entered,
    pages::words,
    text::{Texts, use_texts},
};

/// The id of the input.
const ID: &str = "code";

/// One field for both: the code tells what it is. Its buttons send the form around it, whichever that is, to the place for codes.
#[component]
pub fn CodeField(
    /// The cart with the codes in use.
    cart: CartView,
    /// Is given the cart after a change.
    #[prop(optional, into)]
    changed: Option<Callback<CartView>>,
) -> impl IntoView {
    let (t, shared) = (use_texts(), expect_context::<Cart>());
    let enter = move || {
        if let Some((code, form)) = field() {
            shared.enter_code(code, form, move |cart| {
                clear();
                tell(changed, cart);
            });
        }
    };
    let on_enter = move |event: KeyboardEvent| {
        // In the checkout the form's own button would order.
        if event.key() == "Enter" {
            event.prevent_default();
            enter();
        }
    };
    let error = move || shared.code_refused.get().map(|failure| code_words(t, &failure));
    view! {
        <div data-testid="codes">
            <label for=ID class="mb-2 block text-sm font-medium">{t.code.label}</label>
            <div class="flex gap-3">
                <input
                    id=ID
                    name="code"
                    type="text"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    maxlength=LONGEST_CODE
                    class="field min-w-0 flex-1"
                    aria-invalid=move || error().map(|_| "true")
                    aria-describedby=move || error().map(|_| "code-error")
                    on:keydown=on_enter
                />
                <button
                    type="submit"
                    formaction=EnterCode::url()
                    formnovalidate
                    class=button_class(Look::Quiet)
                    on:click=move |event| {
                        event.prevent_default();
                        enter();
                    }
                >
                    {t.code.apply}
                </button>
            </div>
            {move || error().map(|error| view! { <p id="code-error" class="mt-2 text-sm text-bad" role="alert">{error}</p> })}
            <InUse cart changed/>
        </div>
    }
}

/// The codes in use, each with a button to leave it.
#[component]
fn InUse(cart: CartView, changed: Option<Callback<CartView>>) -> impl IntoView {
    let (t, shared) = (use_texts(), expect_context::<Cart>());
    let voucher = cart.voucher.map(|voucher| (CodeKind::Voucher, t.code.voucher(&voucher.code)));
    let gift_card = cart.gift_card.map(|card| (CodeKind::GiftCard, t.code.gift_card(&card.ending)));
    let codes = [voucher, gift_card]
        .into_iter()
        .flatten()
        .map(|(kind, name)| {
            let leave = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let form = field().map(|(_, form)| form).unwrap_or_default();
                shared.leave_code(kind, form, move |cart| tell(changed, cart));
            };
            let label = t.code.remove_named(&name);
            view! {
                <li class="flex items-baseline justify-between gap-4 text-sm">
                    <span class="tabular-nums">{name}</span>
                    <button
                        type="submit"
                        formaction=LeaveCode::url()
                        formnovalidate
                        name="kind"
                        value=kind.code()
                        class=button_class(Look::Bare)
                        aria-label=label
                        on:click=leave
                    >
                        {t.cart.remove}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="mt-3 grid gap-1">{codes}</ul> }
}

/// Whether a failure is about the code that was entered, and so belongs to its field.
pub fn is_about_code(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(Refusal::Order(OrderRefusal::CodeUnknown | OrderRefusal::CodesTried | OrderRefusal::Voucher(_))) => true,
        Failure::Invalid(errors) => errors.iter().any(|error| error.field == ID),
        _ => false,
    }
}

fn code_words(t: &'static Texts, failure: &Failure) -> String {
    if matches!(failure, Failure::Invalid(_)) { t.code.empty.to_owned() } else { words(t, failure) }
}

fn tell(changed: Option<Callback<CartView>>, cart: CartView) {
    if let Some(changed) = changed {
        changed.run(cart);
    }
}

fn input() -> Option<HtmlInputElement> {
    document().get_element_by_id(ID)?.dyn_into().ok()
}

/// What is in the field, and in the form around it if that is the checkout's.
fn field() -> Option<(String, CheckoutForm)> {
    let input = input()?;
    let form = input.form().and_then(|form| FormData::new_with_form(&form).ok());
    Some((input.value(), form.map(|data| entered(&data)).unwrap_or_default()))
}

fn clear() {
    if let Some(input) = input() {
        input.set_value("");
    }
}
