use rand::rngs::StdRng;
use services::mail;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// The worker sends mails.
#[derive(Clone, Debug)]
pub struct Deliver;

impl Deliver {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let said = Said::from(mail::deliver(&world.test.shop).await);
        same("mails sent", &said, &Said::Done(world.model.deliver()))?;
        // Pauses end when a step says so, however slow this machine is.
        world.run("UPDATE mail_outbox SET next_attempt_at = now() + interval '1 day' WHERE next_attempt_at > now()").await;
        Ok(true)
    }
}
