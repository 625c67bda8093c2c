//! A product in a list.

use domain::{catalog::ProductCard as Card, money::Money};
use leptos::prelude::*;
use ui::{Badge, Picture, Price, Tone};
use wasm_bindgen::JsCast;

use super::{files, silent_files};
use crate::text::{use_language, use_texts};

/// How wide a picture is in a grid of two, three and four columns.
const SIZES: &str = "(min-width: 80rem) 22vw, (min-width: 48rem) 31vw, 46vw";

/// Products in two, three and four columns.
#[component]
pub fn ProductGrid(
    /// The products.
    products: Vec<Card>,
    /// Whether the grid is the top of its page, so that its first pictures are fetched first.
    #[prop(optional)]
    first: bool,
    /// Whether there are four columns on tablets too, for short rows.
    #[prop(optional)]
    row: bool,
) -> impl IntoView {
    let columns = if row { "md:grid-cols-4" } else { "md:grid-cols-3 xl:grid-cols-4" };
    let cards = products
        .into_iter()
        .enumerate()
        .map(|(index, product)| view! { <li><ProductCard product=product first=first && index < 2/></li> })
        .collect_view();
    view! { <ul class=format!("grid grid-cols-2 gap-x-4 gap-y-10 md:gap-x-6 md:gap-y-14 {columns}")>{cards}</ul> }
}

/// Picture on its ground, name, price.
#[component]
fn ProductCard(
    /// The product.
    product: Card,
    /// Whether its picture is fetched first.
    first: bool,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let amount = Money::rappen(product.price).to_string();
    let amount = if product.price_varies { t.list.price_from(&amount) } else { amount };
    let before = product.compare_at.map(|price| (Money::rappen(price).to_string(), t.list.before));
    let mark = if product.available == 0 {
        Some((Tone::Quiet, t.list.sold_out))
    } else {
        product.compare_at.map(|_| (Tone::Quiet, t.list.reduced))
    };
    view! {
        <a href=format!("/{language}/p/{}", product.slug) class="group block" on:click=carry_over>
            <span class="relative block aspect-square overflow-hidden rounded-sm bg-faint">
                {product.picture.map(|picture| view! { <Picture files=files(&picture) sizes=SIZES first=first/> })}
                {product
                    .second_picture
                    .map(|picture| {
                        view! {
                            <span class="absolute inset-0 hidden opacity-0 transition-opacity duration-200 group-hover:opacity-100 hoverable:block">
                                <Picture files=silent_files(&picture) sizes=SIZES/>
                            </span>
                        }
                    })}
                {mark.map(|(tone, words)| view! { <span class="absolute top-3 left-3"><Badge tone=tone>{words}</Badge></span> })}
            </span>
            <span class="mt-4 block text-base font-medium underline-offset-4 group-hover:underline">{product.name}</span>
            <span class="mt-1 block text-sm">
                <Price amount=amount before=before/>
            </span>
        </a>
    }
}

/// The picture that was pressed becomes the product page's: both carry the same name while the pages change.
fn carry_over(event: leptos::ev::MouseEvent) {
    let link = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(picture) = link.and_then(|link| link.query_selector("img").ok().flatten()) {
        // A class with a sound name can always be added.
        let _ = picture.class_list().add_1("shared-picture");
    }
}
