//! What of a picture stays visible where it is cropped.

use domain::{
    backoffice::PictureDetail,
    catalog::{FOCUS_STEP, Focus},
};
use leptos::prelude::*;
use ui::{Picture, PictureFiles};
use wasm_bindgen::JsCast;

use crate::{
    products::{editor::Wrong, picture::files},
    text::use_texts,
};

/// The point: by a press on the picture, by the arrow keys there, or as two numbers. Beside it stands what a list will show.
#[component]
pub fn FocusFields(
    /// The picture.
    picture: PictureDetail,
    /// What the numbers begin with.
    entered: (String, String),
    /// What the fields' ids begin with.
    prefix: String,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let (x, y) = (RwSignal::new(entered.0), RwSignal::new(entered.1));
    let focus = Signal::derive(move || Focus { x: percent(&x.read()), y: percent(&y.read()) });
    let set = move |focus: Focus| {
        x.set(focus.x.to_string());
        y.set(focus.y.to_string());
    };
    let press = move |event: leptos::ev::PointerEvent| {
        let Some(shown) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
        let share = |at: i32, of: i32| u8::try_from((at * 100 / of.max(1)).clamp(0, 100)).unwrap_or(50);
        set(Focus { x: share(event.offset_x(), shown.offset_width()), y: share(event.offset_y(), shown.offset_height()) }.rounded());
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if let Some(focus) = stepped(focus.get_untracked(), &event.key()) {
            event.prevent_default();
            set(focus);
        }
    };
    let cropped = files(&picture.view(), 1);
    // Nothing of the picture that is pressed is cropped.
    let whole = PictureFiles { focus: String::new(), ..files(&picture.view(), 2) };
    view! {
        <fieldset class="grid min-w-0 grid-cols-2 items-start gap-4">
            <legend class="mb-1 text-sm font-medium">{t.pictures.focus}</legend>
            <p class="col-span-2 text-sm text-muted">{t.pictures.focus_text}</p>
            <button
                type="button"
                class="scripted relative block w-full cursor-crosshair overflow-hidden rounded-sm"
                aria-label=t.pictures.focus_pick
                data-testid="focus"
                on:pointerdown=press
                on:keydown=key
            >
                <Picture files=whole sizes="(min-width: 64rem) 20rem, 46vw" class="block h-auto w-full"/>
                <svg class="pointer-events-none absolute inset-0 size-full" aria-hidden="true">
                    <circle class="fill-none stroke-ink" stroke-width="5" r="10" cx=move || format!("{}%", focus.get().x) cy=move || format!("{}%", focus.get().y)/>
                    <circle class="fill-none stroke-paper" stroke-width="2" r="10" cx=move || format!("{}%", focus.get().x) cy=move || format!("{}%", focus.get().y)/>
                </svg>
            </button>
            <div class="scripted">
                <img
                    src=format!("{}-320.jpg", cropped.base)
                    alt=""
                    loading="lazy"
                    class=move || format!("aspect-square w-full rounded-sm object-cover {} {}", cropped.ground, focus.get().classes())
                    data-testid="focus-preview"
                />
                <p class="mt-1 text-xs text-muted">{t.pictures.focus_preview}</p>
            </div>
            <Percent id=format!("{prefix}x") name="fields[x]" label=t.pictures.focus_x value=x error=wrong.with(t, "x")/>
            <Percent id=format!("{prefix}y") name="fields[y]" label=t.pictures.focus_y value=y error=wrong.with(t, "y")/>
        </fieldset>
    }
}

/// A number of percent.
#[component]
fn Percent(id: String, name: &'static str, label: &'static str, value: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    let error = error.get_untracked();
    let is_wrong = error.is_some();
    let error_id = format!("{id}-error");
    view! {
        <div>
            <label for=id.clone() class="mb-1 block text-xs text-muted">{label}</label>
            <input
                id=id
                name=name
                type="number"
                min="0"
                max="100"
                step=FOCUS_STEP.to_string()
                inputmode="numeric"
                autocomplete="off"
                class="field tabular-nums"
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=is_wrong.then(|| error_id.clone())
            />
            {error.map(|error| view! { <p id=error_id class="mt-1 text-xs text-bad">{error}</p> })}
        </div>
    }
}

/// What was entered, as far as it can be shown.
fn percent(text: &str) -> u8 {
    text.trim().parse::<u8>().map_or(50, |percent| percent.min(100))
}

/// Where an arrow key leads.
fn stepped(focus: Focus, key: &str) -> Option<Focus> {
    let Focus { x, y } = focus.rounded();
    let more = |percent: u8| (percent + FOCUS_STEP).min(100);
    Some(match key {
        "ArrowLeft" => Focus { x: x.saturating_sub(FOCUS_STEP), y },
        "ArrowRight" => Focus { x: more(x), y },
        "ArrowUp" => Focus { x, y: y.saturating_sub(FOCUS_STEP) },
        "ArrowDown" => Focus { x, y: more(y) },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_move_the_point_and_stop_at_the_edge() {
        let at = |x, y| Focus { x, y };
        assert_eq!(stepped(at(50, 50), "ArrowLeft"), Some(at(45, 50)));
        assert_eq!((stepped(at(100, 0), "ArrowRight"), stepped(at(100, 0), "ArrowUp")), (Some(at(100, 0)), Some(at(100, 0))));
        assert_eq!((stepped(at(52, 50), "ArrowDown"), stepped(at(50, 50), "Enter")), (Some(at(50, 55)), None));
        assert_eq!((percent(" 35 "), percent("x"), percent("200")), (35, 50, 100));
    }
}
