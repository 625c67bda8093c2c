//! The form for a new voucher, beside the table.

use domain::backoffice::NewVoucherScreen;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Button, Look, PanelHead, SidePanel};

use super::{
    LimitFields,
    form::{Categories, FORM, Terms},
    limits::Limits,
    query::{TABLE, address, of_address},
    server_fns::{CreateVoucher, read_new_voucher},
};
use crate::{
    failure::loaded,
    frame::Head,
    orders::{Answer, Telling},
    text::use_texts,
};

/// Where its form was sent in vain, it begins with what was entered.
#[component]
pub fn NewVoucherPanel() -> impl IntoView {
    let t = use_texts();
    let screen = load(|| (), |()| read_new_voucher());
    view! {
        <SidePanel label=t.vouchers.new>{loaded(screen, |screen| view! { <New screen/> }.into_any())}</SidePanel>
    }
}

#[component]
fn New(screen: NewVoucherScreen) -> impl IntoView {
    let t = use_texts();
    let answer = Answer::of_address();
    let query = use_query_map();
    let back = Signal::derive(move || address(TABLE, &query.with(of_address)));
    view! {
        <Head title=t.vouchers.new/>
        <PanelHead title=t.vouchers.new back close=t.order.close/>
        <div class="grid grid-cols-1 gap-6 px-5 py-6 md:px-6">
            <Telling answer/>
            <p class="max-w-prose text-sm text-muted">{t.vouchers.terms_text}</p>
            <form method="post" action=CreateVoucher::url() class="grid grid-cols-1 gap-6" data-testid="new-voucher">
                <input type="hidden" name="key" value=screen.key.to_string()/>
                <input type="hidden" name="back" value=move || answer.here.get()/>
                <Terms answer/>
                <Limits form=FORM answer fields=LimitFields::default()/>
                <Categories categories=screen.categories answer/>
                <p><Button look=Look::SmallMain>{t.vouchers.create}</Button></p>
            </form>
        </div>
    }
}
