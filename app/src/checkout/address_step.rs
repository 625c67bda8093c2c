//! The first step: who gets it, and where.

use domain::{
    address::{Address, COUNTRIES},
    failure::FieldError,
};
use leptos::prelude::*;
use ui::{SelectField, TextField};

use super::wrong::error_of;
use crate::{
    account::AddressBook,
    text::{Texts, use_texts},
};

/// Email and address; whoever has an account finds their addresses here, or the log-in.
#[component]
pub fn AddressStep(
    /// The email as entered before.
    email: String,
    /// The address as entered before.
    address: Address,
    /// What is wrong.
    errors: RwSignal<Vec<FieldError>>,
) -> impl IntoView {
    let t = use_texts();
    let error = move |field: &'static str| Signal::derive(move || error_of(t, &errors.read(), field));
    let countries = COUNTRIES.into_iter().map(|code| (code, country(t, code))).collect::<Vec<_>>();
    view! {
        <AddressBook/>
        <div class="grid gap-5">
            <TextField id="email" name="form[email]" label=t.checkout.email value=email kind="email" inputmode="email" autocomplete="email" hint=t.checkout.email_hint error=error("email")/>
            <TextField id="name" name="form[address][name]" label=t.checkout.name value=address.name autocomplete="name" error=error("name")/>
            <TextField id="company" name="form[address][company]" label=t.checkout.company value=address.company autocomplete="organization" optional=t.checkout.optional error=error("company")/>
            <TextField id="street" name="form[address][street]" label=t.checkout.street value=address.street autocomplete="street-address" error=error("street")/>
            <div class="grid grid-cols-3 gap-4">
                <TextField id="postal_code" name="form[address][postal_code]" label=t.checkout.postal_code value=address.postal_code autocomplete="postal-code" inputmode="numeric" error=error("postal_code")/>
                <div class="col-span-2">
                    <TextField id="city" name="form[address][city]" label=t.checkout.city value=address.city autocomplete="address-level2" error=error("city")/>
                </div>
            </div>
            <SelectField id="country" name="form[address][country]" label=t.checkout.country options=countries value=address.country autocomplete="country" error=error("country")/>
        </div>
    }
}

/// A country's name. The list of countries is short, and a new one needs a text.
pub fn country(t: &'static Texts, code: &str) -> &'static str {
    match code {
        "LI" => t.checkout.country_li,
        _ => t.checkout.country_ch,
    }
}
