//! What became of an order in the earlier shop.

use super::super::{ImportFormat, RowProblem, cells::Cells};
use crate::orders::OrderState;

/// Delivered, cancelled or refunded. What its buyer or anybody else could still act on is told and not taken: it belongs into the earlier shop until it is
/// done with there.
pub(super) fn outcome(cells: &mut Cells<'_>, format: ImportFormat) -> Option<OrderState> {
    if format == ImportFormat::ShopifyOrders { of_shopify(cells) } else { of_astris(cells) }
}

fn of_astris(cells: &mut Cells<'_>) -> Option<OrderState> {
    let code = cells.text("state").to_lowercase();
    match OrderState::from_code(&code) {
        Some(OrderState::Delivered) => Some(OrderState::Delivered),
        // It was never paid, and nothing was sent.
        Some(OrderState::Cancelled | OrderState::Expired) => Some(OrderState::Cancelled),
        Some(OrderState::Refunded) => Some(OrderState::Refunded),
        Some(OrderState::Pending | OrderState::AwaitingPayment | OrderState::Paid | OrderState::Shipped) => {
            cells.wrong("state", RowProblem::StillOpen);
            None
        }
        None => {
            cells.wrong("state", if code.is_empty() { RowProblem::Required } else { RowProblem::Unknown });
            None
        }
    }
}

/// Shopify tells money and goods apart; only both together say whether something is left to do.
fn of_shopify(cells: &mut Cells<'_>) -> Option<OrderState> {
    let (money, goods) = (cells.text("financial_status").to_lowercase(), cells.text("fulfilment_status").to_lowercase());
    let is_cancelled = !cells.text("cancelled_at").is_empty();
    match (money.as_str(), goods.as_str()) {
        ("refunded", _) => Some(OrderState::Refunded),
        ("voided" | "expired", _) => Some(OrderState::Cancelled),
        ("pending" | "authorized", "" | "unfulfilled" | "restocked") if is_cancelled => Some(OrderState::Cancelled),
        ("paid" | "partially_refunded", "fulfilled") if !is_cancelled => Some(OrderState::Delivered),
        ("paid" | "partially_refunded" | "pending" | "authorized" | "partially_paid", _) => {
            let column = if matches!(money.as_str(), "paid" | "partially_refunded") { "fulfilment_status" } else { "financial_status" };
            cells.wrong(column, RowProblem::StillOpen);
            None
        }
        ("", _) => {
            cells.wrong("financial_status", RowProblem::Required);
            None
        }
        (_, _) => {
            cells.wrong("financial_status", RowProblem::Unknown);
            None
        }
    }
}
