//! What would be new, and what would change from what to what.

use domain::backoffice::{ImportChange, ImportKind, ImportThing};
use leptos::prelude::*;
use ui::{Badge, CELL, Column, Table, Tone};

use super::words::column_words_of;
use crate::text::use_texts;

/// The first changes.
#[component]
pub fn Changes(changes: Vec<ImportChange>) -> impl IntoView {
    let t = use_texts();
    let columns = vec![Column::words(t.imports.what), Column::words(t.imports.change)];
    let rows = changes
        .into_iter()
        .map(|ImportChange { name, thing, is_new, fields }| {
            let (words, kind) = match thing {
                ImportThing::Product => (t.imported.product, ImportKind::Products),
                ImportThing::Variant => (t.product.variant, ImportKind::Products),
                ImportThing::Order => (t.order.panel, ImportKind::Orders),
            };
            let fields = fields
                .into_iter()
                .filter(|(_, was, _)| !is_new || was.is_empty())
                .map(|(field, was, is)| {
                    let was = (!is_new)
                        .then(|| view! { <del class="text-muted">{if was.is_empty() { "–".to_owned() } else { was }}</del> " → " });
                    let is = if is.is_empty() { "–".to_owned() } else { is };
                    view! {
                        <li class="py-0.5">
                            <span class="text-muted">{column_words_of(t, kind, &field)} ": "</span>
                            {was}
                            <ins class="no-underline">{is}</ins>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <tr class="row align-top" data-change=if is_new { "new" } else { "changed" }>
                    <td class=CELL>
                        <span class="block font-medium">{name}</span>
                        <span class="text-sm text-muted">{words}</span>
                        {is_new.then(|| view! { " " <Badge tone=Tone::Good>{t.imports.new}</Badge> })}
                    </td>
                    <td class=CELL><ul class="max-w-prose text-sm break-words">{fields}</ul></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="mt-8" aria-labelledby="changes">
            <h2 id="changes" class="mb-2 text-base font-medium">{t.imports.changes}</h2>
            <div class="-mx-3 max-w-page"><Table caption=t.imports.changes columns name="changes">{rows}</Table></div>
        </section>
    }
}
