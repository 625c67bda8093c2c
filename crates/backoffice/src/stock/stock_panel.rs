//! A variant beside the table, and by itself on narrow screens.

use domain::backoffice::{StockDetail, StockRow};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Badge, SidePanel, Tone};

use super::{
    StockScreen,
    backorder::Backorder,
    correction::Correction,
    counter::Counter,
    goods_in::GoodsIn,
    movements::Movements,
    query::{BEFORE, TABLE, address, of_address},
    server_fns::read_variant,
    undo::undo,
};
use crate::{failure::loaded, orders::Telling, table::Panel, text::use_texts};

/// The variant that the address names, with the page of its movements that the address asks for.
#[component]
pub fn StockPanel() -> impl IntoView {
    let t = use_texts();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = move || (params.read().get("id").unwrap_or_default(), query.read().get(BEFORE).unwrap_or_default());
    let stock = load(asked, |(variant, before)| read_variant(variant, before));
    view! {
        <SidePanel label=t.stock.panel>{loaded(stock, |screen| view! { <Variant screen/> }.into_any())}</SidePanel>
    }
}

#[component]
fn Variant(screen: StockScreen) -> impl IntoView {
    let t = use_texts();
    let StockRow { name, options, sku, for_sale, .. } = screen.stock.row.clone();
    let counter = Counter::new(screen);
    let archived = (!for_sale).then(|| view! { <p><Badge>{t.stock.not_for_sale}</Badge></p> });
    view! {
        <Panel title=name back=|query| address(TABLE, &of_address(query))>
            <p class="text-sm text-muted">{options} " " <span class="tabular-nums" data-testid="sku">{sku}</span></p>
            {archived}
            <Telling answer=counter.answer undo=Callback::new(move |done: String| undo(counter, &done))/>
            // Made anew with each answer: a field that kept its element would keep what was entered for the delivery before.
            <For each=move || [counter.screen.get()] key=|screen| screen.key let:screen>
                <Content counter stock=screen.stock/>
            </For>
        </Panel>
    }
}

#[component]
fn Content(counter: Counter, stock: StockDetail) -> impl IntoView {
    view! {
        <Figures row=stock.row.clone() expected=counter.expected/>
        <GoodsIn counter/>
        <Correction counter/>
        <Backorder counter allowed=stock.row.level.backorder/>
        <Movements stock/>
    }
}

/// How many there are.
#[component]
fn Figures(
    row: StockRow,
    /// How many pieces more there will be.
    expected: RwSignal<i32>,
) -> impl IntoView {
    let t = use_texts();
    let StockRow { level, is_low, .. } = row;
    let available = level.available;
    let is_expected = Signal::derive(move || expected.get() != 0);
    let available = move || available.saturating_add(expected.get());
    let figure = |words: &'static str, count: AnyView, is_expected: Signal<bool>, name: &'static str| {
        view! {
            <div class="min-w-0 rounded-sm bg-raised p-3">
                <dt class="truncate text-xs text-muted">{words}</dt>
                <dd class="mt-1 text-lg font-medium tabular-nums" class:expected=is_expected data-testid=name>{count}</dd>
            </div>
        }
    };
    view! {
        <section class="grid gap-3" aria-label=t.frame.stock>
            <dl class="grid grid-cols-3 gap-3" data-testid="figures">
                {figure(t.stock.available, available.into_any(), is_expected, "figure-available")}
                {figure(t.stock.held, level.held.into_any(), Signal::stored(false), "figure-held")}
                {figure(t.stock.sold, level.sold.into_any(), Signal::stored(false), "figure-sold")}
            </dl>
            {is_low.then(|| view! { <p><Badge tone=Tone::Warn>{t.stock.low}</Badge></p> })}
        </section>
    }
}
