//! Ordering the same once more.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::Look;

use super::{
    desk::{Act, Answer, Desk},
    server_fns::{OrderAgain, order_again},
};
use crate::{cart::Cart, text::use_texts};

/// A button that puts what was ordered into the cart and leads there.
#[component]
pub fn Again(
    /// The page's state.
    desk: Desk,
) -> impl IntoView {
    let t = use_texts();
    let (cart, navigate) = (use_context::<Cart>(), use_navigate());
    let act = move |language, token| -> Answer {
        let navigate = navigate.clone();
        Box::pin(async move {
            order_again(language, token).await?;
            if let Some(cart) = cart {
                cart.refresh();
            }
            navigate(&format!("/{language}/cart"), NavigateOptions::default());
            Ok(None)
        })
    };
    view! {
        <Act desk look=Look::Quiet action=OrderAgain::url() act>
            {t.order.again}
        </Act>
    }
}
