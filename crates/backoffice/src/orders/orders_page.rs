//! The table of orders, with a panel beside it.

use domain::backoffice::OrderQuery;
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_query_map},
};
use serde::{Deserialize, Serialize};
use site::{failure::AppFailure, load::load};

use super::{
    BoardScreen, TableScreen,
    board::Board,
    filters::Filters,
    list::List,
    query::{self, TABLE},
    saved::SavedSearches,
    search::Search,
    selection::{Selection, SelectionTelling},
    server_fns::{read_board, read_orders},
};
use crate::{
    failure::loaded,
    frame::{ExportLink, Head, Moved},
    text::use_texts,
};

/// Which orders there are. What is looked for stands in the address, so that it can be kept, sent to a colleague and gone back to.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(query::of_address));
    let moved = Moved::of_screen();
    let place = use_location().pathname;
    let selection = Selection::of_address(place.with_untracked(|place| place != TABLE));
    // What became of orders is about the rows that were shown.
    Effect::watch(move || wanted.get(), move |_, _, _| selection.forget(), false);
    let orders = load(move || (wanted.get(), moved.0.get()), |(wanted, _)| shown(wanted));
    view! {
        <Head title=t.frame.orders/>
        <div class="with-panel">
            <div class="panel-list">
                <div class="flex flex-wrap items-center justify-between gap-3 px-5 pt-6 md:px-8">
                    <h1 class="text-xl font-medium">{t.frame.orders}</h1>
                    <ExportLink href=Signal::derive(move || query::export_address(&wanted.get()))/>
                </div>
                <div class="panel-list-body">
                    <div class="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-4 md:px-8">
                        <Search wanted/>
                        <Filters wanted/>
                    </div>
                    <SavedSearches wanted answer=selection.answer/>
                    <SelectionTelling selection/>
                    {loaded(
                        orders,
                        move |screen| match screen {
                            Shown::Table(screen) => view! { <List screen wanted selection/> }.into_any(),
                            Shown::Board(screen) => view! { <Board screen wanted selection/> }.into_any(),
                        },
                    )}
                </div>
            </div>
            <Outlet/>
        </div>
    }
}

/// What of the orders is shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Shown {
    Table(TableScreen),
    Board(BoardScreen),
}

async fn shown(wanted: OrderQuery) -> Result<Shown, AppFailure> {
    if wanted.board { read_board(wanted).await.map(Shown::Board) } else { read_orders(wanted).await.map(Shown::Table) }
}
