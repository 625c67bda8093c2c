//! All collections.

use domain::backoffice::{CollectionRow, ProductStatus, moved};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Badge, Button, FieldErrorSummary, Look, button_class};
use uuid::Uuid;

use super::{CollectionFields, CollectionsScreen, LIST, NEW, form::Fields};
use crate::{
    failure::loaded,
    frame::Head,
    products::{
        editor::Wrong,
        server_fns::{CreateCollection, ReorderCollections, read_collections},
        telling::Telling,
        words::status_words,
    },
    text::{use_language, use_texts},
    time::moment,
};

/// The collections with their order, and the form for a new one.
#[component]
pub fn CollectionsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let screen = load(move || query.read().get("form").is_some_and(|form| form == NEW), move |entered| read_collections(language, entered));
    loaded(screen, |screen| view! { <All screen/> }.into_any())
}

#[component]
fn All(screen: CollectionsScreen) -> impl IntoView {
    let t = use_texts();
    let CollectionsScreen { rows, categories, entered, key } = screen;
    let is_sent = entered.is_some();
    let wrong = if is_sent { Wrong::of_address() } else { Wrong::default() };
    let order: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let is_empty = rows.is_empty();
    let rows = rows.into_iter().enumerate().map(|(place, row)| view! { <Row row place order=order.clone()/> }).collect_view();
    let rows = if is_empty {
        view! { <p class="max-w-prose text-sm text-muted" data-testid="none">{t.collections.none}</p> }.into_any()
    } else {
        view! { <ul class="max-w-prose divide-y divide-hairline border-y border-hairline" data-testid="collections">{rows}</ul> }.into_any()
    };
    view! {
        <Head title=t.collections.title/>
        <div class="grid grid-cols-1 gap-8 px-5 pt-6 pb-16 md:px-8">
            <div>
                <h1 class="text-xl font-medium">{t.collections.title}</h1>
                <p class="mt-2 max-w-prose text-sm text-muted">{t.collections.text}</p>
                <Telling changed=t.collections.changed/>
            </div>
            <FieldErrorSummary title=t.product.check wrong=Wrong::of_address().summary(t)/>
            {rows}
            <details class="offered" open=is_sent data-testid="new-collection">
                <summary class=button_class(Look::Small)>{t.collections.new}</summary>
                <form method="post" action=CreateCollection::url() class="mt-3 grid max-w-page gap-6 rounded-sm border border-hairline p-4">
                    <input type="hidden" name="key" value=key.to_string()/>
                    <Fields fields=entered.unwrap_or_else(CollectionFields::new) categories wrong/>
                    <p><Button look=Look::SmallMain>{t.collections.create}</Button></p>
                </form>
            </details>
        </div>
    }
}

#[component]
fn Row(row: CollectionRow, place: usize, order: Vec<Uuid>) -> impl IntoView {
    let t = use_texts();
    let CollectionRow { id, name, slug, status, published_at, picked } = row;
    let step = |to: usize, label: String, words: &'static str| {
        let (shown, order) = (joined(&order), joined(&moved(&order, place, to)));
        view! {
            <form method="post" action=ReorderCollections::url()>
                <input type="hidden" name="shown" value=shown/>
                <input type="hidden" name="order" value=order/>
                <Button look=Look::Small label>{words}</Button>
            </form>
        }
    };
    let up = (place > 0).then(|| step(place - 1, t.categories.up(&name), "↑"));
    let down = (place + 1 < order.len()).then(|| step(place + 1, t.categories.down(&name), "↓"));
    let (words, tone) = status_words(t, status);
    let due = published_at.filter(|_| status == ProductStatus::Scheduled).map(moment);
    let content = picked.map_or_else(|| t.collections.by_rule.to_owned(), |count| t.categories.products(count));
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2" data-slug=slug data-status=status.code()>
            <span class="min-w-0">
                <a href=format!("{LIST}/{id}") class="inline-flex min-h-8 items-center font-medium underline-offset-4 hover:underline">{name}</a>
                " " <Badge tone>{words}</Badge> " "
                <span class="block text-sm text-muted tabular-nums">{content} " " {due}</span>
            </span>
            <span class="flex gap-2">{up} {down}</span>
        </li>
    }
}

/// The ids as the form sends them.
fn joined(ids: &[Uuid]) -> String {
    ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",")
}
