//! What the last form was answered.

use domain::{
    backoffice::StaffRefusal,
    failure::{Failure, Refusal},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::told::told;
use ui::{Notice, Toast, Tone};

use crate::{
    failure::words,
    text::{Texts, use_texts},
};

/// What the last form was answered, as the address tells it. It takes the focus, so that nobody misses it.
#[component]
pub fn Telling(
    /// What is said where somebody has changed it meanwhile, of what is no product.
    #[prop(optional)]
    changed: Option<&'static str>,
    /// The form that undoes what was done, where there is one.
    #[prop(optional_no_strip)]
    undo: Option<ViewFn>,
) -> impl IntoView {
    let t = use_texts();
    if let Some(failure) = told() {
        // The list of wrong fields says more.
        if matches!(&failure, Failure::Invalid(errors) if !errors.is_empty()) {
            return ().into_any();
        }
        let has_changed = matches!(failure, Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. })));
        let tone = if has_changed { Tone::Warn } else { Tone::Bad };
        let said = if has_changed { changed.unwrap_or(t.product.changed).to_owned() } else { words(t, &failure) };
        return view! {
            <div tabindex="-1" autofocus=true class="mt-4 max-w-prose outline-none" data-testid="failed" data-changed=has_changed.then_some("")>
                <Notice tone>{said}</Notice>
            </div>
        }
        .into_any();
    }
    let done = use_query_map().with_untracked(|query| query.get("done")).and_then(|code| done_words(t, &code));
    if let (Some(words), Some(undo)) = (done, undo) {
        let is_shown = RwSignal::new(true);
        return (move || is_shown.get().then(|| view! { <Toast words undo=undo.run() end=move || is_shown.set(false)/> })).into_any();
    }
    done.map(|words| {
        view! {
            <div tabindex="-1" autofocus=true class="mt-4 max-w-prose outline-none" data-testid="done"><Notice tone=Tone::Good>{words}</Notice></div>
        }
    })
    .into_any()
}

/// The words for what was done. Anyone can write an address, so only these are said.
fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    Some(match code {
        "saved" => t.product.saved,
        "created" => t.product.created,
        "copied" => t.product.copied,
        "archived" => t.product.archived,
        "restored" => t.product.restored,
        "option-added" => t.options.option_added,
        "values-added" => t.options.values_added,
        "generated" => t.options.generated,
        "removed" => t.options.removed,
        "category-created" => t.categories.created,
        "category-saved" => t.categories.saved,
        "category-removed" => t.categories.removed,
        "categories-ordered" | "collections-ordered" | "placed" => t.categories.ordered,
        "collection-created" => t.collections.created,
        "collection-saved" => t.collections.saved,
        "collection-removed" => t.collections.removed,
        "collected" => t.collections.collected,
        "taken-out" => t.collections.taken_out,
        "pictures-arranged" => t.pictures.arranged,
        "picture-described" => t.pictures.described,
        "picture-removed" => t.pictures.removed,
        "changed" => t.bulk.changed,
        "undone" => t.bulk.undone,
        "undone-partly" => t.bulk.undone_partly,
        _ => return None,
    })
}
