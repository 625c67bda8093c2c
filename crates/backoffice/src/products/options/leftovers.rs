//! What can be removed for good.

use domain::{backoffice::OptionsDetail, ids::ProductId};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look};
use uuid::Uuid;

use crate::{products::server_fns::RemovePart, text::use_texts};

/// The variants of which nothing was ever in stock; the others are archived instead.
#[component]
pub fn RemovableVariants(
    /// The product.
    detail: OptionsDetail,
) -> impl IntoView {
    let t = use_texts();
    // A product keeps one variant.
    let is_last = detail.variants.len() == 1;
    let rows: Vec<_> = detail
        .variants
        .into_iter()
        .filter(|variant| variant.is_removable && !is_last)
        .map(|variant| {
            let label = t.options.remove_this(&variant.sku);
            view! {
                <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
                    <span class="min-w-0 text-sm">
                        <span class="tabular-nums">{variant.sku}</span> <span class="block text-xs text-muted">{variant.options}</span>
                    </span>
                    <Remove product=detail.product version=detail.version kind="variant" id=variant.id.0 label/>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="removable" data-testid="removable">
                <h2 id="removable" class="text-lg font-medium">{t.options.removable}</h2>
                <p class="mt-1 max-w-prose text-sm text-muted">{t.options.removable_text}</p>
                <ul class="mt-3 max-w-prose divide-y divide-hairline border-y border-hairline">{rows}</ul>
            </section>
        }
    })
}

/// A button that takes one thing away.
#[component]
pub fn Remove(
    /// Of which product.
    product: ProductId,
    /// The version that is shown.
    version: i64,
    /// `variant` or `value`.
    kind: &'static str,
    /// Which one.
    id: Uuid,
    /// What is removed, for screen readers.
    label: String,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <form method="post" action=RemovePart::url()>
            <input type="hidden" name="product" value=product.to_string()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="kind" value=kind/>
            <input type="hidden" name="id" value=id.to_string()/>
            <Button look=Look::Bare label>{t.options.remove}</Button>
        </form>
    }
}
