use rand::rngs::StdRng;
use services::orders;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// The worker ends orders whose hold is over.
#[derive(Clone, Debug)]
pub struct Expire;

impl Expire {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let said = Said::from(orders::expire_unpaid(&world.test.shop).await);
        same("expired", &said, &Said::Done(world.model.expire()))?;
        Ok(true)
    }
}
