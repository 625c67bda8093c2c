//! Forms that do something to an order. The browser sends them by itself and is led back, or a script does and the panel shows the answer.

use domain::failure::Failure;
use leptos::{ev::SubmitEvent, form::form_data_from_event, prelude::*, server_fn::ServerFn, task::spawn_local};
use serde::de::DeserializeOwned;
use site::failure::AppFailure;
use ui::{Button, Look};
use web_sys::FormData;

use super::{OrderScreen, answer::Answer, desk::Desk, entered::Entered};

/// A form.
#[derive(Clone, Debug)]
pub struct Act {
    /// Names it, and what it is about where a screen has several.
    pub form: String,
    /// The name of what is done by it.
    pub done: &'static str,
    /// The words of its button.
    pub submit: &'static str,
    /// The fields that keep what was entered when it is not accepted.
    pub keeps: &'static [&'static str],
    /// How much the button wants to be pressed.
    pub look: Look,
}

/// A form that the server function `F` answers with the order as it then stands. Order, version and key go with it.
pub fn act<F>(desk: Desk, act: Act, fields: impl IntoView + 'static) -> AnyView
where
    F: ServerFn<Output = OrderScreen, Error = AppFailure> + DeserializeOwned + 'static,
{
    let (order, version, key) =
        desk.screen.with_untracked(|screen| (screen.order.id.to_string(), screen.order.version.to_string(), screen.key.to_string()));
    let (look, words) = (act.look, act.submit);
    let submit = send::<F, _>(desk.answer, act, move |data| desk.expect(data), move |answer, done| desk.take(answer, done));
    view! {
        <form method="post" action=F::url() on:submit=submit class="grid gap-4">
            <input type="hidden" name="order" value=order/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="back" value=move || desk.answer.here.get()/>
            {fields}
            <p><Button look=look disabled=desk.answer.busy>{words}</Button></p>
        </form>
    }
    .into_any()
}

/// Sends a form and hands on what is answered; `expect` is told what is in it before.
pub fn send<F, S>(
    shared: Answer,
    act: Act,
    expect: impl Fn(&FormData) + 'static,
    take: impl Fn(Result<S, AppFailure>, &'static str) + Copy + 'static,
) -> impl Fn(SubmitEvent) + 'static
where
    F: ServerFn<Output = S, Error = AppFailure> + DeserializeOwned + 'static,
    S: 'static,
{
    move |event| {
        // Without what is in the form the browser sends it by itself.
        let Ok(data) = form_data_from_event(&event) else { return };
        event.prevent_default();
        if shared.busy.get_untracked() {
            return;
        }
        shared.busy.set(true);
        expect(&data);
        shared.entered.set(Entered::of_form(&act.form, act.keeps, &data));
        let (call, done) = (F::from_form_data(&data), act.done);
        spawn_local(async move {
            let answer = match call {
                Ok(call) => call.run_on_client().await,
                Err(_) => Err(AppFailure(Failure::Invalid(Vec::new()))),
            };
            // Before the answer is shown: the button may be gone with it.
            shared.busy.set(false);
            take(answer, done);
        });
    }
}
