//! What an act on many articles would book.

use domain::{
    backoffice::{MOST_BOOKED, StockChange, StockItem, StockPreview, StockRefused},
    failure::{Failure, Refusal},
    stock::StockRefusal,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::{load::load, told::told};
use ui::{Button, CELL, Column, FIGURE_CELL, Look, Notice, Table, Tone};

use super::{BulkForm, StockBulkFields, StockBulkScreen};
use crate::{
    failure::{loaded, too_few_free, words},
    frame::Head,
    stock::{
        query::TABLE,
        server_fns::{BookSeveral, read_stock_bulk},
        words::change_words,
    },
    text::{Texts, use_texts},
};

/// The articles that would change, from what to what, and the button that books it.
#[component]
pub fn StockBulkPage() -> impl IntoView {
    let t = use_texts();
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(StockBulkFields::of_address));
    let screen = load(move || wanted.get(), read_stock_bulk);
    let failed = told().map(|failure| {
        let said = match failure {
            Failure::Refused(Refusal::Staff(domain::backoffice::StaffRefusal::Changed { .. })) => t.bookings.moved.to_owned(),
            failure => words(t, &failure),
        };
        view! {
            <div tabindex="-1" autofocus=true class="mt-4 max-w-prose outline-none" data-testid="failed"><Notice tone=Tone::Bad>{said}</Notice></div>
        }
    });
    view! {
        <Head title=t.bookings.title/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.stock}</a></p>
            <h1 class="mt-1 mb-4 text-xl font-medium">{t.bookings.title}</h1>
            {failed}
            {loaded(screen, move |screen| view! { <Found screen fields=wanted.get_untracked()/> }.into_any())}
        </div>
    }
}

#[component]
fn Found(screen: StockBulkScreen, fields: StockBulkFields) -> impl IntoView {
    let StockBulkScreen { preview, wrong, key } = screen;
    let shown = preview.map(|preview| view! { <Preview preview fields=fields.clone() key_of_act=key.to_string()/> });
    view! {
        <div class="mt-4"><BulkForm fields choosing=false wrong/></div>
        {shown}
    }
}

#[component]
fn Preview(preview: StockPreview, fields: StockBulkFields, key_of_act: String) -> impl IntoView {
    let t = use_texts();
    let StockPreview { changes, refused, same, too_many } = preview;
    let count = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    let told = if too_many { t.bookings.too_many(&MOST_BOOKED.to_string()) } else { t.bookings.will_change(count) };
    let same = (same > 0).then(|| view! { <span class="block text-sm text-muted">{t.bulk.same(same)}</span> });
    let item = |change: &StockChange| format!("{}:{}:{}", change.seen.variant, change.seen.available, change.seen.movement);
    let items = changes.iter().map(item).collect::<Vec<_>>().join(",");
    let confirm = (count > 0).then(|| {
        view! {
            <form method="post" action=BookSeveral::url() class="mt-6" data-testid="confirm">
                <input type="hidden" name="key" value=key_of_act/>
                <input type="hidden" name="fields[act]" value=fields.act.clone()/>
                <input type="hidden" name="fields[value]" value=fields.value.clone()/>
                <input type="hidden" name="fields[reason]" value=fields.reason.clone()/>
                <input type="hidden" name="items" value=items/>
                <input type="hidden" name="back" value=fields.address()/>
                <Button look=Look::SmallMain>{t.bookings.confirm(count)}</Button>
            </form>
        }
    });
    view! {
        <p class="mt-8 text-lg font-medium" data-testid="will-change">{told} {same}</p>
        {(!refused.is_empty()).then(|| view! { <Refused refused/> })}
        {confirm}
        {(count > 0).then(|| view! { <Changes changes/> })}
    }
}

/// A link to an article, with its number below.
fn named(item: StockItem) -> impl IntoView {
    let StockItem { variant, sku, name, options } = item;
    view! {
        <a href=format!("{TABLE}/{variant}") class="underline-offset-4 hover:underline">{name}</a>
        <span class="block text-xs text-muted">{options} " " <span class="tabular-nums">{sku}</span></span>
    }
}

/// What cannot be booked, and why.
#[component]
fn Refused(refused: Vec<StockRefused>) -> impl IntoView {
    let t = use_texts();
    let rows = refused
        .into_iter()
        .map(|StockRefused { item, why }| view! { <li class="py-2">{named(item)} <span class="block text-muted">{why_words(t, why)}</span></li> })
        .collect_view();
    view! {
        <section class="mt-4 max-w-prose rounded-sm border border-warn/40 bg-warn-soft p-4 text-sm" aria-labelledby="refused" data-testid="refused">
            <h2 id="refused" class="font-medium">{t.bulk.refused}</h2>
            <ul class="mt-1 divide-y divide-hairline">{rows}</ul>
        </section>
    }
}

fn why_words(t: &'static Texts, why: StockRefusal) -> String {
    match why {
        StockRefusal::BelowZero { available } => too_few_free(t, available),
        StockRefusal::TooMany | StockRefusal::KeyReused => t.failure.too_much_stock.to_owned(),
    }
}

#[component]
fn Changes(changes: Vec<StockChange>) -> impl IntoView {
    let t = use_texts();
    let columns = vec![
        Column::words(t.stock.item),
        Column::figures(t.bulk.now),
        Column::figures(t.bookings.change).with("max-md:hidden"),
        Column::figures(t.bulk.then),
    ];
    let rows = changes
        .into_iter()
        .map(|StockChange { item, seen, change }| {
            let sku = item.sku.clone();
            view! {
                <tr class="row" data-sku=sku>
                    <td class=CELL>{named(item)}</td>
                    <td class=format!("{FIGURE_CELL} text-muted")>{seen.available}</td>
                    <td class=format!("{FIGURE_CELL} max-md:hidden")>{change_words(change, change)}</td>
                    <td class=FIGURE_CELL data-testid="then">{seen.available.saturating_add(change)}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <div class="-mx-3 mt-6 max-w-page"><Table caption=t.bookings.title columns name="changes">{rows}</Table></div> }
}
