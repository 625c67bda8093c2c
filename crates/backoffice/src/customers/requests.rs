//! What people ask of the shop about their data: a copy, erasure, one account instead of two.

use domain::backoffice::{CustomerAct, CustomerDetail, LONGEST_PURPOSE};
use leptos::prelude::*;
use ui::{Button, Look, TextField};

use super::{
    act::act,
    desk::CustomerDesk,
    merge_form::MergeForm,
    offered::{Offered, offered},
    query::TABLE,
    server_fns::CloseAccount,
};
use crate::{
    orders::{Act, Answer},
    text::use_texts,
};

/// The name of the form that closes an account.
pub const CLOSE: &str = "close";

/// The name of the form that hands out somebody's data.
pub const EXPORT: &str = "export";

/// The requests that can be met now.
#[component]
pub fn Requests(
    /// The panel's state.
    desk: CustomerDesk,
    /// The customer.
    customer: CustomerDetail,
) -> impl IntoView {
    let t = use_texts();
    let export = offered(&customer, CustomerAct::Export).map(|offer| {
        let action = format!("{TABLE}/{}/data.zip", customer.id);
        view! {
            <Offered desk offer form=EXPORT words=t.customer.export>
                // A form that leads to a file is always sent by the browser itself.
                <form method="post" action=action class="grid gap-4">
                    <input type="hidden" name="back" value=move || desk.answer.here.get()/>
                    <p class="text-sm">{t.customer.export_text}</p>
                    {reason(desk.answer, EXPORT)}
                    <p><Button look=Look::Small>{t.customer.export_submit}</Button></p>
                </form>
            </Offered>
        }
    });
    let close = offered(&customer, CustomerAct::Close).map(|offer| {
        let form =
            Act { form: CLOSE.to_owned(), done: "account-closed", submit: t.customer.close_submit, keeps: &["reason"], look: Look::Small };
        let fields = view! { <p class="text-sm">{t.customer.close_text}</p> {reason(desk.answer, CLOSE)} };
        view! { <Offered desk offer form=CLOSE words=t.customer.close>{act::<CloseAccount>(desk, form, None, fields)}</Offered> }
    });
    let merge = offered(&customer, CustomerAct::Merge).map(|offer| {
        view! {
            <Offered desk offer form="merge" words=t.customer.merge>
                <MergeForm account=customer.id.to_string() other=String::new() error=Signal::stored(None)/>
            </Offered>
        }
    });
    view! {
        <section aria-labelledby="requests" class="grid gap-3" data-testid="requests">
            <h3 id="requests" class="text-base font-medium">{t.customer.requests}</h3>
            <div class="flex flex-wrap gap-3">{export} {close} {merge}</div>
        </section>
    }
}

/// Why it is done. It stays in the audit log, so no names belong there.
pub fn reason(answer: Answer, form: &'static str) -> AnyView {
    let t = use_texts();
    view! {
        <TextField
            id=format!("{form}-reason")
            name="reason"
            label=t.customer.reason
            value=answer.value(form, "reason", "")
            autocomplete="off"
            most=u32::try_from(LONGEST_PURPOSE).unwrap_or(u32::MAX)
            hint=t.customer.reason_hint
            error=answer.error(form, "reason", t.customer.reason)
        />
    }
    .into_any()
}
