//! A list of everything that can be gone to, by typing a part of its name.

use leptos::{
    ev::KeyboardEvent,
    html::{Dialog, Input},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};

use crate::{Icon, Shape, sheet::follow};

/// Something to go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaletteEntry {
    /// Its words.
    pub words: String,
    /// What it is, or the keys that lead there as well.
    pub hint: String,
    /// Its address.
    pub href: String,
}

/// A dialog with a field and a list that follows what is typed. Up, Down and Enter work from the field.
#[component]
pub fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The field's label.
    label: &'static str,
    /// What is said when nothing fits.
    none: &'static str,
    /// What fits the words that were typed, the best first.
    #[prop(into)]
    find: Callback<String, Vec<PaletteEntry>>,
) -> impl IntoView {
    let dialog: NodeRef<Dialog> = NodeRef::new();
    let input: NodeRef<Input> = NodeRef::new();
    let (typed, chosen) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let entries = Memo::new(move |_| find.run(typed.get()));
    follow(dialog, open);
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
            chosen.set(0);
            if let Some(input) = input.get_untracked() {
                // The dialog is in the page, so its field takes the focus.
                let _ = input.focus();
            }
        }
    });
    let press = move |event: KeyboardEvent| {
        let count = entries.read_untracked().len();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => chosen.update(|chosen| *chosen = (*chosen + 1) % count),
            "ArrowUp" if count > 0 => chosen.update(|chosen| *chosen = (*chosen + count - 1) % count),
            "Enter" => go(chosen.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let close_outside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=dialog class="sheet" aria-label=label on:close=move |_| open.set(false) on:click=close_outside data-testid="palette">
            <div class="flex items-center gap-3 border-b border-hairline px-4">
                <Icon shape=Shape::Search class="size-5 shrink-0 text-muted"/>
                <input
                    node_ref=input
                    type="text"
                    role="combobox"
                    aria-label=label
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || (!entries.read().is_empty()).then(|| option_id(chosen.get()))
                    placeholder=label
                    autocomplete="off"
                    class="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
                    prop:value=typed
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        chosen.set(0);
                    }
                    on:keydown=press
                />
            </div>
            <div id="palette-list" role="listbox" aria-label=label class="max-h-96 overflow-y-auto p-2">
                {move || {
                    entries.get().into_iter().enumerate().map(|(index, entry)| view! { <Entry index entry chosen open/> }).collect_view()
                }}
            </div>
            <p class="px-4 pb-4 text-sm text-muted empty:hidden" role="status">{move || entries.read().is_empty().then_some(none)}</p>
        </dialog>
    }
}

#[component]
fn Entry(index: usize, entry: PaletteEntry, chosen: RwSignal<usize>, open: RwSignal<bool>) -> impl IntoView {
    let PaletteEntry { words, hint, href } = entry;
    view! {
        <a
            id=option_id(index)
            role="option"
            tabindex="-1"
            aria-selected=move || if chosen.get() == index { "true" } else { "false" }
            href=href
            class="flex min-h-11 items-center justify-between gap-4 rounded-sm px-3 text-sm aria-[selected=true]:bg-faint"
            on:mousemove=move |_| {
                if chosen.get_untracked() != index {
                    chosen.set(index);
                }
            }
            on:click=move |_| open.set(false)
        >
            <span class="min-w-0 truncate">{words}</span>
            <span class="shrink-0 text-xs text-muted">{hint}</span>
        </a>
    }
}

fn option_id(index: usize) -> String {
    format!("palette-{index}")
}

/// Presses an entry, so that the link is followed in the same way as by a click.
fn go(index: usize) {
    if let Some(entry) = document().get_element_by_id(&option_id(index)).and_then(|entry| entry.dyn_into::<HtmlElement>().ok()) {
        entry.click();
    }
}
