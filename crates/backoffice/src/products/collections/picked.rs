//! What is in a collection: the products that are picked, in their order, or those that its rule finds.

use domain::backoffice::{CollectedProduct, CollectionDetail, MOST_PICKED, ProductStatus};
use leptos::{prelude::*, server_fn::ServerFn};
use site::told::with_query;
use ui::{Badge, Button, Look};

use super::{LIST, search::Search};
use crate::{
    products::{picture::SmallPicture, query::TABLE, server_fns::ArrangeCollection, words::status_words},
    text::use_texts,
};

/// The products. Those that are picked change places by buttons, or by the number of the place that one gets.
#[component]
pub fn Content(
    /// The collection.
    collection: CollectionDetail,
    /// Products that were looked for.
    found: Vec<CollectedProduct>,
    /// What was looked for.
    words: String,
) -> impl IntoView {
    let t = use_texts();
    let is_ruled = collection.rule.is_some();
    let act = Act::of(&collection, &words);
    let search = (!is_ruled).then(|| view! { <Search act=act.clone() found words/> });
    let most = collection.products.len();
    let is_empty = collection.products.is_empty();
    let rows = collection
        .products
        .into_iter()
        .enumerate()
        .map(|(index, product)| {
            let act = (!is_ruled).then(|| act.clone());
            view! { <Row product index most act/> }
        })
        .collect_view();
    let nothing = is_empty.then(|| view! { <p class="mt-4 max-w-prose text-sm text-muted">{t.collections.empty}</p> });
    let told = is_ruled.then(|| view! { <p class="mt-2 max-w-prose text-sm text-muted">{t.collections.found_by_rule}</p> });
    view! {
        <section class="mt-12 max-w-page" aria-labelledby="products">
            <h2 id="products" class="text-lg font-medium">{t.frame.products} " " <Badge>{t.categories.products(collection.total)}</Badge></h2>
            {told}
            {search}
            {nothing}
            <ol class="mt-4 divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="picked">{rows}</ol>
        </section>
    }
}

/// What each form about the products sends along.
#[derive(Clone, Debug)]
pub struct Act {
    collection: String,
    version: String,
    back: String,
}

impl Act {
    /// For a collection as it is shown. The search stays.
    fn of(collection: &CollectionDetail, words: &str) -> Self {
        let id = collection.id.to_string();
        let back = with_query(&format!("{LIST}/{id}"), &[("q", words)]);
        Self { collection: id, version: collection.version.to_string(), back }
    }

    /// The collection's own address.
    pub fn page(&self) -> String {
        format!("{LIST}/{}", self.collection)
    }

    /// A form that does one thing to a product.
    pub fn form(&self, step: &'static str, product: &CollectedProduct, content: AnyView) -> AnyView {
        view! {
            <form method="post" action=ArrangeCollection::url() class="flex items-center gap-2">
                <input type="hidden" name="collection" value=self.collection.clone()/>
                <input type="hidden" name="version" value=self.version.clone()/>
                <input type="hidden" name="back" value=self.back.clone()/>
                <input type="hidden" name="fields[step]" value=step/>
                <input type="hidden" name="fields[product]" value=product.id.to_string()/>
                {content}
            </form>
        }
        .into_any()
    }
}

/// A product with its picture, and how far it is where that is not all the way.
#[component]
pub fn Product(
    /// The product.
    product: CollectedProduct,
) -> impl IntoView {
    let t = use_texts();
    let (words, tone) = status_words(t, product.status);
    let hidden = (product.status != ProductStatus::Published).then(|| view! { <Badge tone>{words}</Badge> });
    view! {
        <SmallPicture picture=product.picture class="size-12"/>
        <span class="min-w-0 flex-1">
            <a href=format!("{TABLE}/{}", product.id) class="inline-flex min-h-8 items-center underline-offset-4 hover:underline">{product.name}</a>
            " " {hidden}
        </span>
    }
}

#[component]
fn Row(product: CollectedProduct, index: usize, most: usize, act: Option<Act>) -> impl IntoView {
    let (id, name) = (product.id.to_string(), product.name.clone());
    let steps = act.map(|act| view! { <Steps act product=product.clone() index most/> });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3" data-product=id data-name=name>
            <span class="flex min-w-60 flex-1 items-center gap-3"><Product product/></span>
            {steps}
        </li>
    }
}

/// Its place, a step up or down, and taking it out.
#[component]
fn Steps(act: Act, product: CollectedProduct, index: usize, most: usize) -> impl IntoView {
    let t = use_texts();
    let name = product.name.clone();
    let place_id = format!("place-{}", product.id);
    // Places are counted from 1.
    let place = index + 1;
    let number = view! {
        <label for=place_id.clone() class="sr-only">{t.collections.place(&name)}</label>
        <input
            id=place_id
            name="fields[place]"
            value=place.to_string()
            inputmode="numeric"
            maxlength=MOST_PICKED.to_string().len().to_string()
            autocomplete="off"
            class="h-9 w-14 rounded-sm border border-ink/45 bg-paper px-2 text-right text-sm tabular-nums"
        />
        <Button look=Look::Small label=t.collections.move_to(&name)>{t.collections.move_words}</Button>
    };
    let to = |place: usize, label: String, words: &'static str| {
        let content =
            view! { <input type="hidden" name="fields[place]" value=place.to_string()/> <Button look=Look::Small label>{words}</Button> };
        act.form("place", &product, content.into_any())
    };
    let up = (place > 1).then(|| to(place - 1, t.categories.up(&name), "↑"));
    let down = (place < most).then(|| to(place + 1, t.categories.down(&name), "↓"));
    let remove = view! { <Button look=Look::Small label=t.collections.take_out(&name)>{t.collections.take_out_words}</Button> };
    view! {
        <span class="flex flex-wrap items-center gap-2">
            {act.form("place", &product, number.into_any())}
            {up}
            {down}
            {act.form("remove", &product, remove.into_any())}
        </span>
    }
}
