//! Buttons, and links that look like them.

use leptos::prelude::*;

/// How much a button wants to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one main action of a page.
    #[default]
    Main,
    /// Any other action.
    Quiet,
    /// The main action of a form among several, in screens that hold much.
    SmallMain,
    /// Any other action in screens that hold much.
    Small,
    /// An action inside of text.
    Bare,
}

/// The classes of a button, for elements that have to look like one.
pub const fn button_class(look: Look) -> &'static str {
    match look {
        Look::Main => {
            "inline-flex min-h-12 items-center justify-center gap-3 rounded-sm bg-accent px-6 py-3 text-base font-medium text-on-accent \
             transition-colors duration-150 hover:bg-accent-strong disabled:cursor-not-allowed disabled:bg-faint disabled:text-muted"
        }
        Look::Quiet => {
            "inline-flex min-h-11 items-center justify-center gap-2 rounded-sm border border-ink/30 px-5 py-2 text-base font-medium text-ink \
             transition-colors duration-150 hover:border-ink disabled:cursor-not-allowed disabled:border-hairline disabled:text-muted"
        }
        Look::SmallMain => {
            "inline-flex min-h-9 items-center justify-center gap-2 rounded-sm bg-accent px-4 py-1 text-sm font-medium text-on-accent \
             transition-colors duration-150 hover:bg-accent-strong disabled:cursor-not-allowed disabled:bg-faint disabled:text-muted"
        }
        Look::Small => {
            "inline-flex min-h-9 items-center justify-center gap-2 rounded-sm border border-ink/30 px-3 py-1 text-sm font-medium text-ink \
             transition-colors duration-150 hover:border-ink disabled:cursor-not-allowed disabled:border-hairline disabled:text-muted"
        }
        Look::Bare => {
            "inline-flex min-h-8 items-center gap-2 text-sm text-ink underline decoration-ink/30 underline-offset-4 transition-colors \
             duration-150 hover:decoration-ink"
        }
    }
}

/// A button. Event listeners go on it like on an element.
#[component]
pub fn Button(
    /// How much it wants to be pressed.
    #[prop(optional)]
    look: Look,
    /// `submit` or `button`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// The field that it sends.
    #[prop(optional)]
    name: Option<&'static str>,
    /// What it sends.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it takes the whole width.
    #[prop(optional)]
    wide: bool,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its words, where those inside do not suffice.
    #[prop(optional, into)]
    label: Option<String>,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let class = if wide { format!("{} w-full", button_class(look)) } else { button_class(look).to_owned() };
    view! {
        <button type=kind name=name value=value class=class disabled=move || disabled.get() aria-label=label>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it wants to be pressed.
    #[prop(optional)]
    look: Look,
    /// Whether it takes the whole width.
    #[prop(optional)]
    wide: bool,
    /// Whether it leads to another site or past the application's own pages.
    #[prop(optional)]
    external: bool,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let class = if wide { format!("{} w-full", button_class(look)) } else { button_class(look).to_owned() };
    view! {
        <a href=href class=class rel=external.then_some("external")>
            {children()}
        </a>
    }
}
