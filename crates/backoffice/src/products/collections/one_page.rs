//! A collection's own screen.

use domain::backoffice::{CollectionDetail, ProductStatus};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Badge, Button, FieldErrorSummary, LinkButton, Look, button_class};

use super::{CollectionFields, CollectionScreen, LIST, form::Fields, picked::Content};
use crate::{
    failure::loaded,
    frame::Head,
    products::{
        editor::Wrong,
        server_fns::{RemoveCollection, SaveCollection, read_collection},
        telling::Telling,
        words::status_words,
    },
    text::{use_language, use_texts},
};

/// The collection that the address names. Where its form was sent in vain, it begins with what was entered.
#[component]
pub fn CollectionPage() -> impl IntoView {
    let language = use_language();
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = move || {
        let id = params.read().get("id").unwrap_or_default();
        let query = query.read();
        let entered = query.get("form").is_some_and(|form| form == id);
        (id, entered, query.get("q").unwrap_or_default())
    };
    let screen = load(wanted, move |(id, entered, words)| async move {
        read_collection(language, id, entered, words.clone()).await.map(|screen| (screen, words))
    });
    loaded(screen, |(screen, words)| view! { <One screen words/> }.into_any())
}

#[component]
fn One(screen: CollectionScreen, words: String) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let CollectionScreen { collection, entered, found } = screen;
    let wrong = Wrong::of_address();
    let summary = wrong.summary(t);
    let name = collection.name.get(language).to_owned();
    let fields = entered.unwrap_or_else(|| CollectionFields::of(&collection));
    let (status, tone) = status_words(t, collection.status);
    let shop = (collection.status == ProductStatus::Published).then(|| {
        let href = format!("/{language}/collections/{}", collection.slug);
        view! { <LinkButton href look=Look::Small external=true>{t.product.in_shop}</LinkButton> }
    });
    let (id, version, categories) = (collection.id.to_string(), collection.version.to_string(), collection.categories.clone());
    let code = collection.status.code();
    view! {
        <Head title=name.clone()/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=LIST class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.collections.title}</a></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="text-xl font-medium text-balance">{name}</h1>
                <span data-testid="collection-status" data-status=code><Badge tone>{status}</Badge></span>
            </div>
            <Telling changed=t.collections.changed/>
            <div class="mt-4 flex flex-wrap items-start gap-3">{shop} <Remove collection=collection.clone()/></div>
            <form method="post" action=SaveCollection::url() class="mt-8 grid max-w-page gap-8" data-testid="collection">
                <FieldErrorSummary title=t.product.check wrong=summary/>
                <input type="hidden" name="collection" value=id/>
                <input type="hidden" name="version" value=version/>
                <Fields fields categories wrong/>
                <p><Button look=Look::SmallMain>{t.collections.save}</Button></p>
            </form>
            <Content collection found words/>
        </div>
    }
}

/// Removing it, after a second look.
#[component]
fn Remove(collection: CollectionDetail) -> impl IntoView {
    let t = use_texts();
    view! {
        <details class="offered open:w-full" data-testid="remove-collection">
            <summary class=button_class(Look::Small)>{t.collections.remove}</summary>
            <form method="post" action=RemoveCollection::url() class="mt-3 max-w-prose rounded-sm border border-hairline p-4">
                <input type="hidden" name="collection" value=collection.id.to_string()/>
                <input type="hidden" name="version" value=collection.version.to_string()/>
                <p class="mb-3 text-sm text-muted">{t.collections.remove_text}</p>
                <Button look=Look::Small>{t.categories.remove_submit}</Button>
            </form>
        </details>
    }
}
