//! The cart's own page.

use domain::cart::CartView;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{LinkButton, Look, Notice, PAGE, Tone};

use super::{
    Cart, CodeField,
    lines::{Empty, Lines},
    server_fns::EnterCode,
    totals::{Totals, sums},
};
use crate::{
    seo::Head,
    text::{use_language, use_texts},
    told::told,
};

/// The lines, the sums beside them, and the way to the checkout.
#[component]
pub fn CartPage() -> impl IntoView {
    let (t, cart) = (use_texts(), expect_context::<Cart>());
    // What a form without scripts was answered.
    cart.tell(told());
    view! {
        <Head title=t.cart.title description="" path="/cart" private=true/>
        <div class=format!("{PAGE} pt-10 md:pt-16")>
            <h1 class="mb-8 text-xl font-medium md:text-2xl">{t.cart.title}</h1>
            {cart
                .show_or_fail(|cart| {
                    if cart.lines.is_empty() { view! { <Empty cart/> }.into_any() } else { view! { <Full cart/> }.into_any() }
                })}
        </div>
    }
}

#[component]
fn Full(cart: CartView) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let (blocked, sums) = (cart.blocked(), sums(t, &cart, None));
    let way = if blocked {
        let why = if cart.undeliverable { t.cart.undeliverable } else { t.cart.blocked };
        view! { <Notice tone=Tone::Warn>{why}</Notice> }.into_any()
    } else {
        view! { <LinkButton href=format!("/{language}/checkout") wide=true>{t.cart.checkout}</LinkButton> }.into_any()
    };
    view! {
        <div class="grid gap-x-16 gap-y-10 lg:grid-cols-12">
            <section class="lg:col-span-7 xl:col-span-8" aria-label=t.cart.items>
                <Lines cart=cart.clone()/>
            </section>
            <section class="lg:col-span-5 xl:col-span-4" aria-label=t.cart.total>
                <div class="rounded-sm bg-raised p-6 lg:sticky lg:top-8">
                    <Totals sums/>
                    <form method="post" action=EnterCode::url() class="mt-6">
                        <input type="hidden" name="language" value=language.code()/>
                        <CodeField cart/>
                    </form>
                    <div class="mt-6 grid gap-3">
                        {way} <LinkButton href=format!("/{language}") look=Look::Quiet wide=true>{t.cart.go_on}</LinkButton>
                    </div>
                </div>
            </section>
        </div>
    }
}
