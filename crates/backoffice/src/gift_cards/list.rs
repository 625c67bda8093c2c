//! The table of gift cards.

use domain::{
    backoffice::{GiftCardList, GiftCardQuery, GiftCardRow},
    money::Money,
};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, EmptyState, FIGURE_CELL, LinkButton, Look, RowLink, Shape, Table};

use super::{
    query::{NEW, TABLE, address},
    words::{card_words, state_words},
};
use crate::{
    table::{Pages, row_link},
    text::use_texts,
    time::{date, day, last_day},
};

/// The way to the form for a new card, for those who may issue one; the rows, and the way to more of them.
#[component]
pub fn List(
    /// The rows.
    list: GiftCardList,
    /// What the address asks for.
    wanted: Memo<GiftCardQuery>,
) -> impl IntoView {
    let t = use_texts();
    let GiftCardList { rows, next, may_issue } = list;
    let new = may_issue.then(|| view! { <LinkButton href=NEW look=Look::SmallMain>{t.cards.new}</LinkButton> });
    let new = view! { <p class="px-5 pb-4 empty:hidden md:px-8">{new}</p> };
    if rows.is_empty() {
        return view! {
            {new}
            <EmptyState shape=Shape::Gift title=t.cards.none_title text=t.cards.none_text>
                <LinkButton href=TABLE look=Look::Small>{t.cards.all}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(t.cards.card),
        Column::words(t.cards.state),
        Column::figures(t.cards.balance),
        Column::figures(t.cards.issued).with("max-md:hidden panel-hidden"),
        Column::words(t.cards.until).with("max-md:hidden panel-hidden"),
    ];
    let asked = wanted.get_untracked();
    let rows = rows.into_iter().map(|row| view! { <Row row wanted/> }).collect_view();
    view! {
        {new}
        <div class="px-2 md:px-5">
            <Table caption=t.frame.gift_cards columns name="gift-cards">{rows}</Table>
        </div>
        <Pages after=asked.after.clone() next to=move |after| address(TABLE, &GiftCardQuery { after, ..asked.clone() })/>
    }
    .into_any()
}

#[component]
fn Row(row: GiftCardRow, wanted: Memo<GiftCardQuery>) -> impl IntoView {
    let t = use_texts();
    let GiftCardRow { id, ending, balance, issued, state, expires_at, at } = row;
    let (href, current) = row_link(format!("{TABLE}/{id}"), wanted, address);
    let (words, tone) = state_words(t, state);
    let until = expires_at.map(|until| date(last_day(until)));
    let words_of = card_words(&ending);
    view! {
        <tr class="row" data-card=ending data-state=state.code()>
            <td class=CELL>
                <RowLink href current>{words_of}</RowLink>
                <span class="block text-xs text-muted tabular-nums">{date(day(at))}</span>
            </td>
            <td class=CELL><Badge tone>{words}</Badge></td>
            <td class=FIGURE_CELL data-testid="balance">{Money::rappen(balance).digits()}</td>
            <td class=format!("{FIGURE_CELL} max-md:hidden panel-hidden")>{Money::rappen(issued).digits()}</td>
            <td class=format!("{CELL} max-md:hidden panel-hidden")>{until}</td>
        </tr>
    }
}
