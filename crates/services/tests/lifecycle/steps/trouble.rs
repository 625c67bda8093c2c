use std::future::{Ready, ready};

use rand::{Rng, rngs::StdRng};
use sandbox::Knob;

use super::Taken;
use crate::{
    model::{Bank, Gateway, Post},
    world::World,
};

/// The payment gateway gets into trouble.
#[derive(Clone, Debug)]
pub struct GatewayTrouble {
    trouble: Gateway,
}

impl GatewayTrouble {
    pub fn any(random: &mut StdRng) -> Self {
        Self { trouble: *[Gateway::Silent, Gateway::Drops, Gateway::Garbles].get(random.random_range(0..3)).unwrap() }
    }

    pub fn take(&self, world: &mut World) -> Ready<Taken> {
        world.model.gateway = self.trouble;
        turn_knobs(world);
        ready(Ok(true))
    }
}

/// The mail provider gets into trouble.
#[derive(Clone, Debug)]
pub struct PostTrouble {
    trouble: Post,
}

impl PostTrouble {
    pub fn any(random: &mut StdRng) -> Self {
        Self { trouble: *[Post::Silent, Post::Drops].get(random.random_range(0..2)).unwrap() }
    }

    pub fn take(&self, world: &mut World) -> Ready<Taken> {
        world.model.post = self.trouble;
        turn_knobs(world);
        ready(Ok(true))
    }
}

/// The refunds that are made from now on work, come back from the bank, or wait for the shop's balance.
#[derive(Clone, Debug)]
pub struct BankTrouble {
    trouble: Bank,
}

impl BankTrouble {
    pub fn any(random: &mut StdRng) -> Self {
        Self { trouble: *[Bank::Pays, Bank::Pays, Bank::Pays, Bank::Fails, Bank::Waits].get(random.random_range(0..5)).unwrap() }
    }

    pub fn take(&self, world: &mut World) -> Ready<Taken> {
        let is_new = world.model.bank != self.trouble;
        world.model.bank = self.trouble;
        turn_knobs(world);
        ready(Ok(is_new))
    }
}

/// One of them or both are well again.
#[derive(Clone, Debug)]
pub struct TroubleOver {
    gateway: bool,
    post: bool,
}

impl TroubleOver {
    pub fn any(random: &mut StdRng) -> Self {
        Self { gateway: random.random_bool(0.8), post: random.random_bool(0.8) }
    }

    pub fn take(&self, world: &mut World) -> Ready<Taken> {
        let was = (world.model.gateway, world.model.post);
        if self.gateway {
            world.model.gateway = Gateway::Answers;
        }
        if self.post {
            world.model.post = Post::Answers;
        }
        turn_knobs(world);
        ready(Ok(was != (world.model.gateway, world.model.post)))
    }
}

fn turn_knobs(world: &World) {
    let (gateway, bank, post) = (world.model.gateway, world.model.bank, world.model.post);
    let control = world.test.sandbox.control();
    for (knob, value) in [
        (Knob::MollieStatus, if gateway == Gateway::Silent { 503 } else { 0 }),
        (Knob::MollieDrop, u64::from(gateway == Gateway::Drops)),
        (Knob::MollieGarbage, u64::from(gateway == Gateway::Garbles)),
        (Knob::MollieRefundFails, u64::from(bank == Bank::Fails)),
        (Knob::MollieRefundQueued, u64::from(bank == Bank::Waits)),
        (Knob::ResendStatus, if post == Post::Silent { 503 } else { 0 }),
        (Knob::ResendDrop, u64::from(post == Post::Drops)),
    ] {
        control.set_fault(knob, value, None);
    }
}
