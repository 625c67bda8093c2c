//! Undoing what was just done to a variant's pieces: the opposite, as an entry of its own. The ledger is only ever added to.

use domain::{backoffice::MovementRow, stock::MovementKind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::Look;

use super::{
    act::act,
    backorder, correction,
    counter::Counter,
    query::BEFORE,
    server_fns::{CorrectStock, SetBackorder},
};
use crate::{orders::Act, text::use_texts};

/// The form that undoes what was done, if it can be.
pub fn undo(counter: Counter, done: &str) -> Option<AnyView> {
    match done {
        "stock-received" | "stock-corrected" => newest(counter).and_then(|movement| back(counter, &movement)),
        "backorder-on" => Some(set(counter, false, "backorder-off")),
        "backorder-off" => Some(set(counter, true, "backorder-on")),
        _ => None,
    }
}

/// The newest movement; none on a page of older ones.
fn newest(counter: Counter) -> Option<MovementRow> {
    let is_later = use_query_map().with_untracked(|query| query.get(BEFORE).is_some_and(|before| !before.is_empty()));
    if is_later { None } else { counter.screen.with_untracked(|screen| screen.stock.movements.first().cloned()) }
}

/// The correction that makes up for a movement of the staff's; what orders have moved is not theirs to undo.
fn back(counter: Counter, movement: &MovementRow) -> Option<AnyView> {
    let t = use_texts();
    let change = match movement.kind {
        MovementKind::GoodsIn | MovementKind::Correction => movement.change(),
        MovementKind::Hold | MovementKind::Release | MovementKind::Sale | MovementKind::SaleAfterRelease | MovementKind::Return => {
            return None;
        }
    };
    let form = Act {
        form: correction::FORM.to_owned(),
        done: "stock-corrected",
        submit: t.frame.undo,
        keeps: &["direction", "pieces", "reason"],
        look: Look::Small,
    };
    let direction = if change > 0 { "fewer" } else { "more" };
    let fields = view! {
        <input type="hidden" name="direction" value=direction/>
        <input type="hidden" name="pieces" value=change.unsigned_abs().to_string()/>
        <input type="hidden" name="reason" value=t.frame.undone/>
    };
    Some(act::<CorrectStock>(counter, form, correction::change, fields))
}

fn set(counter: Counter, allowed: bool, done: &'static str) -> AnyView {
    let t = use_texts();
    let form = Act { form: backorder::FORM.to_owned(), done, submit: t.frame.undo, keeps: &[], look: Look::Small };
    act::<SetBackorder>(counter, form, |_| 0, view! { <input type="hidden" name="allowed" value=allowed.to_string()/> })
}
