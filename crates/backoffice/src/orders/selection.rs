//! Several orders at once: boxes in the table, and what can be done with the orders that are ticked. One form around the table, so that it works without
//! scripts.

use domain::{backoffice::OrderRow, failure::Failure};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};
use ui::{Button, Look, Notice, Tone, button_class};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlInputElement};

use super::{
    Answer, Said, Shipped,
    act::{Act, send},
    desk::{done_words, show},
    server_fns::ShipSelected,
    shipped::Stayed,
};
use crate::{failure::words, frame::Moved, text::use_texts};

/// The name of the form, and of its boxes.
pub const FORM: &str = "selection";
const BOXES: &str = "orders[]";
/// Where the orders that are ticked are made into a list on paper.
const PICKING_LIST: &str = "/backoffice/picking-list.pdf";
/// The element that says what became of them.
const TELLING: &str = "selection-told";

/// What the form around the table works with.
#[derive(Clone, Copy)]
pub struct Selection {
    /// What the last act was answered.
    pub answer: Answer,
    /// What became of the orders that were shipped.
    pub shipped: RwSignal<Option<Shipped>>,
    /// The orders that are on their way out, as their boxes name them: they are shown as shipped before the shop has said yes.
    going: RwSignal<Vec<String>>,
    moved: Moved,
}

impl Selection {
    /// For a table at this address: what it tells, where a plain form has led back, counts as the last answer unless a panel tells it.
    pub fn of_address(panel_is_open: bool) -> Self {
        let answer = Answer::of_address();
        if panel_is_open {
            answer.said.set(None);
        }
        let shipped = leptos_router::hooks::use_query_map().with_untracked(Shipped::of_address);
        Self { answer, shipped: RwSignal::new(shipped), going: RwSignal::default(), moved: Moved::of_screen() }
    }

    /// Whether an order is to be shown as shipped: it was sent, and the shop has not said no. A row that was read anew has another version.
    pub fn is_going(self, row: &OrderRow) -> bool {
        let named = named(row);
        let has_stayed = |shipped: &Shipped| shipped.stayed.iter().any(|(number, _)| *number == row.number);
        self.going.with(|going| going.contains(&named)) && !self.shipped.with(|shipped| shipped.as_ref().is_some_and(has_stayed))
    }

    /// Shows the orders of a form as shipped.
    fn expect(self, data: &FormData) {
        self.shipped.set(None);
        self.going.set(data.get_all(BOXES).iter().filter_map(|named| named.as_string()).collect());
    }

    /// Says nothing any more.
    pub fn forget(self) {
        self.shipped.set(None);
        self.answer.said.set(None);
    }

    fn take(self, answer: Result<Shipped, site::failure::AppFailure>) {
        match answer {
            Ok(shipped) => {
                self.answer.said.set(None);
                self.shipped.set(Some(shipped));
                self.moved.note();
            }
            Err(site::failure::AppFailure(failure)) => {
                // All of them are back where they were.
                self.going.set(Vec::new());
                self.shipped.set(None);
                self.answer.said.set(Some(Said::Failed(failure)));
            }
        }
        show(TELLING);
    }
}

/// The form: its buttons, then the table.
#[component]
pub fn SelectionForm(
    /// What it works with.
    selection: Selection,
    /// Under which orders are shipped: sent twice, each goes once.
    key: Uuid,
    /// The table.
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let act = Act { form: FORM.to_owned(), done: "", submit: t.orders.ship_selected_submit, keeps: &[], look: Look::SmallMain };
    let submit =
        send::<ShipSelected, _>(selection.answer, act, move |data| selection.expect(data), move |answer, _| selection.take(answer));
    let small = button_class(Look::Small);
    view! {
        <form
            method="post"
            action=ShipSelected::url()
            data-testid=FORM
            on:submit=move |event: SubmitEvent| {
                // A list on paper is the browser's to fetch.
                if !leads_elsewhere(&event) {
                    submit(event);
                }
            }
        >
            <input type="hidden" name="key" value=key.to_string()/>
            <input type="hidden" name="back" value=move || selection.answer.here.get()/>
            <div class="flex flex-wrap items-start gap-3 px-5 pb-3 md:px-8">
                <button type="submit" formmethod="get" formaction=PICKING_LIST class=small>{t.orders.picking_list}</button>
                <details class="offered open:w-full" data-testid="ship-selected">
                    <summary class=small>{t.orders.ship_selected}</summary>
                    <div class="mt-3 grid max-w-prose gap-3 rounded-sm border border-hairline p-4">
                        <p class="text-sm">{t.orders.ship_selected_text}</p>
                        <p><Button look=Look::SmallMain disabled=selection.answer.busy>{t.orders.ship_selected_submit}</Button></p>
                    </div>
                </details>
                <button type="button" class=format!("{small} scripted") on:click=|_| tick_all()>{t.orders.select_all}</button>
            </div>
            {children()}
        </form>
    }
}

