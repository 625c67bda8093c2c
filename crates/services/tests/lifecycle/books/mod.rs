//! Whether the database and the gateway look as the model says, and whether what must hold whatever happens holds.

mod audit;
mod never;
mod rows;

use crate::world::World;

/// Compares everything.
pub async fn check(world: &World) -> Result<(), String> {
    rows::check(world).await?;
    never::check(world).await?;
    audit::check(world).await
}
