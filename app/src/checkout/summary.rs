//! The order before it is placed.

use domain::{cart::CartView, money::Money};
use leptos::prelude::*;
use ui::{Look, Picture, button_class};

use crate::{
    cart::{CodeField, Totals, change_words, sums},
    catalog::silent_files,
    text::{use_language, use_texts},
};

/// What is bought and what it costs with the chosen delivery.
#[component]
pub fn Summary(
    /// The cart.
    cart: RwSignal<CartView>,
    /// The code of the chosen delivery method.
    delivery: RwSignal<String>,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let lines = cart
        .read_untracked()
        .lines
        .iter()
        .map(|line| {
            let picture = line.picture.as_ref().map(|picture| view! { <Picture files=silent_files(picture) sizes="4rem"/> });
            view! {
                <li class="flex gap-4 py-3">
                    <span class="block size-14 shrink-0 overflow-hidden rounded-sm bg-faint">{picture}</span>
                    <span class="min-w-0 flex-1 text-sm">
                        <span class="block font-medium">{line.name.clone()}</span>
                        <span class="block text-muted tabular-nums">
                            {t.order.quantity_times(&line.quantity.to_string())} " " {line.options.clone()}
                        </span>
                        {line.change.map(|change| view! { <span class="block text-warn">{change_words(t, change)}</span> })}
                    </span>
                    <span class="text-sm whitespace-nowrap tabular-nums">{Money::rappen(line.total).to_string()}</span>
                </li>
            }
        })
        .collect_view();
    // On a small screen the lines are left out, unless there is something about them to be seen before buying.
    let changed = cart.read_untracked().lines.iter().any(|line| line.change.is_some());
    view! {
        <section class="rounded-sm bg-raised p-6" aria-labelledby="summary-title">
            <div class="mb-3 flex items-baseline justify-between gap-4">
                <h2 id="summary-title" class="text-lg font-medium">{t.checkout.summary}</h2>
                <a href=format!("/{language}/cart") class=button_class(Look::Bare)>{t.checkout.edit_cart}</a>
            </div>
            <ul class="mb-4 divide-y divide-hairline border-b border-hairline" class=("max-lg:hidden", !changed)>{lines}</ul>
            {move || view! { <Totals sums=sums(t, &cart.read(), Some(&delivery.read()))/> }}
            <div class="mt-6">
                {move || view! { <CodeField cart=cart.get() changed=Callback::new(move |news| cart.set(news))/> }}
            </div>
        </section>
    }
}
