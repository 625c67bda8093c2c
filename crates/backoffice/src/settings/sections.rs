//! The settings by what they are about.

use domain::{
    backoffice::{SettingRow, SettingsDetail},
    settings::Setting,
};
use leptos::prelude::*;
use ui::TextField;

use super::{
    SettingsFields,
    fields::name,
    page::needs_proof,
    words::{hint, label},
};
use crate::{
    products::Wrong,
    text::{Texts, use_texts},
};

/// All sections.
#[component]
pub fn Sections(
    /// The settings as they are.
    detail: SettingsDetail,
    /// What the fields begin with.
    fields: SettingsFields,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let transfer: Vec<&'static str> =
        if needs_proof(detail.account) { vec![t.settings.transfer_text, t.settings.proof_text] } else { vec![t.settings.transfer_text] };
    let sections = [
        ("seller", t.settings.seller, vec![t.settings.seller_text], &Setting::ALL[..6]),
        ("transfer", t.settings.transfer, transfer, &Setting::ALL[6..8]),
        ("orders", t.settings.orders, vec![t.settings.orders_text], &Setting::ALL[8..10]),
        ("stock", t.settings.stock, vec![t.settings.stock_text], &Setting::ALL[10..11]),
        ("alerts", t.settings.alerts, vec![t.settings.alerts_text], &Setting::ALL[11..]),
    ];
    sections
        .into_iter()
        .map(|(id, title, texts, settings)| {
            let rows =
                settings.iter().filter_map(|setting| detail.row(*setting)).map(|row| row_view(t, row, &fields, &wrong)).collect_view();
            let texts = texts.into_iter().map(|text| view! { <p class="mt-2 max-w-prose text-sm text-muted">{text}</p> }).collect_view();
            view! {
                <section aria-labelledby=id>
                    <h2 id=id class="text-lg font-medium">{title}</h2>
                    {texts}
                    <div class="mt-4 grid grid-cols-1 items-start gap-4 md:grid-cols-2">{rows}</div>
                </section>
            }
        })
        .collect_view()
}

/// A setting: to be entered, or as the operator has set it.
fn row_view(t: &'static Texts, row: &SettingRow, fields: &SettingsFields, wrong: &Wrong) -> AnyView {
    let setting = row.setting;
    match &row.operator {
        Some(text) => operators(t, setting, text),
        None => entry(t, setting, fields, wrong),
    }
}

fn entry(t: &'static Texts, setting: Setting, fields: &SettingsFields, wrong: &Wrong) -> AnyView {
    let kind = if setting == Setting::StaffEmail { "email" } else { "text" };
    let most = u32::try_from(setting.longest()).unwrap_or(u32::MAX);
    let (id, value, error) = (setting.code(), fields.get(setting).to_owned(), wrong.with(t, setting.code()));
    let optional = t.field.optional;
    let (label, name) = (label(t, setting), name(setting));
    // Numbers have a keyboard of their own; a hint is part of the field where there is one.
    match (hint(t, setting), setting.bounds().is_some()) {
        (Some(hint), true) => {
            view! { <TextField id name label value kind autocomplete="off" inputmode="numeric" most optional hint error/> }.into_any()
        }
        (Some(hint), false) => view! { <TextField id name label value kind autocomplete="off" most optional hint error/> }.into_any(),
        (None, _) => view! { <TextField id name label value kind autocomplete="off" most optional error/> }.into_any(),
    }
}

/// What the operator has set, which nobody changes here.
fn operators(t: &'static Texts, setting: Setting, text: &str) -> AnyView {
    let value = if text.is_empty() { "–" } else { text }.to_owned();
    view! {
        <div data-testid=setting.code()>
            <p class="mb-2 text-sm font-medium">{label(t, setting)}</p>
            <p class="py-2 break-words">{value}</p>
            <p class="text-sm text-muted">{t.settings.by_operator} " " <code class="text-xs break-all">{setting.variable()}</code></p>
        </div>
    }
    .into_any()
}
