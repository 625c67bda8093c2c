//! All categories.

use domain::backoffice::{CategoryNode, moved};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Badge, Button, FieldErrorSummary, Look, button_class};
use uuid::Uuid;

use super::{CategoriesScreen, CategoryFields, NEW, TREE, form::Fields};
use crate::{
    failure::loaded,
    frame::Head,
    products::{
        editor::Wrong,
        query::TABLE,
        server_fns::{CreateCategory, ReorderCategories, read_category_tree},
        telling::Telling,
    },
    text::{use_language, use_texts},
};

/// The tree, with its order, and the form for a new category.
#[component]
pub fn CategoriesPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let tree = load(
        move || query.read().get("form").filter(|form| form == NEW).unwrap_or_default(),
        move |entered| read_category_tree(language, entered),
    );
    loaded(tree, |screen| view! { <Tree screen/> }.into_any())
}

#[component]
fn Tree(screen: CategoriesScreen) -> impl IntoView {
    let t = use_texts();
    let CategoriesScreen { nodes, entered, key } = screen;
    let is_sent = entered.is_some();
    let wrong = if is_sent { Wrong::of_address() } else { Wrong::default() };
    let rows = nodes.iter().map(|node| view! { <Row node=node.clone() beside=beside(&nodes, node)/> }).collect_view();
    view! {
        <Head title=t.categories.title/>
        <div class="grid grid-cols-1 gap-8 px-5 pt-6 pb-16 md:px-8">
            <div>
                <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.products}</a></p>
                <h1 class="mt-1 text-xl font-medium">{t.categories.title}</h1>
                <p class="mt-2 max-w-prose text-sm text-muted">{t.categories.text}</p>
                <Telling/>
            </div>
            <FieldErrorSummary title=t.product.check wrong=Wrong::of_address().summary(t)/>
            <ul class="max-w-prose divide-y divide-hairline border-y border-hairline" data-testid="categories">{rows}</ul>
            <details class="offered" open=is_sent data-testid="new-category">
                <summary class=button_class(Look::Small)>{t.categories.new}</summary>
                <form method="post" action=CreateCategory::url() class="mt-3 grid max-w-page gap-6 rounded-sm border border-hairline p-4">
                    <input type="hidden" name="key" value=key.to_string()/>
                    <Fields fields=entered.unwrap_or_else(CategoryFields::default) nodes own=None wrong/>
                    <p><Button look=Look::SmallMain>{t.categories.create}</Button></p>
                </form>
            </details>
        </div>
    }
}

/// The categories beside one, itself among them.
fn beside(nodes: &[CategoryNode], node: &CategoryNode) -> Vec<Uuid> {
    nodes.iter().filter(|other| other.parent == node.parent).map(|other| other.id).collect()
}

#[component]
fn Row(node: CategoryNode, beside: Vec<Uuid>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let name = node.name.get(language).to_owned();
    let place = beside.iter().position(|id| *id == node.id).unwrap_or_default();
    let step = |to: usize, label: String, words: &'static str| {
        let (shown, order) = (joined(&beside), joined(&moved(&beside, place, to)));
        view! {
            <form method="post" action=ReorderCategories::url()>
                <input type="hidden" name="shown" value=shown/>
                <input type="hidden" name="order" value=order/>
                <Button look=Look::Small label>{words}</Button>
            </form>
        }
    };
    let up = (place > 0).then(|| step(place - 1, t.categories.up(&name), "↑"));
    let down = (place + 1 < beside.len()).then(|| step(place + 1, t.categories.down(&name), "↓"));
    let indent = match node.depth {
        1 => "",
        2 => "pl-6",
        _ => "pl-12",
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2" data-slug=node.slug.clone() data-depth=node.depth.to_string()>
            <span class=format!("min-w-0 {indent}")>
                <a href=format!("{TREE}/{}", node.id) class="inline-flex min-h-8 items-center font-medium underline-offset-4 hover:underline">{name.clone()}</a>
                " " <Badge>{t.categories.products(node.products)}</Badge>
            </span>
            <span class="flex gap-2">{up} {down}</span>
        </li>
    }
}

/// The ids as the form sends them.
fn joined(ids: &[Uuid]) -> String {
    ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",")
}
