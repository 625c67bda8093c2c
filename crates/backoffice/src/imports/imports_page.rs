//! The list of imports, and the form that brings a file.

use domain::backoffice::{ImportKind, ImportLine, ImportList};
use leptos::prelude::*;
use site::load::load;
use ui::{Badge, Button, CELL, Column, FIGURE_CELL, Look, RowLink, Table};

use super::{
    TABLE, UPLOAD,
    server_fns::read_imports,
    telling::Telling,
    words::{kind_words, state_words},
};
use crate::{failure::loaded, frame::Head, text::use_texts, time::moment};

/// The imports of the last weeks, and the way to another one.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let t = use_texts();
    let imports = load(|| (), |()| read_imports());
    view! {
        <Head title=t.imports.title/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <h1 class="mb-4 text-xl font-medium">{t.imports.title}</h1>
            <Telling/>
            {loaded(imports, |list| view! { <Content list/> }.into_any())}
        </div>
    }
}

#[component]
fn Content(list: ImportList) -> impl IntoView {
    let t = use_texts();
    let ImportList { imports, key, kinds } = list;
    view! {
        <form
            method="post"
            action=UPLOAD
            enctype="multipart/form-data"
            class="mt-4 grid max-w-prose gap-4 rounded-sm border border-hairline p-4"
            data-testid="upload"
        >
            <input type="hidden" name="key" value=key.to_string()/>
            <Kinds kinds/>
            <div>
                <label for="encoding" class="mb-2 block text-sm font-medium">{t.imports.encoding}</label>
                <select id="encoding" name="encoding" class="field">
                    <option value="utf-8" selected=true>"UTF-8"</option>
                    <option value="windows-1252">{t.imports.windows_1252}</option>
                </select>
            </div>
            <div>
                <label for="file" class="mb-2 block text-sm font-medium">{t.imports.file}</label>
                <input id="file" type="file" name="file" accept=".csv,.tsv,.txt,text/csv" required=true class=ui::FILE_FIELD/>
            </div>
            <p><Button look=Look::SmallMain>{t.imports.upload}</Button></p>
        </form>
        {(!imports.is_empty()).then(|| view! { <Imports imports/> })}
    }
}

/// What the file holds, chosen where there is a choice.
#[component]
fn Kinds(kinds: Vec<ImportKind>) -> impl IntoView {
    let t = use_texts();
    let about = |kind: &ImportKind| match kind {
        ImportKind::Products => t.imports.about,
        ImportKind::Orders => t.imports.about_orders,
    };
    let abouts = kinds.iter().map(|kind| view! { <p class="text-sm text-muted">{about(kind)}</p> }).collect_view();
    if let [kind] = kinds[..] {
        return view! { {abouts} <input type="hidden" name="kind" value=kind.code()/> }.into_any();
    }
    let options = kinds.into_iter().map(|kind| view! { <option value=kind.code()>{kind_words(t, kind)}</option> }).collect_view();
    view! {
        {abouts}
        <div>
            <label for="kind" class="mb-2 block text-sm font-medium">{t.imports.kind}</label>
            <select id="kind" name="kind" class="field">{options}</select>
        </div>
    }
    .into_any()
}

#[component]
fn Imports(imports: Vec<ImportLine>) -> impl IntoView {
    let t = use_texts();
    let columns = vec![
        Column::words(t.imports.file),
        Column::words(t.products.status),
        Column::figures(t.imports.rows).with("max-md:hidden"),
        Column::words(t.imports.at).with("max-md:hidden"),
    ];
    let rows = imports
        .into_iter()
        .map(|ImportLine { id, file_name, kind, state, counts, at }| {
            let (words, tone) = state_words(t, state);
            view! {
                <tr class="row" data-state=state.code()>
                    <td class=CELL>
                        <RowLink href=Signal::stored(format!("{TABLE}/{id}")) current=Signal::stored(false)>{file_name}</RowLink>
                        <span class="block text-xs text-muted">{kind_words(t, kind)}</span>
                    </td>
                    <td class=CELL><Badge tone>{words}</Badge></td>
                    <td class=format!("{FIGURE_CELL} max-md:hidden")>{counts.rows}</td>
                    <td class=format!("{CELL} tabular-nums max-md:hidden")>{moment(at)}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <div class="-mx-3 mt-8 max-w-page"><Table caption=t.imports.title columns name="imports">{rows}</Table></div> }
}
