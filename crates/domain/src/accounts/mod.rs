//! People who log in: who they are, what they may do, and what the shop tells nobody about them.

mod consent;
mod device;
mod forms;
mod links;
pub mod network;
mod password;
mod permissions;
mod principal;
mod refusal;
mod role_set;
mod roles;
mod second_factor;
mod views;

pub use consent::*;
pub use device::device_words;
pub use forms::*;
pub use links::*;
pub use password::*;
pub use permissions::*;
pub use principal::*;
pub use refusal::*;
pub use role_set::Roles;
pub use roles::*;
pub use second_factor::*;
pub use views::*;
