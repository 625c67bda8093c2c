use domain::orders::{EnteredPieces, OrderRefusal, ReturnForm, ReturnState};
use rand::{Rng, rngs::StdRng};
use services::orders::{Actor, returns};
use uuid::Uuid;

use super::Taken;
use crate::{
    said::{Said, same},
    world::{World, choose},
};

/// A buyer asks to send pieces of a line back.
#[derive(Clone, Debug)]
pub struct AskToReturn {
    order: u8,
    position: u8,
    pieces: u32,
    /// An earlier form is sent once more instead, unchanged or with other words.
    again: Option<(u8, bool)>,
}

impl AskToReturn {
    pub fn any(random: &mut StdRng) -> Self {
        Self {
            order: random.random(),
            position: random.random(),
            pieces: random.random_range(1..4),
            again: random.random_bool(0.2).then(|| (random.random(), random.random())),
        }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        if let Some((choice, is_altered)) = self.again {
            return again(world, choice, is_altered).await;
        }
        // Mostly of an order that was sent.
        let sent: Vec<usize> = world.model.parcels.iter().map(|parcel| parcel.order).collect();
        let order = if self.order < 230 { choose(sent.len(), self.order).map(|number| sent[number]) } else { world.order(self.order) };
        let Some(order) = order else { return Ok(false) };
        let position = u32::from(self.position) % u32::try_from(world.model.orders[order].positions.len()).unwrap();
        let number = world.model.returns_of(order) + 1;
        let token = world.model.orders[order].token.clone();
        let said = Said::from(returns::request(&world.test.shop, &token, &form(number, (position, self.pieces), "")).await);
        let expected = world.model.may_return(order, position, self.pieces);
        same("asked to return", &said, &expected)?;
        if expected == Said::Done(()) {
            let id: Uuid = sqlx::query_scalar("SELECT id FROM orders_returns WHERE order_id = $1 AND number = $2")
                .bind(world.model.orders[order].id)
                .bind(i32::try_from(number).unwrap())
                .fetch_one(&world.test.shop.pool)
                .await
                .unwrap();
            world.model.ask_to_return(order, id, (position, self.pieces));
        }
        Ok(true)
    }
}

async fn again(world: &World, choice: u8, is_altered: bool) -> Taken {
    let Some(number) = choose(world.model.returns.len(), choice) else { return Ok(false) };
    let goods = &world.model.returns[number];
    let form = form(goods.number, (goods.position, goods.pieces), if is_altered { "and soon" } else { "" });
    let said = Said::from(returns::request(&world.test.shop, &world.model.orders[goods.order].token, &form).await);
    let expected = if is_altered { Said::refused(OrderRefusal::RequestReused) } else { Said::Done(()) };
    same("asked to return again", &said, &expected)?;
    Ok(true)
}

fn form(number: usize, (position, pieces): (u32, u32), words: &str) -> ReturnForm {
    ReturnForm {
        number: number.to_string(),
        reason: "damaged".into(),
        words: words.into(),
        pieces: vec![EnteredPieces { position: position.to_string(), quantity: pieces.to_string() }],
    }
}

/// Staff deal with goods that a buyer wants to send back.
#[derive(Clone, Debug)]
pub struct HandleReturn {
    goods: u8,
    deed: Deed,
}

#[derive(Clone, Debug)]
enum Deed {
    Accept,
    Refuse,
    Receive { restock: bool },
    Close,
}

impl HandleReturn {
    pub fn any(random: &mut StdRng) -> Self {
        let deed = match random.random_range(0..8) {
            0..3 => Deed::Accept,
            3 => Deed::Refuse,
            4..7 => Deed::Receive { restock: random.random_bool(0.7) },
            _ => Deed::Close,
        };
        Self { goods: random.random(), deed }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(goods) = choose(world.model.returns.len(), self.goods) else { return Ok(false) };
        let (id, staff) = (world.model.returns[goods].id, Actor::Operator);
        let shop = &world.test.shop;
        match self.deed {
            Deed::Accept => {
                let said = returns::accept(shop, staff, id, "").await;
                same("accepted", &Said::from(said), &Said::expected(world.model.decide_return(goods, ReturnState::Accepted)))?;
            }
            Deed::Refuse => {
                let said = returns::refuse(shop, staff, id, "It was worn.").await;
                same("declined", &Said::from(said), &Said::expected(world.model.decide_return(goods, ReturnState::Refused)))?;
            }
            Deed::Receive { restock } => {
                let said = returns::receive(shop, staff, id, restock).await.map(|received| received.worth);
                same("received", &Said::from(said), &Said::expected(world.model.receive_return(goods, restock)))?;
            }
            Deed::Close => {
                let said = returns::close(shop, staff, id).await;
                same("closed", &Said::from(said), &Said::expected(world.model.close_return(goods)))?;
            }
        }
        Ok(true)
    }
}
