//! Ordering the same once more.

use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Button, Look};

use super::{
    desk::Desk,
    server_fns::{OrderAgain, order_again},
};
use crate::{
    cart::Cart,
    failure::AppFailure,
    text::{use_language, use_texts},
};

/// A button that puts what was ordered into the cart and leads there.
#[component]
pub fn Again(
    /// The page's state.
    desk: Desk,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let (cart, navigate) = (use_context::<Cart>(), use_navigate());
    let token = desk.order.with_untracked(|order| order.token.clone());
    let busy = RwSignal::new(false);
    let key = token.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (token, navigate) = (key.clone(), navigate.clone());
        spawn_local(async move {
            match order_again(language, token).await {
                Ok(_) => {
                    if let Some(cart) = cart {
                        cart.refresh();
                    }
                    navigate(&format!("/{language}/cart"), NavigateOptions::default());
                }
                Err(AppFailure(failure)) => {
                    busy.set(false);
                    desk.refused.set(Some(failure));
                }
            }
        });
    };
    view! {
        <form method="post" action=OrderAgain::url() on:submit=send>
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="token" value=token/>
            <Button look=Look::Quiet disabled=busy>{t.order.again}</Button>
        </form>
    }
}
