//! What staff do with a return: agree or decline, note that the goods are here, close the matter.

use domain::{
    backoffice::{OfferedAction, OrderAction},
    orders::{LONGEST_WORDS, ReturnEvent},
};
use leptos::prelude::*;
use ui::{CheckField, Look, TextArea};
use uuid::Uuid;

use super::{
    act::{Act, act},
    desk::Desk,
    offered::Offered,
    server_fns::StepReturn,
};
use crate::text::use_texts;

/// The name of a step's form.
pub fn form(event: ReturnEvent, goods: Uuid) -> String {
    format!("return-{}-{goods}", event.code())
}

/// The steps that are possible now.
#[component]
pub fn ReturnSteps(
    /// The panel's state.
    desk: Desk,
    /// Which return.
    goods: Uuid,
    /// What is offered of the order.
    actions: Vec<OfferedAction>,
) -> impl IntoView {
    let step = |offer: OfferedAction| match offer.action {
        OrderAction::Return { goods: id, event } if id == goods => Some(view! { <Step desk offer goods event/> }),
        _ => None,
    };
    let steps = actions.into_iter().filter_map(step).collect_view();
    view! { <div class="mt-3 flex flex-wrap gap-3 empty:hidden">{steps}</div> }
}

#[component]
fn Step(desk: Desk, offer: OfferedAction, goods: Uuid, event: ReturnEvent) -> impl IntoView {
    let t = use_texts();
    let (title, text, submit, look) = match event {
        ReturnEvent::Accept => (t.returns.accept, t.returns.accept_text, t.returns.accept_submit, Look::SmallMain),
        ReturnEvent::Refuse => (t.returns.refuse, t.returns.refuse_text, t.returns.refuse_submit, Look::Small),
        ReturnEvent::Receive => (t.returns.receive, t.returns.receive_text, t.returns.receive_submit, Look::SmallMain),
        ReturnEvent::Close => (t.returns.close, t.returns.close_text, t.returns.close_submit, Look::SmallMain),
    };
    let name = form(event, goods);
    let fields = view! {
        <input type="hidden" name="goods" value=goods.to_string()/>
        <input type="hidden" name="event" value=event.code()/>
        <p class="text-sm">{text}</p>
        {field(desk, &name, event)}
    };
    let form = Act { form: name.clone(), done: "returned", submit, keeps: &["words", "restock"], look };
    view! { <Offered desk offer form=name words=title>{act::<StepReturn>(desk, form, fields)}</Offered> }
}

/// What a step asks for.
fn field(desk: Desk, form: &str, event: ReturnEvent) -> Option<AnyView> {
    let t = use_texts();
    let (id, label) = (format!("{form}-words"), t.returns.words);
    let (value, error) = (desk.value(form, "words", ""), desk.error(form, "answer", label));
    match event {
        ReturnEvent::Accept => {
            Some(view! { <TextArea id name="words" label value most=LONGEST_WORDS optional=t.field.optional error/> }.into_any())
        }
        ReturnEvent::Refuse => Some(view! { <TextArea id name="words" label value most=LONGEST_WORDS error/> }.into_any()),
        ReturnEvent::Receive => {
            let checked = desk.value(form, "restock", "") == "true";
            Some(
                view! { <CheckField id=format!("{form}-restock") name="restock" value="true" label=t.returns.restock checked/> }.into_any(),
            )
        }
        ReturnEvent::Close => None,
    }
}
