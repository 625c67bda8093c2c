//! The address book.

use domain::{
    accounts::AddressView,
    address::{Address, COUNTRIES},
    failure::Failure,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use ui::{Badge, Button, CheckField, LinkButton, Look, SelectField, TextField, button_class};

use super::{
    entered::entered_address,
    form::{Ask, Call, Said, text},
    own::{Area, own},
    server_fns::{RemoveAddress, SaveAddress, SetDefaultAddress, read_addresses, remove_address, save_address, set_default_address},
};
use crate::{
    checkout::country,
    orders::Letter,
    pages::{FailureView, load},
    text::{use_language, use_texts},
};

/// All addresses.
#[component]
pub fn AddressesPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let said = Said::of_page();
    own(load(|| (), |()| read_addresses()), move |addresses| {
        let none = addresses.is_empty().then(|| view! { <p class="mb-6 text-base text-muted">{t.account.no_addresses}</p> });
        let cards = addresses.into_iter().map(|entry| view! { <Card entry said/> }).collect_view();
        view! {
            <Area title=t.account.addresses said>
                {none}
                <ul class="mb-8 grid gap-5 empty:hidden md:grid-cols-2" data-testid="addresses">{cards}</ul>
                <LinkButton href=format!("/{language}/account/addresses/new")>{t.account.add_address}</LinkButton>
            </Area>
        }
        .into_any()
    })
}

#[component]
fn Card(entry: AddressView, said: Said) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let id = entry.id.to_string();
    let named = |words: &str| format!("{words}: {}", entry.address.name);
    let (edit_label, remove_label, default_label) = (named(t.account.edit), named(t.account.remove), named(t.account.make_default));
    let default_id = id.clone();
    let make_default = (!entry.is_default).then(|| {
        view! {
            <Ask
                action=SetDefaultAddress::url()
                call=|language, data| Box::pin(set_default_address(language, text(&data, "id").parse().unwrap_or_default()))
                said
            >
                <input type="hidden" name="id" value=default_id/>
                <Button look=Look::Bare disabled=said.busy label=default_label>{t.account.make_default}</Button>
            </Ask>
        }
    });
    view! {
        <li class="flex flex-col rounded-sm border border-hairline p-5">
            <Letter address=entry.address/>
            {entry.is_default.then(|| view! { <p class="mt-3"><Badge>{t.account.is_default}</Badge></p> })}
            <div class="mt-auto flex flex-wrap gap-x-5 gap-y-1 pt-4">
                <a href=format!("/{language}/account/addresses/{id}") class=button_class(Look::Bare) aria-label=edit_label>
                    {t.account.edit}
                </a>
                {make_default}
                <Ask
                    action=RemoveAddress::url()
                    call=|language, data| Box::pin(remove_address(language, text(&data, "id").parse().unwrap_or_default()))
                    said
                >
                    <input type="hidden" name="id" value=id/>
                    <Button look=Look::Bare disabled=said.busy label=remove_label>{t.account.remove}</Button>
                </Ask>
            </div>
        </li>
    }
}

/// The address of the page for a new entry.
const NEW: &str = "new";

/// A new address, or one to be written anew.
#[component]
pub fn AddressPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    let params = use_params_map();
    own(load(|| (), |()| read_addresses()), move |addresses| {
        let id = params.with_untracked(|params| params.get("id").unwrap_or_default());
        let found = addresses.into_iter().find(|entry| entry.id.to_string() == id);
        if found.is_none() && id != NEW {
            return view! { <FailureView failure=Failure::NotFound/> }.into_any();
        }
        let title = if found.is_some() { t.account.edit_address } else { t.account.add_address };
        view! {
            <Area title=title said>
                <AddressForm said found/>
            </Area>
        }
        .into_any()
    })
}

#[component]
fn AddressForm(said: Said, found: Option<AddressView>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let call: Call = |language, data| {
        let field = |name: &str| text(&data, &format!("address[{name}]"));
        let address = Address {
            name: field("name"),
            company: field("company"),
            street: field("street"),
            postal_code: field("postal_code"),
            city: field("city"),
            country: field("country"),
        };
        Box::pin(save_address(language, address, text(&data, "id"), text(&data, "is_default")))
    };
    let id = found.as_ref().map(|entry| entry.id.to_string()).unwrap_or_default();
    let is_new = found.is_none();
    let address = entered_address().or(found.map(|entry| entry.address)).unwrap_or_default();
    let countries = COUNTRIES.into_iter().map(|code| (code, country(t, code))).collect::<Vec<_>>();
    view! {
        <Ask action=SaveAddress::url() call said class="grid max-w-md gap-5">
            <input type="hidden" name="id" value=id/>
            <TextField id="name" name="address[name]" label=t.checkout.name value=address.name autocomplete="name" error=said.error("name")/>
            <TextField id="company" name="address[company]" label=t.checkout.company value=address.company autocomplete="organization" optional=t.checkout.optional error=said.error("company")/>
            <TextField id="street" name="address[street]" label=t.checkout.street value=address.street autocomplete="street-address" error=said.error("street")/>
            <div class="grid grid-cols-3 gap-4">
                <TextField id="postal_code" name="address[postal_code]" label=t.checkout.postal_code value=address.postal_code autocomplete="postal-code" inputmode="numeric" error=said.error("postal_code")/>
                <div class="col-span-2">
                    <TextField id="city" name="address[city]" label=t.checkout.city value=address.city autocomplete="address-level2" error=said.error("city")/>
                </div>
            </div>
            <SelectField id="country" name="address[country]" label=t.checkout.country options=countries value=address.country autocomplete="country" error=said.error("country")/>
            {is_new.then(|| view! { <CheckField id="is_default" name="is_default" label=t.account.use_as_default/> })}
            <div class="flex flex-wrap gap-4">
                <Button disabled=said.busy>{t.account.save}</Button>
                <LinkButton href=format!("/{language}/account/addresses") look=Look::Quiet>{t.account.back}</LinkButton>
            </div>
        </Ask>
    }
}
