//! A line of the cart.

use domain::{
    cart::{CartLineView, LineChange, MOST_PIECES},
    money::Money,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Icon, Look, Picture, Shape, button_class};

use super::{
    Cart,
    server_fns::{RemoveLine, SetQuantity},
};
use crate::{
    catalog::silent_files,
    text::{Texts, use_language, use_texts},
};

/// Picture, name, quantity, total, and what has changed since it was put in.
#[component]
pub fn Line(
    /// The line.
    line: CartLineView,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let href = format!("/{language}/p/{}", line.product_slug);
    let picture = line.picture.as_ref().map(|picture| view! { <Picture files=silent_files(picture) sizes="6rem"/> });
    let message = line.change.map(|change| view! { <p class="mt-2 text-sm text-warn">{change_words(t, change)}</p> });
    view! {
        <li class="flex gap-4 py-5">
            <a href=href.clone() tabindex="-1" aria-hidden="true" class="block size-20 shrink-0 overflow-hidden rounded-sm bg-faint md:size-24">{picture}</a>
            <div class="flex min-w-0 flex-1 flex-col">
                <div class="flex justify-between gap-4">
                    <div class="min-w-0">
                        <a href=href class="text-base font-medium underline-offset-4 hover:underline">{line.name.clone()}</a>
                        {(!line.options.is_empty()).then(|| view! { <p class="text-sm text-muted">{line.options.clone()}</p> })}
                    </div>
                    <p class="text-base whitespace-nowrap tabular-nums" data-testid="line-total">{Money::rappen(line.total).to_string()}</p>
                </div>
                {message}
                <div class="mt-auto flex items-end justify-between gap-4 pt-3">
                    <Quantity line=line.clone()/>
                    <Remove line/>
                </div>
            </div>
        </li>
    }
}

/// Two forms of one button each, and for a line that is short the way to what is left.
#[component]
fn Quantity(line: CartLineView) -> impl IntoView {
    let (language, t, cart) = (use_language(), use_texts(), expect_context::<Cart>());
    let (variant, quantity) = (line.variant, line.quantity);
    let button = move |to: u32, words: &'static str, shape: Shape, disabled: bool| {
        view! {
            <button
                type="submit"
                name="quantity"
                value=to
                class="grid size-11 place-items-center hover:bg-faint disabled:text-muted/50 disabled:hover:bg-transparent"
                aria-label=words
                disabled=disabled
                on:click=move |event| {
                    event.prevent_default();
                    cart.set_quantity(variant, to);
                }
            >
                <Icon shape=shape class="size-4"/>
            </button>
        }
    };
    let short = match line.change {
        Some(LineChange::Stock { left }) => Some(view! {
            <button type="submit" name="quantity" value=left class=button_class(Look::Bare) on:click=move |event| {
                event.prevent_default();
                cart.set_quantity(variant, left);
            }>
                {t.cart.take_left(&left.to_string())}
            </button>
        }),
        _ => None,
    };
    view! {
        <form method="post" action=SetQuantity::url() class="flex flex-wrap items-center gap-3" aria-label=t.cart.quantity_of(&line.name)>
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="variant" value=variant.to_string()/>
            <div class="flex items-center rounded-sm border border-ink/30">
                {button(quantity.saturating_sub(1), t.product.less, Shape::Minus, quantity <= 1)}
                <span class="min-w-6 text-center text-base tabular-nums" data-testid="quantity">{quantity}</span>
                {button(quantity + 1, t.product.more, Shape::Plus, quantity >= line.available.min(MOST_PIECES))}
            </div>
            {short}
        </form>
    }
}

#[component]
fn Remove(line: CartLineView) -> impl IntoView {
    let (language, t, cart) = (use_language(), use_texts(), expect_context::<Cart>());
    let variant = line.variant;
    let remove = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        cart.remove(variant);
    };
    view! {
        <form method="post" action=RemoveLine::url() on:submit=remove>
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="variant" value=variant.to_string()/>
            <button type="submit" class=button_class(Look::Bare) aria-label=t.cart.remove_named(&line.name)>{t.cart.remove}</button>
        </form>
    }
}

/// What has changed since a line was put in, in a sentence.
pub(crate) fn change_words(t: &'static Texts, change: LineChange) -> String {
    match change {
        LineChange::Price { before } => t.cart.price_changed(&Money::rappen(before).to_string()),
        LineChange::Stock { left } => t.cart.stock_changed(left),
        LineChange::SoldOut => t.cart.sold_out.to_owned(),
        LineChange::Gone => t.cart.gone.to_owned(),
    }
}
