//! What is wrong with the rows.

use domain::backoffice::{ImportKind, RowError, SHOWN_ERRORS};
use leptos::prelude::*;
use ui::{CELL, Column, FIGURE_CELL, LinkButton, Look, Notice, Table, Tone};
use uuid::Uuid;

use super::{
    TABLE,
    words::{column_words_of, problem_words},
};
use crate::text::use_texts;

/// The first errors, and all of them as a file.
#[component]
pub fn Errors(id: Uuid, kind: ImportKind, count: u32, errors: Vec<RowError>) -> impl IntoView {
    let t = use_texts();
    let columns = vec![
        Column::figures(t.imports.line),
        Column::words(t.imports.column),
        Column::words(t.imports.problem),
        Column::words(t.imports.value),
    ];
    let rows = errors
        .into_iter()
        .map(|RowError { line, column, problem, value }| {
            let column = if column.is_empty() { "–".to_owned() } else { column_words_of(t, kind, &column) };
            view! {
                <tr class="row" data-problem=problem.code()>
                    <td class=FIGURE_CELL>{line}</td>
                    <td class=CELL>{column}</td>
                    <td class=CELL>{problem_words(t, problem)}</td>
                    <td class=format!("{CELL} max-w-60 truncate text-muted")>{value}</td>
                </tr>
            }
        })
        .collect_view();
    let more = (usize::try_from(count).unwrap_or(usize::MAX) > SHOWN_ERRORS).then(|| t.imports.first_errors(&SHOWN_ERRORS.to_string()));
    view! {
        <section class="mt-8" aria-labelledby="errors" data-testid="errors">
            <div class="max-w-prose"><Notice tone=Tone::Bad>{t.imports.has_errors(count)}</Notice></div>
            <div class="mt-4 mb-2 flex flex-wrap items-center justify-between gap-3">
                <h2 id="errors" class="text-base font-medium">{t.imports.errors} " " <span class="font-normal text-muted">{more}</span></h2>
                <LinkButton href=format!("{TABLE}/{id}/errors.csv") look=Look::Small external=true>{t.imports.download_errors}</LinkButton>
            </div>
            <div class="-mx-3 max-w-page"><Table caption=t.imports.errors columns name="errors">{rows}</Table></div>
        </section>
    }
}
