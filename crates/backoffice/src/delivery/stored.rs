//! What is stored where somebody else has changed it while a form was filled in.

use domain::{
    backoffice::{DeliveryMethodDetail, text_field},
    language::Language,
    money::Money,
};
use leptos::prelude::*;

use super::{
    MethodFields,
    words::{label, rate_words},
};
use crate::text::{Texts, use_texts};

/// What is stored, line by line: nobody overwrites it unseen.
#[component]
pub fn Stored(
    /// What, and its value.
    lines: Vec<(String, String)>,
) -> impl IntoView {
    let t = use_texts();
    let lines = lines
        .into_iter()
        .map(|(words, value)| {
            view! {
                <div class="flex flex-wrap justify-between gap-x-6 py-2">
                    <dt class="text-muted">{words}</dt>
                    <dd class="tabular-nums">{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="mt-4 max-w-prose rounded-sm border border-hairline p-4 text-sm" aria-labelledby="stored" data-testid="stored">
            <h2 id="stored" class="font-medium">{t.product.stored_now}</h2>
            <dl class="mt-2 divide-y divide-hairline">{lines}</dl>
        </section>
    }
}

/// The texts that are stored and differ from those in the form.
pub fn stored_texts(t: &'static Texts, entered: &MethodFields, method: &DeliveryMethodDetail) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for language in Language::ALL {
        for (field, ours, theirs) in [("name", &entered.name, &method.name), ("promise", &entered.promise, &method.promise)] {
            if ours.get(language).trim() != theirs.get(language) {
                lines.push((label(t, &text_field(field, language)), theirs.get(language).to_owned()));
            }
        }
    }
    lines
}

/// All rates that are stored.
pub fn stored_rates(t: &'static Texts, method: &DeliveryMethodDetail) -> Vec<(String, String)> {
    method.rates.iter().map(|rate| (rate_words(t, rate), Money::rappen(rate.fee).to_string())).collect()
}
