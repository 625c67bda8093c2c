//! An import: how far it is, and what can be done with it now.

use std::time::Duration;

use domain::backoffice::{ImportDetail, ImportState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use site::load::load;
use ui::{Badge, LinkButton, Look};
use uuid::Uuid;

use super::{
    TABLE,
    changes::Changes,
    columns::Columns,
    done::Done,
    errors::Errors,
    outcome::Outcome,
    server_fns::read_import,
    steps::Steps,
    telling::Telling,
    words::{delimiter_words, format_words, size, state_words},
};
use crate::{
    failure::loaded,
    frame::Head,
    text::{use_language, use_texts},
};

/// Between two looks in the browser while something is under way.
const PAUSE: Duration = Duration::from_secs(1);

/// An import. While it is being worked on the browser looks every second; without scripts a link does.
#[component]
pub fn ImportPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let params = use_params_map();
    let looks = RwSignal::new(0_u32);
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<Uuid>().ok()).unwrap_or_default());
    let import = load(move || (id.get(), looks.get()), move |(id, _)| read_import(language, id));
    keep_looking(import, looks);
    view! {
        <Head title=t.imports.title/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.imports.title}</a></p>
            {loaded(import, |import| view! { <Content import/> }.into_any())}
        </div>
    }
}

fn keep_looking(import: site::load::Loading<ImportDetail>, looks: RwSignal<u32>) {
    Effect::new(move |_| {
        let look = move || {
            let is_under_way = import.with_untracked(|import| matches!(import, Some(Ok(import)) if import.state.is_under_way()));
            if is_under_way && !document().hidden() {
                looks.update(|looks| *looks = looks.wrapping_add(1));
            }
        };
        if let Ok(handle) = set_interval_with_handle(look, PAUSE) {
            on_cleanup(move || handle.clear());
        }
    });
}

#[component]
fn Content(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let state = import.state;
    let (words, tone) = state_words(t, state);
    let is_known =
        matches!(state, ImportState::Checked | ImportState::Applying | ImportState::Applied | ImportState::Undoing | ImportState::Undone);
    let takes_columns = state.takes_columns();
    view! {
        <div data-testid="import" data-state=state.code()>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 text-xl font-medium break-words">{import.file_name.clone()}</h1>
                <Badge tone>{words}</Badge>
            </div>
            <p class="mt-1 text-sm text-muted tabular-nums">
                {t.imports.described(delimiter_words(t, import.delimiter), format_words(t, import.format), &size(import.bytes))}
            </p>
            <Telling/>
            {state.is_under_way().then(|| view! { <UnderWay percent=import.percent id=import.id/> })}
            {is_known.then(|| view! { <Outcome import=import.clone()/> })}
            {(!import.errors.is_empty()).then(|| view! { <Errors id=import.id kind=import.format.kind() count=import.counts.errors errors=import.errors.clone()/> })}
            <Steps import=import.clone()/>
            <Done import=import.clone()/>
            {(!import.changes.is_empty()).then(|| view! { <Changes changes=import.changes.clone()/> })}
            {takes_columns.then(|| view! { <Columns import=import.clone()/> })}
        </div>
    }
}

#[component]
fn UnderWay(percent: u8, id: Uuid) -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="mt-6 max-w-prose" role="status" data-testid="progress">
            <p class="mb-2 text-sm">{t.imports.percent(&percent.to_string())}</p>
            <progress value=percent.to_string() max="100" class="h-2 w-full accent-accent" aria-label=t.imports.progress></progress>
            <p class="mt-3"><LinkButton href=format!("{TABLE}/{id}") look=Look::Small external=true>{t.imports.look_again}</LinkButton></p>
        </div>
    }
}
