//! The form that sends files.

use domain::{
    backoffice::{LARGEST_UPLOAD_MIB, MOST_UPLOADS, UploadReport},
    ids::ProductId,
};
use leptos::prelude::*;
use ui::{Button, Look, Notice, Tone};
use wasm_bindgen::JsCast;

use super::{
    browser::{Dragged, File, FileField, listed},
    sending::{Sending, Sent, Stage},
    words::fault_words,
};
use crate::{
    failure::words,
    text::{Texts, use_texts},
};

/// Where files are dropped or chosen. With scripts they go at once; without, a button sends them.
#[component]
pub fn UploadForm(
    /// For which product.
    product: ProductId,
    /// The files that were chosen.
    sending: Sending,
    /// What is called when they have been answered for.
    then: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let is_over = RwSignal::new(false);
    let start = move |files: Vec<File>| {
        if !files.is_empty() {
            sending.start(product, files, move || then.run(()));
        }
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(field) = event.target() else { return };
        start(listed(&field.clone().unchecked_into::<FileField>().files()));
        // The same file can be chosen again.
        field.unchecked_into::<web_sys::HtmlInputElement>().set_value("");
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(transfer) = event.unchecked_ref::<Dragged>().transfer() {
            start(listed(&transfer.files()));
        }
    };
    view! {
        <form
            method="post"
            enctype="multipart/form-data"
            action=format!("/backoffice/products/{product}/pictures/add")
            class="max-w-prose rounded-sm border border-dashed border-ink/30 p-5 data-over:border-accent data-over:bg-faint"
            data-over=move || is_over.get().then_some("")
            data-testid="upload"
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <label for="upload-files" class="block text-sm font-medium">{t.pictures.add}</label>
            <p id="upload-hint" class="mt-1 text-sm text-muted">
                <span class="scripted">{t.pictures.drop} " "</span>
                {t.pictures.hint(&MOST_UPLOADS.to_string(), &LARGEST_UPLOAD_MIB.to_string())}
            </p>
            <input
                id="upload-files"
                type="file"
                name="pictures"
                multiple=true
                accept="image/jpeg,image/png,image/webp"
                aria-describedby="upload-hint"
                class=format!("mt-3 {}", ui::FILE_FIELD)
                on:change=choose
            />
            <p class="unscripted mt-3"><Button look=Look::SmallMain>{t.pictures.send}</Button></p>
            <ul class="mt-3 grid gap-1 text-sm empty:hidden" role="status" data-testid="sending">
                {move || sending.0.get().into_iter().map(|sent| view! { <OnItsWay sent/> }).collect_view()}
            </ul>
        </form>
    }
}

/// A file and how far it is.
#[component]
fn OnItsWay(sent: Sent) -> impl IntoView {
    let t = use_texts();
    let (words, tone) = stage_words(t, &sent.stage);
    view! {
        <li class="flex flex-wrap justify-between gap-x-4" data-stage=tone>
            <span class="min-w-0 break-all">{sent.name}</span>
            <span class=if tone == "failed" { "text-bad" } else { "text-muted tabular-nums" }>{words}</span>
        </li>
    }
}

fn stage_words(t: &'static Texts, stage: &Stage) -> (String, &'static str) {
    match stage {
        Stage::Waiting => (t.pictures.waiting.to_owned(), "waiting"),
        Stage::Going(percent) => (t.pictures.going(&percent.to_string()), "going"),
        Stage::Preparing => (t.pictures.preparing.to_owned(), "preparing"),
        Stage::Added => (t.pictures.added.to_owned(), "added"),
        Stage::Wrong(fault) => (fault_words(t, *fault), "failed"),
        Stage::Refused(failure) => (words(t, failure), "failed"),
        Stage::Lost => (t.pictures.lost.to_owned(), "failed"),
    }
}

/// What became of the files that the browser itself has sent.
#[component]
pub fn Report(
    /// The files.
    report: UploadReport,
) -> impl IntoView {
    let t = use_texts();
    let tone = if report.is_whole() { Tone::Good } else { Tone::Warn };
    let files = report
        .files
        .into_iter()
        .map(|file| {
            let words = file.fault.map_or(t.pictures.added.to_owned(), |fault| fault_words(t, fault));
            let name = if file.name.is_empty() { t.pictures.unnamed.to_owned() } else { file.name };
            view! { <li data-failed=file.fault.map(|_| "")><span class="break-all">{name}</span> ": " {words}</li> }
        })
        .collect_view();
    view! {
        <div tabindex="-1" autofocus=true class="mt-4 max-w-prose outline-none" data-testid="upload-report">
            <Notice tone>
                <ul class="grid gap-1">{files}</ul>
            </Notice>
        </div>
    }
}
