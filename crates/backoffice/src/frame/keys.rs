//! Keys that work everywhere.

use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::KeyWords;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::text::Texts;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Opens the palette.
    Palette,
    /// Opens the sheet of keys.
    Sheet,
    /// Goes to the search field.
    Search,
    /// Waits for the second key.
    Wait,
    /// Goes to a screen.
    Go(&'static str),
    /// Goes to the next or the previous row.
    Row(Direction),
    /// Ticks the row that has the focus, or no longer.
    Select,
    /// Closes the panel.
    Close,
    /// Nothing.
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Next,
    Previous,
}

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, Default)]
struct Pressed<'a> {
    /// Its name, as browsers give it.
    key: &'a str,
    /// Whether Ctrl or Cmd is held.
    command: bool,
    /// Whether somebody is typing or a dialog is open.
    typing: bool,
    /// Whether `g` was pressed just before.
    after_g: bool,
}

impl Pressed<'_> {
    fn step(self) -> Step {
        match (self.command, self.typing, self.after_g, self.key) {
            (true, _, _, "k" | "K") => Step::Palette,
            (true, _, _, _) | (_, true, _, _) => Step::Nothing,
            (_, _, true, "h") => Step::Go("/backoffice"),
            (_, _, true, "o") => Step::Go("/backoffice/orders"),
            (_, _, true, "p") => Step::Go("/backoffice/products"),
            (_, _, true, "l") => Step::Go("/backoffice/collections"),
            (_, _, true, "s") => Step::Go("/backoffice/stock"),
            (_, _, true, "v") => Step::Go("/backoffice/vouchers"),
            (_, _, true, "f") => Step::Go("/backoffice/gift-cards"),
            (_, _, true, "d") => Step::Go("/backoffice/delivery"),
            (_, _, true, "t") => Step::Go("/backoffice/vat"),
            (_, _, true, "c") => Step::Go("/backoffice/customers"),
            (_, _, true, "m") => Step::Go("/backoffice/mail"),
            (_, _, true, "a") => Step::Go("/backoffice/audit"),
            (_, _, true, "e") => Step::Go("/backoffice/settings"),
            (_, _, _, "g") => Step::Wait,
            (_, _, _, "?") => Step::Sheet,
            (_, _, _, "/") => Step::Search,
            (_, _, _, "j") => Step::Row(Direction::Next),
            (_, _, _, "k") => Step::Row(Direction::Previous),
            (_, _, false, "x") => Step::Select,
            (_, _, _, "Escape") => Step::Close,
            _ => Step::Nothing,
        }
    }
}

/// In the browser: follows the keys.
pub fn follow_keys(palette: RwSignal<bool>, sheet: RwSignal<bool>) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        let after_g = StoredValue::new(false);
        let navigate = navigate.clone();
        let handle = window_event_listener(ev::keydown, move |event| {
            let key = event.key();
            let pressed = Pressed {
                key: &key,
                command: event.ctrl_key() || event.meta_key(),
                typing: event.alt_key() || is_typing(&event) || (palette.get_untracked() || sheet.get_untracked()),
                after_g: after_g.get_value(),
            };
            let step = pressed.step();
            after_g.set_value(step == Step::Wait);
            match step {
                Step::Palette => palette.set(true),
                Step::Sheet => sheet.set(true),
                Step::Search => focus("#search"),
                Step::Go(path) => navigate(path, NavigateOptions::default()),
                Step::Row(direction) => go_to_row(direction),
                Step::Select => tick_row(),
                Step::Close => press("[data-close]"),
                Step::Wait | Step::Nothing => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    });
}

/// Whether the key belongs to a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    // Nothing is typed into a box to tick.
    let is_text = |target: &HtmlElement| target.get_attribute("type").is_none_or(|kind| kind != "checkbox");
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && is_text(&target))
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

fn press(selector: &str) {
    if let Some(element) = find(selector) {
        element.click();
    }
}

/// Ticks the box of the row that has the focus, if it has one.
fn tick_row() {
    let row = document().active_element().and_then(|active| active.closest("tr").ok().flatten());
    let tick = row.and_then(|row| row.query_selector("input[type=checkbox]").ok().flatten());
    if let Some(tick) = tick.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
        tick.click();
    }
}

/// The focus goes from row to row, and to the first one from anywhere else.
fn go_to_row(direction: Direction) {
    let Ok(rows) = document().query_selector_all("a[data-row]") else { return };
    let rows: Vec<HtmlElement> = (0..rows.length()).filter_map(|index| rows.get(index)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let here = rows.iter().position(|row| active.as_ref().is_some_and(|active| *active == **row));
    let wanted = match (here, direction) {
        (None, _) => 0,
        (Some(here), Direction::Next) => here + 1,
        (Some(here), Direction::Previous) => here.saturating_sub(1),
    };
    if let Some(row) = rows.get(wanted) {
        let _ = row.focus();
    }
}

/// What the keys do, in words.
pub fn key_words(t: &'static Texts) -> Vec<KeyWords> {
    vec![
        KeyWords { keys: &["Ctrl", "K"], words: t.keys.palette },
        KeyWords { keys: &["?"], words: t.keys.sheet },
        KeyWords { keys: &["/"], words: t.keys.search },
        KeyWords { keys: &["j"], words: t.keys.next },
        KeyWords { keys: &["k"], words: t.keys.previous },
        KeyWords { keys: &["x"], words: t.keys.select },
        KeyWords { keys: &["Enter"], words: t.keys.open },
        KeyWords { keys: &["Esc"], words: t.keys.close },
        KeyWords { keys: &["g", "h"], words: t.frame.home },
        KeyWords { keys: &["g", "o"], words: t.frame.orders },
        KeyWords { keys: &["g", "p"], words: t.frame.products },
        KeyWords { keys: &["g", "l"], words: t.collections.title },
        KeyWords { keys: &["g", "s"], words: t.frame.stock },
        KeyWords { keys: &["g", "v"], words: t.frame.vouchers },
        KeyWords { keys: &["g", "f"], words: t.frame.gift_cards },
        KeyWords { keys: &["g", "d"], words: t.frame.delivery },
        KeyWords { keys: &["g", "c"], words: t.frame.customers },
        KeyWords { keys: &["g", "m"], words: t.frame.mail },
        KeyWords { keys: &["g", "t"], words: t.frame.vat },
        KeyWords { keys: &["g", "a"], words: t.frame.audit },
        KeyWords { keys: &["g", "e"], words: t.settings.title },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> Pressed<'_> {
        Pressed { key, ..Pressed::default() }
    }

    #[test]
    fn whoever_types_is_left_alone() {
        for name in ["g", "?", "/", "j", "k", "x", "Escape"] {
            assert_ne!(key(name).step(), Step::Nothing, "{name}");
            assert_eq!(Pressed { typing: true, ..key(name) }.step(), Step::Nothing, "{name}");
        }
        assert_eq!(Pressed { typing: true, command: true, ..key("k") }.step(), Step::Palette);
    }

    #[test]
    fn the_browsers_own_keys_stay_its_own() {
        for name in ["g", "j", "/", "r", "a", "x"] {
            assert_eq!(Pressed { command: true, ..key(name) }.step(), Step::Nothing, "{name}");
        }
    }

    #[test]
    fn two_keys_lead_to_screens() {
        let after_g = |name| Pressed { after_g: true, ..key(name) }.step();
        assert_eq!((after_g("o"), after_g("x"), after_g("g")), (Step::Go("/backoffice/orders"), Step::Nothing, Step::Wait));
        assert_eq!(key("o").step(), Step::Nothing);
    }
}
