//! A voucher beside the table, and by itself on narrow screens.

use domain::backoffice::VoucherDetail;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Badge, PanelHead, SidePanel};

use super::{
    change::Change,
    facts::Facts,
    query::{BEFORE, TABLE, address, of_address},
    server_fns::read_voucher,
    uses::Uses,
    words::state_words,
};
use crate::{
    failure::loaded,
    frame::Head,
    orders::{Answer, Telling},
    text::use_texts,
};

/// The voucher that the address names, with the page of its orders that the address asks for.
#[component]
pub fn VoucherPanel() -> impl IntoView {
    let t = use_texts();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || (params.read().get("id").unwrap_or_default(), query.read().get(BEFORE).unwrap_or_default());
    let voucher = load(asked, |(voucher, before)| read_voucher(voucher, before));
    view! {
        <SidePanel label=t.vouchers.panel>{loaded(voucher, |voucher| view! { <Voucher voucher/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Voucher(voucher: VoucherDetail) -> impl IntoView {
    let t = use_texts();
    let answer = Answer::of_address();
    let query = use_query_map();
    let back = Signal::derive(move || address(TABLE, &query.with(of_address)));
    let code = voucher.row.code.clone();
    let (words, tone) = state_words(t, voucher.row.state);
    let state = voucher.row.state.code();
    view! {
        <Head title=code.clone()/>
        <PanelHead title=code back close=t.order.close/>
        <div class="grid grid-cols-1 gap-8 px-5 py-6 md:px-6">
            <p data-testid="voucher-state" data-state=state><Badge tone>{words}</Badge></p>
            <Telling answer/>
            <Facts voucher=voucher.clone()/>
            <Change voucher=voucher.clone() answer/>
            <Uses voucher/>
        </div>
    }
}
