//! Tables whose head stays in view.

use leptos::prelude::*;

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its words.
    pub words: &'static str,
    /// Whether it holds figures, which stand at its end.
    pub figures: bool,
    /// Whether its words are for screen readers alone.
    pub unseen: bool,
    /// Classes of its head, such as those that hide it on narrow screens; the cells below need the same.
    pub class: &'static str,
}

impl Column {
    /// A column of words.
    pub const fn words(words: &'static str) -> Self {
        Self { words, figures: false, unseen: false, class: "" }
    }

    /// A column of figures.
    pub const fn figures(words: &'static str) -> Self {
        Self { words, figures: true, unseen: false, class: "" }
    }

    /// A column whose cells speak for themselves, such as boxes to tick.
    pub const fn unseen(words: &'static str) -> Self {
        Self { words, figures: false, unseen: true, class: "" }
    }

    /// The same, with classes.
    #[must_use]
    pub const fn with(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

/// The classes of a cell.
pub const CELL: &str = "px-3 py-2 align-middle";
/// The classes of a cell with figures.
pub const FIGURE_CELL: &str = "px-3 py-2 align-middle text-right tabular-nums whitespace-nowrap";

/// A table: its caption is read out, its head stays at the window's upper edge. The rows are its children.
#[component]
pub fn Table(
    /// What it shows.
    #[prop(into)]
    caption: String,
    /// Its columns.
    columns: Vec<Column>,
    /// Its name for tests.
    name: &'static str,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|Column { words, figures, unseen, class }| {
            let side = if figures { "text-right" } else { "text-left" };
            view! { <th scope="col" class=format!("table-head px-3 py-2 font-medium text-muted {side} {class}")><span class=unseen.then_some("sr-only")>{words}</span></th> }
        })
        .collect_view();
    view! {
        <table class="w-full border-collapse text-sm" data-testid=name>
            <caption class="sr-only">{caption}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

/// A row of a table that leads somewhere: the link in it is as large as the row. It goes into the first cell.
#[component]
pub fn RowLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether what it leads to is shown now.
    #[prop(into)]
    current: Signal<bool>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            href=move || href.get()
            data-row=""
            aria-current=move || current.get().then_some("true")
            class="row-link font-medium tabular-nums underline-offset-4 hover:underline"
        >
            {children()}
        </a>
    }
}
