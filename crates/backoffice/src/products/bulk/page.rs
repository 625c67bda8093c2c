//! What an act on many products would do.

use domain::{
    backoffice::{BulkChange, BulkDifference, BulkPreview, BulkRefusal, BulkRefused, MOST_IN_BULK},
    money::Money,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Button, CELL, Column, FIGURE_CELL, Look, Table};

use super::{BulkFields, BulkForm, BulkScreen};
use crate::{
    failure::loaded,
    frame::Head,
    products::{
        query::TABLE,
        server_fns::{ApplyBulk, read_bulk},
        telling::Telling,
        words::status_words,
    },
    text::{Texts, use_language, use_texts},
};

/// The products that would change, from what to what, and the button that does it.
#[component]
pub fn BulkPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let address = use_query_map();
    let wanted = Memo::new(move |_| address.with(BulkFields::of_address));
    let screen = load(move || wanted.get(), move |fields| read_bulk(language, fields));
    view! {
        <Head title=t.bulk.title/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.products}</a></p>
            <h1 class="mt-1 mb-4 text-xl font-medium">{t.bulk.title}</h1>
            <Telling/>
            {loaded(screen, move |screen| view! { <Found screen fields=wanted.get_untracked()/> }.into_any())}
        </div>
    }
}

#[component]
fn Found(screen: BulkScreen, fields: BulkFields) -> impl IntoView {
    let BulkScreen { preview, wrong, key } = screen;
    let shown = preview.map(|preview| view! { <Preview preview fields=fields.clone() key_of_act=key.to_string()/> });
    view! {
        <div class="mt-4"><BulkForm fields total=None wrong/></div>
        {shown}
    }
}

#[component]
fn Preview(preview: BulkPreview, fields: BulkFields, key_of_act: String) -> impl IntoView {
    let t = use_texts();
    let BulkPreview { changes, refused, same, too_many } = preview;
    let count = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    let told = if too_many { t.bulk.too_many(&MOST_IN_BULK.to_string()) } else { t.bulk.will_change(count) };
    let same = (same > 0).then(|| view! { <span class="block text-sm text-muted">{t.bulk.same(same)}</span> });
    let products = changes.iter().map(|change| format!("{}:{}", change.product, change.version)).collect::<Vec<_>>().join(",");
    let confirm = (count > 0).then(|| {
        view! {
            <form method="post" action=ApplyBulk::url() class="mt-6" data-testid="confirm">
                <input type="hidden" name="key" value=key_of_act/>
                <input type="hidden" name="fields[act]" value=fields.act.clone()/>
                <input type="hidden" name="fields[value]" value=fields.value.clone()/>
                <input type="hidden" name="products" value=products/>
                <input type="hidden" name="back" value=fields.address()/>
                <Button look=Look::SmallMain>{t.bulk.confirm(count)}</Button>
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

/// What cannot be done, and why.
#[component]
fn Refused(refused: Vec<BulkRefused>) -> impl IntoView {
    let t = use_texts();
    let rows = refused
        .into_iter()
        .map(|BulkRefused { product, name, why }| {
            let why = match why {
                BulkRefusal::Price => t.bulk.no_price,
                BulkRefusal::Incomplete => t.bulk.incomplete,
            };
            view! {
                <li class="py-2">
                    <a href=format!("{TABLE}/{product}") class="underline underline-offset-4">{name}</a> <span class="block text-muted">{why}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="mt-4 max-w-prose rounded-sm border border-warn/40 bg-warn-soft p-4 text-sm" aria-labelledby="refused" data-testid="refused">
            <h2 id="refused" class="font-medium">{t.bulk.refused}</h2>
            <ul class="mt-1 divide-y divide-hairline">{rows}</ul>
        </section>
    }
}

#[component]
fn Changes(changes: Vec<BulkChange>) -> impl IntoView {
    let t = use_texts();
    let columns = vec![Column::words(t.product.name), Column::figures(t.bulk.now), Column::figures(t.bulk.then)];
    let rows = changes
        .into_iter()
        .map(|BulkChange { product, name, what, .. }| {
            let (now, then) = sides(t, what);
            view! {
                <tr class="row">
                    <td class=CELL><a href=format!("{TABLE}/{product}") class="underline-offset-4 hover:underline">{name}</a></td>
                    <td class=format!("{FIGURE_CELL} text-muted")>{now}</td>
                    <td class=FIGURE_CELL>{then}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <div class="-mx-3 mt-6 max-w-page"><Table caption=t.bulk.title columns name="changes">{rows}</Table></div> }
}

/// Both sides of a difference, in words.
fn sides(t: &'static Texts, what: BulkDifference) -> (String, String) {
    let prices = |(lowest, highest): (i64, i64)| {
        let digits = |price| Money::rappen(price).digits();
        if lowest == highest { digits(lowest) } else { format!("{} – {}", digits(lowest), digits(highest)) }
    };
    match what {
        BulkDifference::Prices(now, then) => (prices(now), prices(then)),
        BulkDifference::Status(now, then) => (status_words(t, now).0.to_owned(), status_words(t, then).0.to_owned()),
    }
}
