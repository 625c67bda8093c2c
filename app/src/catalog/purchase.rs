//! Price, stock, quantity and the main button of a product.

use domain::{
    cart::MOST_PIECES,
    catalog::{ProductView, VariantView},
    money::Money,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Notice, Price, QuantityStepper, Tone};

use super::{choice::chosen, options::Options};
use crate::{
    cart::{Cart, server_fns::AddLine},
    pages::words,
    text::{Texts, use_language, use_texts},
    told::told,
};

/// Fewer pieces than this are worth a word.
const FEW: u32 = 5;

/// The form that puts the chosen variant into the cart. Without scripts the server finds the variant by the chosen options.
#[component]
pub fn Purchase(
    /// The product.
    product: ProductView,
    /// The chosen values, one per option.
    values: RwSignal<Vec<String>>,
) -> impl IntoView {
    let (language, t, cart) = (use_language(), use_texts(), expect_context::<Cart>());
    let quantity = RwSignal::new(1_u32);
    let refused = RwSignal::new(told());
    let variants = StoredValue::new(product.variants.clone());
    let variant = Memo::new(move |_| variants.with_value(|variants| chosen(variants, &values.read()).cloned()));
    let available = Signal::derive(move || variant.read().as_ref().map_or(0, |variant| variant.available).min(MOST_PIECES));
    let sold_out = Signal::derive(move || available.get() == 0);
    let slug = product.slug.clone();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        cart.add(slug.clone(), values.get_untracked(), quantity.get_untracked(), refused);
    };
    view! {
        <form method="post" action=AddLine::url() class="mt-6" on:submit=add>
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="product" value=product.slug.clone()/>
            <div class="text-lg" data-testid="price">{move || variant.get().map(|variant| view! { <VariantPrice variant/> })}</div>
            <p class="mt-1 text-xs text-muted">{t.product.vat_included}</p>
            <Options product values/>
            <p class="mt-6 flex items-center gap-2 text-sm" role="status" data-testid="stock">{move || stock(t, available.get())}</p>
            {move || {
                refused.get().map(|failure| view! { <div class="mt-4"><Notice tone=Tone::Bad>{words(t, &failure)}</Notice></div> })
            }}
            <div class="mt-4 flex gap-3">
                <QuantityStepper id="quantity" name="quantity" label=t.product.quantity less=t.product.less more=t.product.more value=quantity most=available/>
                <div class="flex-1">
                    <Button wide=true disabled=sold_out>{move || if sold_out.get() { t.product.sold_out } else { t.product.add }}</Button>
                </div>
            </div>
        </form>
    }
}

#[component]
fn VariantPrice(variant: VariantView) -> impl IntoView {
    let t = use_texts();
    let before = variant.compare_at.map(|price| (Money::rappen(price).to_string(), t.list.before));
    view! { <Price amount=Money::rappen(variant.price).to_string() before/> }
}

fn stock(t: &'static Texts, available: u32) -> AnyView {
    let (dot, words) = match available {
        0 => ("bg-bad", t.product.sold_out_hint.to_owned()),
        left if left < FEW => ("bg-warn", t.product.left(left)),
        _ => ("bg-good", t.product.in_stock.to_owned()),
    };
    view! {
        <span class=format!("size-2 rounded-full {dot}") aria-hidden="true"></span>
        {words}
    }
    .into_any()
}
