use std::sync::Arc;

use domain::{
    language::Language,
    orders::{CheckoutForm, OrderRefusal, OrderState, PlacedOrder},
    payments::PaymentState,
};
use rand::{Rng, rngs::StdRng};
use services::orders;

use super::{Taken, put_in_cart};
use crate::{
    model::cart::Obstacle,
    said::{Said, same},
    world::{BUYERS, World},
};

/// A buyer sends the checkout form.
#[derive(Clone, Debug)]
pub struct Place {
    buyer: usize,
    form: Form,
    /// Whether it does not matter if the buyer has anything in the cart.
    whatever: bool,
    /// Whether it is to be paid by transfer.
    by_transfer: bool,
}

/// Which form.
#[derive(Clone, Debug)]
enum Form {
    New,
    /// With a total that the buyer never saw.
    WrongTotal,
    /// With another part paid by a gift card.
    WrongGift,
    /// That of an order that was placed, unchanged.
    Again(u8),
    /// The same with another address.
    Altered(u8),
}

impl Place {
    pub fn any(random: &mut StdRng) -> Self {
        let form = match random.random_range(0..20) {
            0 | 1 => Form::WrongTotal,
            2 => Form::WrongGift,
            3..7 => Form::Again(random.random()),
            7 | 8 => Form::Altered(random.random()),
            _ => Form::New,
        };
        Self { buyer: random.random_range(0..BUYERS), form, whatever: random.random_bool(0.1), by_transfer: random.random_bool(0.25) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let mut buyers = (0..BUYERS).map(|next| (self.buyer + next) % BUYERS);
        let buyer = buyers.find(|buyer| self.whatever || !world.model.carts[*buyer].is_empty()).unwrap_or(self.buyer);
        let total = world.model.total(buyer).unwrap_or_default();
        match self.form {
            Form::New => self.place(world, buyer, (total, 0)).await,
            Form::WrongTotal => self.place(world, buyer, (total + 5, 0)).await,
            Form::WrongGift => self.place(world, buyer, (total, 5)).await,
            Form::Again(choice) => match world.order(choice) {
                Some(order) => again(world, order).await,
                None => Ok(false),
            },
            Form::Altered(choice) => match world.order(choice) {
                Some(order) => altered(world, order).await,
                None => Ok(false),
            },
        }
    }

    async fn place(&self, world: &mut World, buyer: usize, (seen_total, gift_error): (i64, i64)) -> Taken {
        let gift = world.model.gift_part(buyer, world.model.total(buyer).unwrap_or_default());
        let seen_gift_card = gift.map_or(0, |part| part.amount) + gift_error;
        let payment_method = if self.by_transfer { "prepayment" } else { "twint" }.to_owned();
        let form = CheckoutForm { payment_method, email: world.email(buyer), seen_total, seen_gift_card, ..testkit::form() };
        let said = Said::from(orders::place(Arc::clone(&world.test.shop), Language::De, world.owners[buyer], form.clone()).await);
        if let Err(obstacle) = world.model.obstacle(buyer, seen_total, seen_gift_card) {
            world.model.drafts[buyer] = Some(buyer);
            same("checkout", &without_name(said), &Said::Refused(refusal(world, obstacle).into()))?;
            return put_in_cart::check(world, buyer).await;
        }
        let Said::Done(placed) = said else { return Err(format!("checkout: the shop says {said:?}, the model that there is no obstacle")) };
        let order = world.record_order(buyer, form, &placed.token, gift).await;
        if world.model.orders[order].due > 0 {
            let payment = world.record_payment(order).await;
            submitted(world, payment, &placed)?;
        } else {
            same("nothing to pay", &placed.pay_at, &None)?;
        }
        put_in_cart::check(world, buyer).await
    }
}

/// Compares the answer to a payment that was asked for at the gateway.
pub fn submitted(world: &mut World, payment: usize, placed: &PlacedOrder) -> Result<(), String> {
    world.look_at_gateway(payment)?;
    let is_open = world.model.submit(payment);
    let address = world.model.payments[payment]
        .there
        .as_ref()
        .filter(|_| is_open && !world.model.payments[payment].by_transfer())
        .map(|there| there.id.clone());
    let id = placed.pay_at.as_deref().and_then(|address| address.rsplit('/').next()).map(str::to_owned);
    same("where to pay", &id, &address)
}

async fn again(world: &mut World, order: usize) -> Taken {
    let known = world.model.orders[order].clone();
    let newest = world.model.newest(order);
    let said = orders::place(Arc::clone(&world.test.shop), Language::De, world.owners[known.buyer], known.form).await;
    let Said::Done(placed) = Said::from(said) else { return Err("the same form again is not answered as before".to_owned()) };
    same("token", &placed.token, &known.token)?;
    let awaited = known.state == OrderState::AwaitingPayment;
    match newest.filter(|_| awaited).map(|payment| (payment, world.model.payments[payment].state)) {
        Some((payment, PaymentState::Created)) => submitted(world, payment, &placed)?,
        Some((payment, PaymentState::Open)) => {
            same("payable still", &placed.pay_at.is_some(), &!world.model.payments[payment].by_transfer())?;
        }
        _ => same("payable no more", &placed.pay_at, &None)?,
    }
    put_in_cart::check(world, known.buyer).await
}

async fn altered(world: &mut World, order: usize) -> Taken {
    let known = world.model.orders[order].clone();
    let mut form = known.form;
    "Bern".clone_into(&mut form.address.city);
    let said = orders::place(Arc::clone(&world.test.shop), Language::De, world.owners[known.buyer], form).await;
    same("an altered form", &Said::from(said), &Said::refused(OrderRefusal::CheckoutReused))?;
    put_in_cart::check(world, known.buyer).await
}

fn refusal(world: &World, obstacle: Obstacle) -> OrderRefusal {
    match obstacle {
        Obstacle::Refusal(refusal) => refusal,
        Obstacle::Short { product, left } => OrderRefusal::OutOfStock { variant: world.variants[product], name: String::new(), left },
    }
}

/// Names are for people.
fn without_name(said: Said<PlacedOrder>) -> Said<PlacedOrder> {
    match said {
        Said::Refused(domain::failure::Refusal::Order(OrderRefusal::OutOfStock { variant, left, .. })) => {
            Said::refused(OrderRefusal::OutOfStock { variant, name: String::new(), left })
        }
        said => said,
    }
}
