//! A product's page.

use domain::catalog::ProductView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Icon, PAGE, Shape};

use super::{
    first_choice, gallery::Gallery, product_card::ProductGrid, product_data::product_data, purchase::Purchase, server_fns::read_product,
};
use crate::{
    pages::{load, loaded},
    seo::{Head, LinkedData},
    text::{use_language, use_texts},
};

/// Pictures, options, price, the one main button; below them the description and related products.
#[component]
pub fn ProductPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let product = load(move || params.read().get("product").unwrap_or_default(), move |slug| read_product(language, slug));
    loaded(product, move |product| {
        view! {
            <Head title=product.name.clone() description=product.summary.clone() path=format!("/p/{}", product.slug)/>
            <LinkedData data=product_data(&product, language)/>
            <Product product/>
        }
        .into_any()
    })
}

/// All that the page shows of a product.
#[component]
pub fn Product(
    /// The product.
    product: ProductView,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let (category, category_name) = product.category.clone();
    let values = RwSignal::new(first_choice(&product.variants));
    let related = product.related.clone();
    view! {
        <div class=format!("{PAGE} pt-4 md:pt-8")>
            <nav aria-label=t.nav.breadcrumb class="mb-4 md:mb-6">
                <a href=format!("/{language}/c/{category}") class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">
                    {category_name}
                </a>
            </nav>
            <article class="grid gap-x-12 gap-y-8 lg:grid-cols-12 xl:gap-x-20">
                <div class="lg:col-span-7">
                    <Gallery pictures=product.pictures.clone()/>
                </div>
                <div class="lg:col-span-5">
                    <div class="lg:sticky lg:top-8">
                        <h1 class="text-xl font-medium text-balance md:text-2xl">{product.name.clone()}</h1>
                        <p class="mt-3 max-w-prose text-base text-muted">{product.summary.clone()}</p>
                        <Purchase product=product.clone() values/>
                        <Promises/>
                    </div>
                </div>
                <div class="lg:col-span-7 lg:mt-8">
                    <Details product values/>
                </div>
            </article>
        </div>
        {(!related.is_empty())
            .then(|| {
                view! {
                    <section class=format!("{PAGE} pt-20 md:pt-32") aria-labelledby="related">
                        <h2 id="related" class="mb-8 text-xl font-medium">{t.product.related}</h2>
                        <ProductGrid products=related.into_iter().take(4).collect() row=true/>
                    </section>
                }
            })}
    }
}

/// Delivery and return, beside the price.
#[component]
fn Promises() -> impl IntoView {
    let t = use_texts();
    let promise = |shape, title: &'static str, text: &'static str| {
        view! {
            <li class="flex gap-4 py-4">
                <Icon shape=shape class="size-5 shrink-0"/>
                <div>
                    <p class="text-sm font-medium">{title}</p>
                    <p class="mt-0.5 text-sm text-muted">{text}</p>
                </div>
            </li>
        }
    };
    view! {
        <ul class="mt-8 divide-y divide-hairline border-y border-hairline">
            {promise(Shape::Parcel, t.product.delivery, t.product.delivery_fact)}
            {promise(Shape::Back, t.product.returns, t.product.returns_fact)}
        </ul>
    }
}

#[component]
fn Details(product: ProductView, values: RwSignal<Vec<String>>) -> impl IntoView {
    let t = use_texts();
    let paragraphs = product
        .description
        .split("\n\n")
        .map(|paragraph| view! { <p class="mt-4 max-w-prose text-base">{paragraph.to_owned()}</p> })
        .collect_view();
    let variants = product.variants;
    let sku = move || super::chosen(&variants, &values.read()).map(|variant| variant.sku.clone());
    view! {
        <h2 class="text-lg font-medium">{t.product.details}</h2>
        {paragraphs}
        <dl class="mt-8 grid max-w-prose grid-cols-[auto_1fr] gap-x-8 gap-y-2 text-sm">
            <dt class="text-muted">{t.product.sku}</dt>
            <dd class="tabular-nums">{sku}</dd>
            <dt class="text-muted">{t.product.weight}</dt>
            <dd class="tabular-nums">{t.product.grams(&product.weight_grams.to_string())}</dd>
        </dl>
    }
}
