//! The home page.

use domain::catalog::{CategoryView, CollectionView, HomeView};
use leptos::prelude::*;
use ui::{LinkButton, PAGE, Picture};

use super::{hero_files, product_card::ProductGrid, server_fns::read_home, silent_files};
use crate::{
    pages::{load, loaded},
    seo::Head,
    text::{use_language, use_texts},
};

/// The hero with its promise, the categories, new and popular products.
#[component]
pub fn HomePage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let home = load(|| (), move |()| read_home(language));
    view! {
        <Head title="" description=format!("{} {}", t.site.claim, t.footer.about) path=""/>
        <Hero/>
        {loaded(home, |home| view! { <Rooms home/> }.into_any())}
    }
}

/// The large picture; its left third is kept calm for the words. The picture is light in both themes, so its words are always dark.
#[component]
fn Hero() -> impl IntoView {
    let t = use_texts();
    view! {
        <section class="relative overflow-hidden bg-stone text-on-stone">
            <div class="hero-picture">
                <Picture files=hero_files(t.home.hero_alt) sizes="(min-width: 48rem) 100vw, 190vw" first=true class="hero-image"/>
            </div>
            <div class=format!("{PAGE} hero-words")>
                <div class="max-w-96 lg:max-w-[26rem] xl:max-w-[32rem]">
                    <h1 class="hero-title">{t.home.title}</h1>
                    <p class="mt-4 max-w-80 text-base md:mt-6 md:text-lg">{t.home.promise}</p>
                    <div class="mt-6 md:mt-10">
                        <LinkButton href="#newest" external=true>{t.home.discover}</LinkButton>
                    </div>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Rooms(home: HomeView) -> impl IntoView {
    let t = use_texts();
    let heading = "mb-8 text-xl font-medium";
    view! {
        <section class=format!("{PAGE} pt-16 md:pt-24") aria-labelledby="range">
            <h2 id="range" class=heading>{t.home.categories}</h2>
            <CategoryTiles categories=home.categories/>
        </section>
        <Collections collections=home.collections/>
        <section id="newest" class=format!("{PAGE} scroll-mt-4 pt-20 md:pt-32") aria-labelledby="newest-title">
            <h2 id="newest-title" class=heading>{t.home.newest}</h2>
            <ProductGrid products=home.newest.into_iter().take(8).collect() row=true/>
        </section>
        <section class=format!("{PAGE} pt-20 md:pt-32") aria-labelledby="popular">
            <h2 id="popular" class=heading>{t.home.popular}</h2>
            <ProductGrid products=home.popular.into_iter().take(4).collect() row=true/>
        </section>
    }
}

/// The collections that are published; nothing while there are none.
#[component]
fn Collections(collections: Vec<CollectionView>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let is_empty = collections.is_empty();
    let tiles = collections
        .into_iter()
        .map(|collection| {
            let words = (!collection.introduction.is_empty())
                .then(|| view! { <span class="mt-1 line-clamp-3 text-sm text-muted">{collection.introduction}</span> });
            view! {
                <li class="group">
                    <a href=format!("/{language}/collections/{}", collection.slug) class="block">
                        <span class="block aspect-[4/3] overflow-hidden rounded-sm bg-faint">
                            {collection
                                .picture
                                .map(|picture| view! { <Picture files=silent_files(&picture) sizes="(min-width: 80rem) 22vw, (min-width: 48rem) 46vw, 92vw"/> })}
                        </span>
                        <span class="mt-3 block text-base font-medium underline-offset-4 group-hover:underline">{collection.name}</span>
                        {words}
                    </a>
                </li>
            }
        })
        .collect_view();
    (!is_empty).then(|| {
        view! {
            <section class=format!("{PAGE} pt-20 md:pt-32") aria-labelledby="collections" data-testid="collections">
                <h2 id="collections" class="mb-8 text-xl font-medium">{t.home.collections}</h2>
                <ul class="grid grid-cols-1 gap-x-4 gap-y-8 md:grid-cols-2 md:gap-x-6 xl:grid-cols-4">{tiles}</ul>
            </section>
        }
    })
}

#[component]
fn CategoryTiles(categories: Vec<CategoryView>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let tiles = categories
        .into_iter()
        .map(|category| {
            view! {
                <li class="group max-md:first:col-span-2">
                    <a href=format!("/{language}/c/{}", category.slug) class="block">
                        <span class="block aspect-square overflow-hidden rounded-sm bg-faint max-md:group-first:aspect-[2/1]">
                            {category
                                .picture
                                .map(|picture| view! { <Picture files=silent_files(&picture) sizes="(min-width: 48rem) 19vw, 46vw"/> })}
                        </span>
                        <span class="mt-3 block text-base font-medium underline-offset-4 group-hover:underline">{category.name}</span>
                        <span class="block text-sm text-muted">{t.list.count(category.products)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-5 md:gap-x-6">{tiles}</ul> }
}
