//! What the checkout offers to whoever has an account: their addresses, or the log-in.

use domain::{accounts::AddressView, address::Address};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Look, button_class};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use super::server_fns::{UseAddress, read_address_book};
use crate::{
    pages::load,
    text::{use_language, use_texts},
};

/// The addresses as buttons of the form around them: with scripts they fill the fields in, without they send the form to be filled in.
#[component]
pub fn AddressBook() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let book = load(|| (), |()| read_address_book());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match book.await {
                    Ok(None) => {
                        view! {
                            <p class="mb-6 text-sm">
                                {t.login.have_account} " "
                                <a href=format!("/{language}/account/log-in?to=/{language}/checkout") class=button_class(Look::Bare)>{t.login.title}</a>
                            </p>
                        }
                            .into_any()
                    }
                    Ok(Some(addresses)) if addresses.len() > 1 => view! { <Entries addresses/> }.into_any(),
                    // One address is in the fields already; and a checkout does without a book that does not come.
                    Ok(Some(_)) | Err(_) => ().into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Entries(addresses: Vec<AddressView>) -> impl IntoView {
    let t = use_texts();
    let entry = |AddressView { id, address, .. }: AddressView| {
        let words = [&address.name, &address.street, &address.city].map(String::as_str).join(", ");
        let fill = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            fill_in(&address);
        };
        view! {
            <li>
                <button type="submit" formaction=UseAddress::url() formnovalidate name="id" value=id.to_string() class=button_class(Look::Bare) on:click=fill>
                    {words}
                </button>
            </li>
        }
    };
    view! {
        <div class="mb-6" data-testid="address-book">
            <p id="book" class="mb-2 text-sm font-medium">{t.account.from_book}</p>
            <ul aria-labelledby="book" class="grid gap-1">{addresses.into_iter().map(entry).collect_view()}</ul>
        </div>
    }
}

/// Writes an address into the checkout's fields.
fn fill_in(address: &Address) {
    let Address { name, company, street, postal_code, city, country } = address;
    for (id, value) in [("name", name), ("company", company), ("street", street), ("postal_code", postal_code), ("city", city)] {
        if let Some(input) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value(value);
        }
    }
    if let Some(select) = document().get_element_by_id("country").and_then(|element| element.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(country);
    }
}
