//! What staff see of the settings and change, for those who may [`Permission::ChangeSettings`](domain::accounts::Permission::ChangeSettings). The account
//! that transfers go to needs [`Permission::ChangeAccount`](domain::accounts::Permission::ChangeAccount) as well, which asks for a fresh proof: whoever
//! changes it takes the money.

mod detail;
mod save;

pub use detail::detail;
pub use save::save;
