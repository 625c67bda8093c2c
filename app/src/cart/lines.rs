//! The lines of the cart, with what was taken out and what went wrong.

use domain::cart::CartView;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{LinkButton, Look, Notice, Tone, button_class};

use super::{Cart, line::Line, server_fns::UndoRemove};
use crate::{
    pages::words,
    text::{use_language, use_texts},
};

/// The lines.
#[component]
pub fn Lines(
    /// The cart.
    cart: CartView,
) -> impl IntoView {
    let lines = cart.lines.iter().cloned().map(|line| view! { <Line line/> }).collect_view();
    view! {
        <Messages cart/>
        <ul class="divide-y divide-hairline border-y border-hairline" data-testid="lines">{lines}</ul>
    }
}

/// A cart with nothing in it.
#[component]
pub fn Empty(
    /// The cart, whose last line may have just been taken out.
    cart: CartView,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    view! {
        <Messages cart/>
        <p class="text-lg font-medium">{t.cart.empty}</p>
        <p class="mt-2 mb-8 text-muted">{t.cart.empty_hint}</p>
        <LinkButton href=format!("/{language}") look=Look::Quiet>{t.cart.look_around}</LinkButton>
    }
}

/// Why the last change did not work, and the way back after a line was taken out.
#[component]
fn Messages(cart: CartView) -> impl IntoView {
    let (language, t, shared) = (use_language(), use_texts(), expect_context::<Cart>());
    let removed = cart.removed.map(|line| {
        view! {
            <form
                method="post"
                action=UndoRemove::url()
                class="mb-4 flex items-center justify-between gap-4 rounded-sm bg-faint px-4 py-2 text-sm"
                on:submit=move |event| {
                    event.prevent_default();
                    shared.undo_remove();
                }
            >
                <input type="hidden" name="language" value=language.code()/>
                <span>{t.cart.removed(&line.name)}</span>
                <button type="submit" class=button_class(Look::Bare)>{t.cart.undo}</button>
            </form>
        }
    });
    view! {
        {move || shared.refused.get().map(|failure| view! { <div class="mb-4"><Notice tone=Tone::Bad>{words(t, &failure)}</Notice></div> })}
        {removed}
    }
}
