//! What providers tell the shop. A notice is stored before it is answered, and believed in nothing but its id.

mod mollie;
mod routes;

pub use routes::routes;
