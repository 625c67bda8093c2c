use std::collections::BTreeMap;

use domain::orders::{OrderRefusal, OrderState, ParcelEvent, ParcelState};
use uuid::Uuid;

use super::Model;

/// A parcel.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub order: usize,
    pub id: Uuid,
    pub state: ParcelState,
    /// By the line's position.
    pub pieces: BTreeMap<u32, u32>,
}

impl Model {
    /// Pieces of each line of an order.
    pub fn ordered(&self, order: usize) -> BTreeMap<u32, u32> {
        let order = &self.orders[order];
        (0..).zip(&order.positions).map(|(position, (product, _))| (position, order.lines[product])).collect()
    }

    /// Pieces of an order in parcels of such states, by the line's position.
    pub fn in_parcels(&self, order: usize, counts: impl Fn(ParcelState) -> bool) -> BTreeMap<u32, u32> {
        let mut sum = BTreeMap::new();
        for parcel in self.parcels.iter().filter(|parcel| parcel.order == order && counts(parcel.state)) {
            for (position, pieces) in &parcel.pieces {
                *sum.entry(*position).or_default() += pieces;
            }
        }
        sum
    }

    /// What of an order is left to send; lines of which nothing is left are not in it.
    pub fn left_to_send(&self, order: usize) -> BTreeMap<u32, u32> {
        let sent = self.in_parcels(order, |state| state != ParcelState::Returned);
        let mut left = self.ordered(order);
        left.retain(|position, pieces| {
            *pieces -= sent.get(position).copied().unwrap_or_default();
            *pieces > 0
        });
        left
    }

    /// What goes into a parcel, if it may go: so many pieces of one line, or all that is left.
    pub fn pack(&self, order: usize, wanted: Option<(u32, u32)>) -> Result<BTreeMap<u32, u32>, OrderRefusal> {
        let state = self.orders[order].state;
        if !matches!(state, OrderState::Paid | OrderState::Shipped) {
            return Err(OrderRefusal::WrongState { state });
        }
        let left = self.left_to_send(order);
        let parcel = match wanted {
            Some((position, pieces)) => {
                let left = left.get(&position).copied().unwrap_or_default();
                if pieces > left {
                    return Err(OrderRefusal::TooManyPieces { position, left });
                }
                BTreeMap::from([(position, pieces)])
            }
            None => left,
        };
        if parcel.is_empty() { Err(OrderRefusal::NothingToSend) } else { Ok(parcel) }
    }

    /// A parcel leaves the house.
    pub fn hand_over(&mut self, order: usize, id: Uuid, pieces: BTreeMap<u32, u32>, notify: bool) {
        self.parcels.push(Parcel { order, id, state: ParcelState::HandedOver, pieces });
        if self.left_to_send(order).is_empty() && self.orders[order].state == OrderState::Paid {
            self.becomes(order, OrderState::Shipped);
        }
        if notify {
            self.write_to_buyer(order, format!("shipped/{id}"));
        }
    }

    /// Staff hear what became of a parcel.
    pub fn report(&mut self, parcel: usize, event: ParcelEvent) -> Result<ParcelState, OrderRefusal> {
        let parcel = &mut self.parcels[parcel];
        parcel.state = match (parcel.state, event) {
            (ParcelState::HandedOver | ParcelState::Lost, ParcelEvent::Arrive) => ParcelState::Delivered,
            (ParcelState::HandedOver, ParcelEvent::Lose) => ParcelState::Lost,
            (ParcelState::HandedOver | ParcelState::Lost, ParcelEvent::ComeBack) => ParcelState::Returned,
            _ => return Err(OrderRefusal::NotNow),
        };
        Ok(parcel.state)
    }

    /// The buyer says that everything is there: whether that is news.
    pub fn confirm_delivery(&mut self, order: usize) -> Result<bool, OrderRefusal> {
        match self.orders[order].state {
            OrderState::Delivered => return Ok(false),
            OrderState::Shipped => self.becomes(order, OrderState::Delivered),
            state => return Err(OrderRefusal::WrongState { state }),
        }
        for parcel in self.parcels.iter_mut().filter(|parcel| parcel.order == order && parcel.state == ParcelState::HandedOver) {
            parcel.state = ParcelState::Delivered;
        }
        Ok(true)
    }
}
