//! The pictures as the shop crops them, in their order, which is changed by dragging or by buttons.

use domain::{
    backoffice::{PictureDetail, PicturesDetail, moved},
    ids::ProductId,
};
use leptos::{html, prelude::*, server_fn::ServerFn};
use ui::{Badge, Button, Look, Picture};
use uuid::Uuid;
use wasm_bindgen::JsCast;

use super::browser::Dragged;
use crate::{
    products::{picture::files, server_fns::ArrangePictures},
    text::use_texts,
};

/// The tiles. Each button is a form of its own, so that they work without scripts as well.
#[component]
pub fn Tiles(
    /// The pictures.
    detail: PicturesDetail,
) -> impl IntoView {
    let t = use_texts();
    let ids: Vec<Uuid> = detail.pictures.iter().map(|picture| picture.id).collect();
    let (product, version) = (detail.product, detail.version);
    let dragged = RwSignal::new(None::<usize>);
    let (form, order) = (NodeRef::<html::Form>::new(), NodeRef::<html::Input>::new());
    let put = {
        let ids = ids.clone();
        Callback::new(move |to: usize| {
            let (Some(from), Some(form), Some(field)) = (dragged.get_untracked(), form.get_untracked(), order.get_untracked()) else {
                return;
            };
            dragged.set(None);
            if from != to {
                field.set_value(&joined(&moved(&ids, from, to)));
                // A form that is in the page can be sent.
                let _ = form.request_submit();
            }
        })
    };
    let tiles = detail
        .pictures
        .into_iter()
        .enumerate()
        .map(|(index, picture)| view! { <Tile index picture ids=ids.clone() act=(product, version) dragged put/> })
        .collect_view();
    view! {
        <section aria-labelledby="order" data-testid="order">
            <h2 id="order" class="text-lg font-medium">{t.pictures.order}</h2>
            <p class="mt-1 max-w-prose text-sm text-muted">{t.pictures.order_text} <span class="scripted">" " {t.pictures.order_drag}</span></p>
            <form method="post" action=ArrangePictures::url() node_ref=form class="contents">
                <input type="hidden" name="product" value=product.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <input type="hidden" name="order" value=joined(&ids) node_ref=order/>
            </form>
            <ol class="mt-4 grid max-w-page grid-cols-2 gap-4 md:grid-cols-4 xl:grid-cols-6">{tiles}</ol>
        </section>
    }
}

#[component]
fn Tile(
    index: usize,
    picture: PictureDetail,
    ids: Vec<Uuid>,
    act: (ProductId, i64),
    dragged: RwSignal<Option<usize>>,
    put: Callback<usize>,
) -> impl IntoView {
    let t = use_texts();
    let number = (index + 1).to_string();
    let is_last = index + 1 == ids.len();
    let step = |to: usize, label: String, words: &'static str| view! { <Step order=joined(&moved(&ids, index, to)) act label words/> };
    let earlier = (index > 0).then(|| step(index - 1, t.pictures.earlier_this(&number), "←"));
    let later = (!is_last).then(|| step(index + 1, t.pictures.later_this(&number), "→"));
    let first = (index > 1).then(|| step(0, t.pictures.first_this(&number), t.pictures.first));
    let drag = move |event: leptos::ev::DragEvent| {
        dragged.set(Some(index));
        if let Some(transfer) = event.unchecked_ref::<Dragged>().transfer() {
            transfer.say("text/plain", &(index + 1).to_string());
        }
    };
    let over = move |event: leptos::ev::DragEvent| {
        if dragged.get_untracked().is_some() {
            event.prevent_default();
        }
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        put.run(index);
    };
    view! {
        <li
            draggable="true"
            class="min-w-0 data-dragged:opacity-50"
            data-testid="tile"
            data-picture=picture.id.to_string()
            data-dragged=move || (dragged.get() == Some(index)).then_some("")
            on:dragstart=drag
            on:dragend=move |_| dragged.set(None)
            on:dragover=over
            on:drop=drop
        >
            <a href=format!("#picture-{}", picture.id) rel="external" class="relative block aspect-square overflow-hidden rounded-sm bg-faint" aria-label=t.pictures.describe_this(&number)>
                <Picture files=files(&picture.view(), 2) sizes="(min-width: 80rem) 14vw, (min-width: 48rem) 22vw, 46vw"/>
                {(index == 0).then(|| view! { <span class="absolute top-2 left-2"><Badge>{t.pictures.main}</Badge></span> })}
            </a>
            <div class="mt-2 flex flex-wrap items-center gap-2 text-sm">
                <span class="tabular-nums text-muted">{number.clone()}</span>
                {earlier} {later} {first}
            </div>
        </li>
    }
}

/// A button that puts the pictures into this order.
#[component]
fn Step(order: String, act: (ProductId, i64), label: String, words: &'static str) -> impl IntoView {
    let (product, version) = act;
    view! {
        <form method="post" action=ArrangePictures::url()>
            <input type="hidden" name="product" value=product.to_string()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="order" value=order/>
            <Button look=Look::Small label>{words}</Button>
        </form>
    }
}

/// The ids as the form sends them.
fn joined(ids: &[Uuid]) -> String {
    ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",")
}
