//! The forms that add an option, and values to one.

use domain::{
    backoffice::{LONGEST_NAME, LONGEST_VALUE, OptionsDetail, text_field},
    language::Language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use ui::{Button, CellField, Look, button_class};
use uuid::Uuid;

use super::NEW_OPTION;
use crate::{
    products::{
        editor::Wrong,
        server_fns::{AddOption, AddValues},
    },
    text::use_texts,
};

/// Rows for values in one form; there can be more later.
const ROWS: usize = 4;

/// A form with rows of names, closed unless it was sent in vain.
#[derive(Clone, Debug)]
struct Form {
    name: String,
    is_sent: bool,
    wrong: Wrong,
}

impl Form {
    fn of(name: String) -> Self {
        let is_sent = use_query_map().with_untracked(|query| query.get("form").is_some_and(|form| form == name));
        let wrong = if is_sent { Wrong::of_address() } else { Wrong::default() };
        Self { name, is_sent, wrong }
    }

    /// A row of one name in four languages. Only the form that was sent has the fields that the list of errors leads to.
    fn row(&self, field: &str, sent: &str, legend: String, most: usize) -> AnyView {
        let t = use_texts();
        let cells = Language::ALL
            .map(|language| {
                let name = text_field(field, language);
                let value = if self.is_sent { use_query_map().with_untracked(|query| query.get(&format!("e.{name}"))) } else { None };
                let error = self.wrong.with(t, &name);
                let id = if self.is_sent { name } else { format!("{}-{name}", self.name) };
                view! {
                    <div lang=language.code()>
                        <CellField id name=format!("{sent}[{language}]") label=language.own_name() value=value.unwrap_or_default() most error/>
                    </div>
                }
            })
            .collect_view();
        view! {
            <fieldset class="min-w-0">
                <legend class="mb-1 text-sm font-medium">{legend}</legend>
                <div class="grid grid-cols-2 items-start gap-2 md:grid-cols-4">{cells}</div>
            </fieldset>
        }
        .into_any()
    }

    fn values(&self) -> AnyView {
        let t = use_texts();
        let row = |row: usize| {
            let legend = t.options.value(&(row + 1).to_string());
            self.row(&format!("value-{row}"), &format!("fields[values][{row}]"), legend, LONGEST_VALUE)
        };
        (0..ROWS).map(row).collect_view().into_any()
    }
}

/// The languages above the columns; each field has its own label for screen readers.
fn head() -> impl IntoView {
    let heads = Language::ALL.map(|language| view! { <span>{language.own_name()}</span> }).collect_view();
    view! { <div aria-hidden="true" class="hidden grid-cols-4 gap-2 text-xs text-muted md:grid">{heads}</div> }
}

/// The form for a new option.
#[component]
pub fn NewOption(
    /// The options that there are.
    detail: OptionsDetail,
    /// The new one's id.
    key_of_option: Uuid,
) -> impl IntoView {
    let t = use_texts();
    let form = Form::of(NEW_OPTION.to_owned());
    let name = form.row("name", "fields[name]", t.options.name.to_owned(), LONGEST_NAME);
    let has_variants = !detail.variants.is_empty();
    view! {
        <details class="offered" open=form.is_sent data-testid="new-option">
            <summary class=button_class(Look::Small)>{t.options.add}</summary>
            <form method="post" action=AddOption::url() class="mt-3 grid max-w-page gap-4 rounded-sm border border-hairline p-4">
                <input type="hidden" name="product" value=detail.product.to_string()/>
                <input type="hidden" name="version" value=detail.version.to_string()/>
                <input type="hidden" name="key" value=key_of_option.to_string()/>
                {head()}
                {name}
                {form.values()}
                {has_variants.then(|| view! { <p class="text-sm text-muted">{t.options.first_text}</p> })}
                <p><Button look=Look::SmallMain>{t.options.add_submit}</Button></p>
            </form>
        </details>
    }
}

/// The form for more values of an option.
#[component]
pub fn NewValues(
    /// The product.
    detail: OptionsDetail,
    /// The option.
    option: Uuid,
) -> impl IntoView {
    let t = use_texts();
    let form = Form::of(option.to_string());
    view! {
        <details class="offered mt-3" open=form.is_sent data-testid="new-values">
            <summary class=button_class(Look::Small)>{t.options.more}</summary>
            <form method="post" action=AddValues::url() class="mt-3 grid max-w-page gap-4 rounded-sm border border-hairline p-4">
                <input type="hidden" name="product" value=detail.product.to_string()/>
                <input type="hidden" name="version" value=detail.version.to_string()/>
                <input type="hidden" name="option" value=option.to_string()/>
                {head()}
                {form.values()}
                <p><Button look=Look::SmallMain>{t.options.more_submit}</Button></p>
            </form>
        </details>
    }
}
