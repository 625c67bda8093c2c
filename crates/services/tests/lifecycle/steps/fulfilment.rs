use domain::orders::{HandOverForm, OrderState, ParcelEvent, Pieces, TrackingForm};
use rand::{Rng, rngs::StdRng};
use services::orders::{Actor, fulfilment};
use uuid::Uuid;

use super::Taken;
use crate::{
    said::{Said, same},
    world::{World, choose},
};

/// Staff give a parcel to the carrier.
#[derive(Clone, Debug)]
pub struct HandOver {
    order: u8,
    /// So many pieces of a line; else all that is left.
    wanted: Option<(u32, u32)>,
    notify: bool,
    /// How often the button is pressed.
    clicks: usize,
    key: u128,
    of_any: bool,
}

impl HandOver {
    pub fn any(random: &mut StdRng) -> Self {
        Self {
            order: random.random(),
            wanted: random.random_bool(0.7).then(|| (random.random_range(0..3), random.random_range(1..4))),
            notify: random.random_bool(0.8),
            clicks: random.random_range(1..3),
            key: random.random(),
            of_any: random.random_bool(0.2),
        }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(order) = world.order_with(self.order, self.of_any, |order| order.state == OrderState::Paid) else { return Ok(false) };
        let form = HandOverForm {
            key: Uuid::from_u128(self.key),
            pieces: self.wanted.map(|(position, quantity)| Pieces { position, quantity }).into_iter().collect(),
            tracking: TrackingForm::default(),
            notify: self.notify,
        };
        let expected = world.model.pack(order, self.wanted);
        let mut first = None;
        for _ in 0..self.clicks {
            let said = fulfilment::hand_over(&world.test.shop, Actor::Operator, &world.model.orders[order].number, &form).await;
            let said = Said::from(said.map(|parcel| {
                let id = *first.get_or_insert(parcel.id);
                (id == parcel.id, parcel.pieces.iter().map(|pieces| (pieces.position, pieces.quantity)).collect())
            }));
            same("handed over", &said, &Said::expected(expected.clone().map(|pieces| (true, pieces))))?;
        }
        if let (Some(id), Ok(pieces)) = (first, expected) {
            world.model.hand_over(order, id, pieces, self.notify);
        }
        Ok(true)
    }
}

/// Staff hear what became of a parcel.
#[derive(Clone, Debug)]
pub struct Report {
    parcel: u8,
    event: ParcelEvent,
}

impl Report {
    pub fn any(random: &mut StdRng) -> Self {
        let events = [ParcelEvent::Arrive, ParcelEvent::Arrive, ParcelEvent::Lose, ParcelEvent::ComeBack];
        Self { parcel: random.random(), event: *events.get(random.random_range(0..events.len())).unwrap() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(parcel) = choose(world.model.parcels.len(), self.parcel) else { return Ok(false) };
        let said = fulfilment::report(&world.test.shop, Actor::Operator, world.model.parcels[parcel].id, self.event).await;
        let expected = world.model.report(parcel, self.event);
        same("parcel", &Said::from(said.map(|parcel| parcel.state)), &Said::expected(expected))?;
        Ok(true)
    }
}

/// A buyer says that everything is there.
#[derive(Clone, Debug)]
pub struct ConfirmDelivery {
    order: u8,
    of_any: bool,
}

impl ConfirmDelivery {
    pub fn any(random: &mut StdRng) -> Self {
        Self { order: random.random(), of_any: random.random_bool(0.2) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(order) = world.order_with(self.order, self.of_any, |order| order.state == OrderState::Shipped) else { return Ok(false) };
        let said = fulfilment::confirm_delivery(&world.test.shop, &world.model.orders[order].token).await;
        same("delivered", &Said::from(said), &Said::expected(world.model.confirm_delivery(order)))?;
        Ok(true)
    }
}
