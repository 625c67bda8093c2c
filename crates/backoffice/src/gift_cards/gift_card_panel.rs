//! A gift card beside the table, and by itself on narrow screens.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::SidePanel;

use super::{
    GiftCardScreen,
    block::{Block, undo},
    correction::Correction,
    facts::Facts,
    movements::Movements,
    once::Once,
    query::{BEFORE, TABLE, address, of_address},
    server_fns::read_gift_card,
    words::card_words,
};
use crate::{
    failure::loaded,
    orders::{Answer, Telling},
    table::Panel,
    text::use_texts,
};

/// The card that the address names, with the page of its movements that the address asks for.
#[component]
pub fn GiftCardPanel() -> impl IntoView {
    let t = use_texts();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || (params.read().get("id").unwrap_or_default(), query.read().get(BEFORE).unwrap_or_default());
    let card = load(asked, |(card, before)| read_gift_card(card, before));
    view! {
        <SidePanel label=t.cards.panel>{loaded(card, |screen| view! { <Card screen/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Card(screen: GiftCardScreen) -> impl IntoView {
    let t = use_texts();
    let GiftCardScreen { card, code, key } = screen;
    let answer = Answer::of_address();
    let undo = {
        let card = card.clone();
        Callback::new(move |done: String| undo(&card, answer, &done))
    };
    let title = t.cards.title(&card_words(&card.row.ending));
    view! {
        <Panel title back=|query| address(TABLE, &of_address(query))>
            <Telling answer undo/>
            {code.map(|code| view! { <Once code/> })}
            <Facts card=card.clone()/>
            <div class="flex flex-wrap gap-3">
                <Block card=card.clone() answer/>
                <Correction card=card.clone() key answer/>
            </div>
            <Movements card/>
        </Panel>
    }
}
