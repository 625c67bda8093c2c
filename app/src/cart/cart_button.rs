//! The cart in the header.

use leptos::prelude::*;
use ui::{Icon, Shape};

use super::Cart;
use crate::text::{use_language, use_texts};

/// The bag with its count. A link to the cart's page; with scripts it opens the drawer.
#[component]
pub fn CartButton() -> impl IntoView {
    let (language, t, cart) = (use_language(), use_texts(), expect_context::<Cart>());
    let open = move |event: leptos::ev::MouseEvent| {
        // A new tab or window gets the page.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            cart.open.set(true);
        }
    };
    view! {
        <a href=format!("/{language}/cart") rel="external" class="relative -mr-3 grid size-11 place-items-center" data-testid="cart" on:click=open>
            <Icon shape=Shape::Bag/>
            {cart
                .show(move |cart| {
                    let words = if cart.pieces == 0 { t.nav.cart.to_owned() } else { t.nav.cart_with(cart.pieces) };
                    let count = (cart.pieces > 0).then(|| {
                        view! {
                            <span class="absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-xs font-medium text-on-accent tabular-nums" aria-hidden="true" data-testid="cart-count">
                                {cart.pieces}
                            </span>
                        }
                    });
                    view! {
                        <span class="sr-only">{words}</span>
                        {count}
                    }
                    .into_any()
                })}
        </a>
    }
}
