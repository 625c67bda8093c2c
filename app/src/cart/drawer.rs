//! The cart beside the page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Drawer, LinkButton, Look};

use super::{
    Cart,
    lines::{Empty, Lines},
    totals::{Totals, sums},
};
use crate::text::{use_language, use_texts};

/// The cart in a drawer, which opens when something was put in. It closes when a link in it was followed.
#[component]
pub fn CartDrawer() -> impl IntoView {
    let (language, t, cart) = (use_language(), use_texts(), expect_context::<Cart>());
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        cart.open.set(false);
    });
    view! {
        <Drawer open=cart.open title=t.cart.title close=t.site.close>
            {cart
                .show(move |cart| {
                    if cart.lines.is_empty() {
                        return view! { <Empty cart/> }.into_any();
                    }
                    let blocked = cart.blocked();
                    let sums = sums(t, &cart, None);
                    view! {
                        <Lines cart/>
                        <div class="mt-8">
                            <Totals sums/>
                        </div>
                        <div class="mt-6 grid gap-3">
                            {(!blocked)
                                .then(|| view! { <LinkButton href=format!("/{language}/checkout") wide=true>{t.cart.checkout}</LinkButton> })}
                            <LinkButton href=format!("/{language}/cart") look=Look::Quiet wide=true>{t.cart.view}</LinkButton>
                        </div>
                    }
                    .into_any()
                })}
        </Drawer>
    }
}
