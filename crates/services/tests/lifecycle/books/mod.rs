//! Whether the database and the gateway look as the model says, and whether what must hold whatever happens holds.

mod audit;
mod never;
mod rows;

use crate::world::World;

/// Compares everything.
pub async fn check(world: &World) -> Result<(), String> {
    // One connection for all questions: each time one comes back to the pool, it is asked whether it still lives.
    let mut books = world.test.shop.pool.acquire().await.unwrap();
    rows::check(world, &mut books).await?;
    never::check(&mut books).await?;
    drop(books);
    audit::check(world).await
}
