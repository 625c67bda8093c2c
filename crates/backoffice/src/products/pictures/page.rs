//! A product's pictures.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{EmptyState, FieldErrorSummary, Look, Notice, Shape, Tone, button_class};
use wasm_bindgen::JsCast;

use super::{
    PicturesScreen, UPLOAD,
    card::Card,
    sending::{Sending, Stage},
    tiles::Tiles,
    upload::{Report, UploadForm},
};
use crate::{
    failure::loaded,
    frame::Head,
    products::{editor::Wrong, query::TABLE, server_fns::read_pictures, telling::Telling},
    text::{use_language, use_texts},
};

/// The form that sends files, the pictures in their order, and each with its words.
#[component]
pub fn PicturesPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = move || (params.read().get("id").unwrap_or_default(), query.read().get("form").is_some_and(|form| form == UPLOAD));
    let pictures = load(wanted, move |(product, reported)| read_pictures(product, reported));
    // They are kept while the pictures are loaded anew.
    let (sending, is_behind) = (Sending::new(), RwSignal::new(false));
    let then = Callback::new(move |()| {
        let is_new = sending.0.read_untracked().iter().any(|sent| sent.stage == Stage::Added);
        if is_new && is_written_into() {
            is_behind.set(true);
        } else if is_new {
            pictures.refetch();
        }
    });
    loaded(pictures, move |screen| view! { <Pictures screen sending is_behind then/> }.into_any())
}

/// Whether somebody has written into a form of this screen and not sent it yet: loading the pictures anew would lose that.
fn is_written_into() -> bool {
    let Ok(fields) = document().query_selector_all("[data-testid='picture'] input:not([type='hidden'])") else { return false };
    let field = |index| fields.item(index).and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    (0..fields.length()).filter_map(field).any(|field| field.value() != field.default_value())
}

#[component]
fn Pictures(screen: PicturesScreen, sending: Sending, is_behind: RwSignal<bool>, then: Callback<()>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let PicturesScreen { detail, report } = screen;
    let name = detail.name.get(language).to_owned();
    let product = format!("{TABLE}/{}", detail.product);
    let act = (detail.product, detail.version);
    let pictures = if detail.pictures.is_empty() {
        view! { <EmptyState shape=Shape::Shelf title=t.pictures.none_title text=t.pictures.none_text/> }.into_any()
    } else {
        let cards =
            detail.pictures.iter().enumerate().map(|(index, picture)| view! { <Card index picture=picture.clone() act/> }).collect_view();
        view! { <Tiles detail/> {cards} }.into_any()
    };
    let again = format!("{product}/pictures");
    view! {
        <Head title=format!("{} – {name}", t.pictures.title)/>
        <div class="grid grid-cols-1 gap-8 px-5 pt-6 pb-16 md:px-8">
            <div>
                <p>
                    <a href=product class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{name}</a>
                </p>
                <h1 class="mt-1 text-xl font-medium">{t.pictures.title}</h1>
                <Telling/>
                {report.map(|report| view! { <Report report/> })}
            </div>
            <FieldErrorSummary title=t.product.check wrong=Wrong::of_address().summary(t)/>
            <UploadForm product=act.0 sending then/>
            {move || {
                is_behind
                    .get()
                    .then(|| {
                        let again = again.clone();
                        view! {
                            <div class="max-w-prose" data-testid="behind">
                                <Notice tone=Tone::Warn>
                                    <p>{t.pictures.behind}</p>
                                    <p class="mt-2"><a href=again rel="external" class=button_class(Look::Small)>{t.pictures.show}</a></p>
                                </Notice>
                            </div>
                        }
                    })
            }}
            {pictures}
        </div>
    }
}
