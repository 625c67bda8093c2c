//! Forms of accounts. The browser sends them by itself, or a script does and stays on the page until there is somewhere to go.

use std::pin::Pin;

use domain::{
    failure::{Failure, FieldError},
    language::Language,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
pub use site::form_data::{text, ticked};
use ui::{FieldErrorSummary, Notice, Tone};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

use super::{Next, done::done_words, wrong::message};
use crate::{
    failure::AppFailure,
    field_words::wrong_fields,
    pages::words,
    text::{use_language, use_texts},
    told::told,
};

/// A server function, called with what is in a form.
pub type Call = fn(Language, FormData) -> Pin<Box<dyn Future<Output = Result<Next, AppFailure>>>>;

/// What a page's forms were answered last.
#[derive(Clone, Copy)]
pub struct Said {
    failure: RwSignal<Option<Failure>>,
    /// Whether an answer is under way.
    pub busy: RwSignal<bool>,
}

impl Said {
    /// For a page that is opened. A failure in its address, where a plain form has led back, counts as the last answer.
    pub fn of_page() -> Self {
        Self { failure: RwSignal::new(told()), busy: RwSignal::new(false) }
    }

    /// Follows the answer of a form that a script sends; none when its owner did not want to.
    pub fn follow(self, answer: Result<Option<Next>, AppFailure>) {
        match answer {
            // Fails only for an address that is none.
            Ok(Some(Next(address))) if window().location().assign(&address).is_ok() => {}
            Ok(_) => self.busy.set(false),
            Err(AppFailure(failure)) => {
                self.busy.set(false);
                self.failure.set(Some(failure));
            }
        }
    }

    /// What is wrong with the fields.
    fn errors(self) -> Vec<FieldError> {
        match self.failure.get() {
            Some(Failure::Invalid(errors)) => errors,
            _ => Vec::new(),
        }
    }

    /// What is wrong with a field.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        let t = use_texts();
        Signal::derive(move || self.errors().iter().find(|error| error.field == field).map(|error| message(t, error)))
    }
}

/// What happened, on top of a page: what was done, or why not.
#[component]
pub fn Telling(
    /// The page's answers.
    said: Said,
) -> impl IntoView {
    let t = use_texts();
    let done = use_query_map().with_untracked(|query| query.get("done")).and_then(|code| done_words(t, &code));
    let wrong = Signal::derive(move || wrong_fields(&said.errors(), |error| message(t, error)));
    // Errors of fields are said at the fields and in the summary.
    let failed = move || said.failure.get().filter(|failure| !matches!(failure, Failure::Invalid(errors) if !errors.is_empty()));
    let say = move |failure: &Failure| match failure {
        Failure::Unauthenticated => t.login.needed.to_owned(),
        other => words(t, other),
    };
    view! {
        {move || {
            done.filter(|_| said.failure.read().is_none())
                .map(|done| view! { <div class="mb-8" data-testid="done"><Notice tone=Tone::Good>{done}</Notice></div> })
        }}
        <FieldErrorSummary title=t.checkout.errors_title wrong/>
        {move || failed().map(|failure| view! { <div class="mb-8" data-testid="failed"><Notice tone=Tone::Bad>{say(&failure)}</Notice></div> })}
    }
}

/// A form that a server function answers with the next page.
#[component]
pub fn Ask(
    /// The server function's address.
    action: &'static str,
    /// The server function.
    call: Call,
    /// The page's answers.
    said: Said,
    /// The form's classes.
    #[prop(default = "grid gap-5")]
    class: &'static str,
    /// What is in the form.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    view! {
        <form method="post" action=action novalidate on:submit=send(said, call) class=class>
            <input type="hidden" name="language" value=language.code()/>
            {children()}
        </form>
    }
}

/// Sends the form and follows the answer. It stays busy then: the next page is on its way.
fn send(said: Said, call: Call) -> impl Fn(SubmitEvent) + 'static {
    let language = use_language();
    move |event| {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        if said.busy.get_untracked() {
            return;
        }
        said.busy.set(true);
        spawn_local(async move {
            said.follow(call(language, data).await.map(Some));
        });
    }
}
