//! Forms that do something to an account. The browser sends them by itself and is led back, or a script does and the panel shows the answer.

use leptos::{prelude::*, server_fn::ServerFn};
use serde::de::DeserializeOwned;
use site::failure::AppFailure;
use ui::Button;

use super::{CustomerScreen, desk::CustomerDesk};
use crate::orders::{Act, send};

/// A form that the server function `F` answers with the customer as they are then. The account goes with it.
pub fn act<F>(desk: CustomerDesk, act: Act, label: Option<String>, fields: impl IntoView + 'static) -> AnyView
where
    F: ServerFn<Output = CustomerScreen, Error = AppFailure> + DeserializeOwned + 'static,
{
    let account = desk.screen.with_untracked(|screen| screen.customer.id.to_string());
    let (look, words) = (act.look, act.submit);
    let submit = send::<F, _>(desk.answer, act, |_| {}, move |answer, done| desk.take(answer, done));
    let button = match label {
        Some(label) => view! { <Button look=look disabled=desk.answer.busy label>{words}</Button> }.into_any(),
        None => view! { <Button look=look disabled=desk.answer.busy>{words}</Button> }.into_any(),
    };
    view! {
        <form method="post" action=F::url() on:submit=submit class="grid gap-4">
            <input type="hidden" name="account" value=account/>
            <input type="hidden" name="back" value=move || desk.answer.here.get()/>
            {fields}
            <p>{button}</p>
        </form>
    }
    .into_any()
}
