//! Prices.

use leptos::prelude::*;

use crate::VisuallyHidden;

/// A price, with the former one beside it where it is reduced.
#[component]
pub fn Price(
    /// The price, written out.
    #[prop(into)]
    amount: String,
    /// The former price, written out, with the word that a screen reader says before it.
    #[prop(optional_no_strip)]
    before: Option<(String, &'static str)>,
) -> impl IntoView {
    let reduced = before.is_some();
    view! {
        <span class="tabular-nums">
            <span class=if reduced { "text-accent" } else { "" }>{amount}</span>
            {before
                .map(|(amount, word)| {
                    view! {
                        " "
                        <s class="ml-1 text-muted">
                            <VisuallyHidden>{word} " "</VisuallyHidden>
                            {amount}
                        </s>
                    }
                })}
        </span>
    }
}