/// A form that ships all that is left of one order, for a card of the board: as the form around the table does with several.
#[component]
pub fn ShipForm(
    /// What it works with.
    selection: Selection,
    /// Under which orders are shipped.
    key: Uuid,
    /// The order.
    row: OrderRow,
) -> impl IntoView {
    let t = use_texts();
    let act = Act { form: FORM.to_owned(), done: "", submit: t.orders.ship_selected_submit, keeps: &[], look: Look::SmallMain };
    let submit =
        send::<ShipSelected, _>(selection.answer, act, move |data| selection.expect(data), move |answer, _| selection.take(answer));
    view! {
        <form method="post" action=ShipSelected::url() on:submit=submit class="grid gap-3">
            <input type="hidden" name="key" value=key.to_string()/>
            <input type="hidden" name="back" value=move || selection.answer.here.get()/>
            <input type="hidden" name=BOXES value=named(&row)/>
            <p class="text-xs text-muted">{t.orders.ship_all_text}</p>
            <p>
                <Button look=Look::SmallMain disabled=selection.answer.busy label=t.orders.ship_one(&row.number)>{t.orders.ship_all_submit}</Button>
            </p>
        </form>
    }
}

/// The box of an order: it sends the order with the version that the row shows.
#[component]
pub fn SelectBox(
    /// The order.
    row: OrderRow,
) -> impl IntoView {
    let t = use_texts();
    // Above the row's link, with room for a finger around it.
    view! {
        <label class="relative z-10 -my-2 grid size-11 cursor-pointer place-items-center lg:size-9">
            <span class="sr-only">{t.orders.select_one(&row.number)}</span>
            <input type="checkbox" name=BOXES value=named(&row) autocomplete="off" class="checkbox"/>
        </label>
    }
}

/// What became of the orders that were ticked, above the table.
#[component]
pub fn SelectionTelling(
    /// What the form works with.
    selection: Selection,
) -> impl IntoView {
    let t = use_texts();
    let failed = move || match selection.answer.said.get()? {
        Said::Failed(Failure::Invalid(errors)) if errors.iter().any(|error| error.field == "orders") => {
            Some(t.orders.select_first.to_owned())
        }
        Said::Failed(failure) => Some(words(t, &failure)),
        Said::Done(_) => None,
    };
    let done = move || match selection.answer.said.get()? {
        Said::Done(code) => {
            done_words(t, &code).map(|words| view! { <div class="mb-3" data-testid="done"><Notice tone=Tone::Good>{words}</Notice></div> })
        }
        Said::Failed(_) => None,
    };
    let failed = move || {
        failed().map(|words| view! { <div class="mb-3" data-testid="selection-failed"><Notice tone=Tone::Bad>{words}</Notice></div> })
    };
    let shipped = move || selection.shipped.get().map(|shipped| view! { <Told shipped/> });
    view! { <div id=TELLING tabindex="-1" class="px-5 outline-none empty:hidden md:px-8">{failed} {done} {shipped}</div> }
}

/// Which went, and which did not and why.
#[component]
fn Told(shipped: Shipped) -> impl IntoView {
    let t = use_texts();
    let Shipped { went, stayed } = shipped;
    let count = u32::try_from(went.len()).unwrap_or(u32::MAX);
    let tone = if stayed.is_empty() { Tone::Good } else { Tone::Warn };
    let reason = |(number, why): (String, Stayed)| {
        let of = number.clone();
        view! { <li data-stayed=of><span class="font-medium tabular-nums">{number}</span> " " {why.words(t)}</li> }
    };
    let reasons = stayed.into_iter().map(reason).collect_view();
    view! {
        <div class="mb-3" data-testid="shipped">
            <Notice tone>
                <p class="font-medium" data-testid="went">{t.orders.went(count)}</p>
                <p class="tabular-nums empty:hidden">{went.join(", ")}</p>
                <ul class="mt-2 grid gap-1 empty:hidden">{reasons}</ul>
            </Notice>
        </div>
    }
}

/// An order with the version that is shown of it, as forms name it.
fn named(row: &OrderRow) -> String {
    format!("{}.{}", row.id, row.version)
}

/// Whether the button that was pressed leads past the form's own target.
fn leads_elsewhere(event: &SubmitEvent) -> bool {
    event.submitter().and_then(|button| button.dyn_into::<Element>().ok()).is_some_and(|button| button.has_attribute("formaction"))
}

/// In the browser: ticks all boxes, or none when all are ticked.
fn tick_all() {
    let Ok(boxes) = document().query_selector_all("input[name='orders[]']") else { return };
    let boxes: Vec<HtmlInputElement> = (0..boxes.length()).filter_map(|index| boxes.get(index)?.dyn_into().ok()).collect();
    let all = boxes.iter().all(HtmlInputElement::checked);
    for each in boxes {
        each.set_checked(!all);
    }
}
