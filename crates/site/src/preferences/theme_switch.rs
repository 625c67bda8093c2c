//! The button that changes the theme.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;
use ui::{Icon, Shape};

use super::{Theme, cookie::write_cookie, server_fns::SetTheme, theme_cookie};

/// A form of two buttons of which the style shows one: the dark one on a light page and the other way round. The server cannot know which theme
/// the system prefers; the style sheet does.
#[component]
pub fn ThemeSwitch(
    /// The words of the button that leads to the dark theme.
    dark: &'static str,
    /// The words of the button that leads to the light theme.
    light: &'static str,
) -> impl IntoView {
    let back = use_location().pathname;
    let button = move |theme: Theme, words: &'static str, shape, class| {
        view! {
            <button
                type="submit"
                name="theme"
                value=theme.code()
                aria-label=words
                title=words
                class=class
                on:click=move |event| {
                    event.prevent_default();
                    choose(theme);
                }
            >
                <Icon shape=shape/>
            </button>
        }
    };
    view! {
        <form method="post" action=SetTheme::url()>
            <input type="hidden" name="back" value=move || back.get()/>
            {button(Theme::Dark, dark, Shape::Moon, "on-light size-11 place-items-center")}
            {button(Theme::Light, light, Shape::Sun, "on-dark size-11 place-items-center")}
        </form>
    }
}

/// In the browser: at once, and noted for the next page from the server.
fn choose(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Setting an attribute with a sound name does not fail.
        let _ = root.set_attribute("data-theme", theme.code());
    }
    write_cookie(&theme_cookie(theme));
}
