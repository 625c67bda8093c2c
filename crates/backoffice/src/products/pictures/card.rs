//! A picture: what it shows, what of it stays visible, and taking it away.

use domain::{
    backoffice::{LONGEST_ALT, PictureDetail, text_field},
    ids::ProductId,
    language::Language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use ui::{Button, CellField, Look, button_class};

use super::focus::FocusFields;
use crate::{
    products::{
        editor::Wrong,
        server_fns::{DescribePicture, RemovePicture},
    },
    text::use_texts,
};

/// The picture's own forms. Where the first was sent in vain, it begins with what was entered.
#[component]
pub fn Card(
    /// Its place, from 0.
    index: usize,
    /// The picture.
    picture: PictureDetail,
    /// Of which product, in which version.
    act: (ProductId, i64),
) -> impl IntoView {
    let t = use_texts();
    let number = (index + 1).to_string();
    let id = picture.id.to_string();
    let heading = format!("picture-{id}");
    view! {
        <section aria-labelledby=heading.clone() class="scroll-mt-4 border-t border-hairline pt-6" data-testid="picture" data-picture=id>
            <h2 id=heading.clone() class="text-lg font-medium" tabindex="-1">{t.pictures.number(&number)}</h2>
            <Describe picture=picture.clone() act/>
            <Remove picture act number/>
        </section>
    }
}

#[component]
fn Describe(picture: PictureDetail, act: (ProductId, i64)) -> impl IntoView {
    let t = use_texts();
    let id = picture.id.to_string();
    let is_sent = use_query_map().with_untracked(|query| query.get("form").is_some_and(|form| form == id));
    let wrong = if is_sent { Wrong::of_address() } else { Wrong::default() };
    let entered = |field: &str| if is_sent { use_query_map().with_untracked(|query| query.get(&format!("e.{field}"))) } else { None };
    // Only the form that was sent has the fields that the list of errors leads to.
    let prefix = if is_sent { String::new() } else { format!("{id}-") };
    let cells = Language::ALL
        .map(|language| {
            let field = text_field("alt", language);
            let value = entered(&field).unwrap_or_else(|| picture.alt.get(language).to_owned());
            let error = wrong.with(t, &field);
            view! {
                <div lang=language.code()>
                    <p aria-hidden="true" class="mb-1 hidden text-xs text-muted md:block">{language.own_name()}</p>
                    <CellField id=format!("{prefix}{field}") name=format!("fields[alt][{language}]") label=language.own_name() value most=LONGEST_ALT error/>
                </div>
            }
        })
        .collect_view();
    let stored = (picture.focus.x.to_string(), picture.focus.y.to_string());
    let focus = (entered("x").unwrap_or(stored.0), entered("y").unwrap_or(stored.1));
    let (product, version) = act;
    view! {
        <form method="post" action=DescribePicture::url() class="mt-3 grid max-w-page grid-cols-1 items-start gap-6 lg:grid-cols-2">
            <input type="hidden" name="product" value=product.to_string()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="picture" value=id.clone()/>
            <FocusFields picture=picture.clone() entered=focus prefix=prefix.clone() wrong=wrong.clone()/>
            <div>
                <fieldset class="grid min-w-0 gap-3">
                    <legend class="mb-1 text-sm font-medium">{t.pictures.alt}</legend>
                    <p class="text-sm text-muted">{t.pictures.alt_text}</p>
                    {cells}
                </fieldset>
                <p class="mt-4"><Button look=Look::SmallMain>{t.pictures.save}</Button></p>
            </div>
        </form>
    }
}

#[component]
fn Remove(picture: PictureDetail, act: (ProductId, i64), number: String) -> impl IntoView {
    let t = use_texts();
    let (product, version) = act;
    view! {
        <details class="offered mt-3" data-testid="remove-picture">
            <summary class=button_class(Look::Small)>{t.pictures.remove}</summary>
            <form method="post" action=RemovePicture::url() class="mt-3 max-w-prose rounded-sm border border-hairline p-4">
                <input type="hidden" name="product" value=product.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <input type="hidden" name="picture" value=picture.id.to_string()/>
                <p class="mb-3 text-sm text-muted">{t.pictures.remove_text}</p>
                <Button look=Look::Small label=t.pictures.remove_this(&number)>{t.pictures.remove_submit}</Button>
            </form>
        </details>
    }
}
