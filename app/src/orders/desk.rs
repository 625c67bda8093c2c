//! What the order's page works with: the order as it stands, and what the last step was answered.

use std::pin::Pin;

use domain::{failure::Failure, language::Language};
use leptos::{prelude::*, task::spawn_local};
use ui::{Button, Look};

use super::OrderContent;
use crate::{failure::AppFailure, text::use_language, told::told};

/// The page's state.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The order.
    pub order: RwSignal<OrderContent>,
    /// Why the last step did not work.
    pub refused: RwSignal<Option<Failure>>,
}

/// A server function that takes the order's token and answers with the order as it then stands.
pub type Call = fn(Language, String) -> Pin<Box<dyn Future<Output = Result<OrderContent, AppFailure>>>>;

impl Desk {
    /// For an order that was read. A failure in the page's address, where a plain form has led back, counts as the last answer.
    pub fn new(order: OrderContent) -> Self {
        Self { order: RwSignal::new(order), refused: RwSignal::new(told()) }
    }

    /// Shows what a step was answered.
    pub fn take(self, answer: Result<OrderContent, AppFailure>) {
        match answer {
            Ok(order) => {
                self.refused.set(None);
                self.order.set(order);
            }
            Err(AppFailure(failure)) => self.refused.set(Some(failure)),
        }
    }
}

/// A button that lets something happen to the order. With scripts the page changes where it is.
#[component]
pub fn Step(
    /// The page's state.
    desk: Desk,
    /// The server function's address.
    action: &'static str,
    /// The server function.
    call: Call,
    /// How much it wants to be pressed.
    #[prop(optional)]
    look: Look,
    /// The button's words.
    children: Children,
) -> impl IntoView {
    let act = move |language, token| -> Answer { Box::pin(async move { call(language, token).await.map(Some) }) };
    view! { <Act desk look action act>{children()}</Act> }
}

/// What a script is answered that sends a form: the order as it then stands, or nothing when the browser is on its way to another page.
pub type Answer = Pin<Box<dyn Future<Output = Result<Option<OrderContent>, AppFailure>>>>;

/// A form about the order, with one button. A plain form first, answered by a page; with scripts `act` is done in its place.
#[component]
pub fn Act<Acting>(
    /// The page's state.
    desk: Desk,
    /// The server function's address.
    action: &'static str,
    /// What a script does with the order's token.
    act: Acting,
    /// How much the button wants to be pressed.
    #[prop(optional)]
    look: Look,
    /// What there is to choose.
    #[prop(optional)]
    choice: Option<AnyView>,
    /// The button's words.
    children: Children,
) -> impl IntoView
where
    Acting: Fn(Language, String) -> Answer + 'static,
{
    let language = use_language();
    let token = desk.order.with_untracked(|order| order.token.clone());
    let busy = RwSignal::new(false);
    let key = token.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let answer = act(language, key.clone());
        spawn_local(async move {
            // Busy until the next page is there.
            if let Some(answer) = answer.await.transpose() {
                // Before the answer is shown: the button may be gone with it.
                busy.set(false);
                desk.take(answer);
            }
        });
    };
    view! {
        <form method="post" action=action on:submit=send>
            <input type="hidden" name="language" value=language.code()/>
            <input type="hidden" name="token" value=token/>
            {choice}
            <Button look disabled=busy>{children()}</Button>
        </form>
    }
}
