//! What can be set of the shop: by its operator, on the staff's screen, or not at all. The operator's word wins over the screen's, and that over what is
//! built in.

mod check;
mod setting;
mod values;

pub use check::{SettingFault, SettingProblem, check_settings};
pub use setting::Setting;
pub use values::SettingValues;
