//! A category's own screen.

use domain::backoffice::CategoryNode;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Button, FieldErrorSummary, LinkButton, Look, button_class};

use super::{CategoriesScreen, CategoryFields, TREE, form::Fields};
use crate::{
    failure::{FailureView, loaded},
    frame::Head,
    products::{
        editor::Wrong,
        server_fns::{RemoveCategory, SaveCategory, read_category_tree},
        telling::Telling,
    },
    text::{use_language, use_texts},
};

/// The category that the address names. Where its form was sent in vain, it begins with what was entered.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let language = use_language();
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = move || {
        let id = params.read().get("id").unwrap_or_default();
        let entered = if query.read().get("form").is_some_and(|form| form == id) { id.clone() } else { String::new() };
        (id, entered)
    };
    let tree = load(wanted, move |(id, entered)| async move { read_category_tree(language, entered).await.map(|screen| (id, screen)) });
    loaded(tree, |(id, screen)| match screen.nodes.iter().find(|node| node.id.to_string() == id).cloned() {
        Some(node) => view! { <One node screen/> }.into_any(),
        None => view! { <FailureView failure=domain::failure::Failure::NotFound/> }.into_any(),
    })
}

#[component]
fn One(node: CategoryNode, screen: CategoriesScreen) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let CategoriesScreen { nodes, entered, .. } = screen;
    let wrong = Wrong::of_address();
    let name = node.name.get(language).to_owned();
    let fields = entered.unwrap_or_else(|| CategoryFields::of(&node));
    let version = node.version.to_string();
    let remove = if node.is_removable {
        view! {
            <details class="offered mt-4" data-testid="remove-category">
                <summary class=button_class(Look::Small)>{t.categories.remove}</summary>
                <form method="post" action=RemoveCategory::url() class="mt-3 max-w-prose rounded-sm border border-hairline p-4">
                    <input type="hidden" name="category" value=node.id.to_string()/>
                    <input type="hidden" name="version" value=version.clone()/>
                    <p class="mb-3 text-sm text-muted">{t.categories.remove_text}</p>
                    <Button look=Look::Small>{t.categories.remove_submit}</Button>
                </form>
            </details>
        }
        .into_any()
    } else {
        view! { <p class="mt-4 max-w-prose text-sm text-muted">{t.categories.kept}</p> }.into_any()
    };
    view! {
        <Head title=name.clone()/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TREE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.categories.title}</a></p>
            <h1 class="mt-1 text-xl font-medium">{name}</h1>
            <Telling/>
            <p class="mt-4"><LinkButton href=format!("/{language}/c/{}", node.slug) look=Look::Small external=true>{t.product.in_shop}</LinkButton></p>
            {remove}
            <form method="post" action=SaveCategory::url() class="mt-8 grid max-w-page gap-8" data-testid="category">
                <FieldErrorSummary title=t.product.check wrong=wrong.summary(t)/>
                <input type="hidden" name="category" value=node.id.to_string()/>
                <input type="hidden" name="version" value=version/>
                <Fields fields nodes own=Some(node.id) wrong/>
                <p><Button look=Look::SmallMain>{t.categories.save}</Button></p>
            </form>
        </div>
    }
}
