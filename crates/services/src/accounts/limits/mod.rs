//! How often something may be tried: by where tries come from, and by whom they are about.
//!
//! [`count`] counts a try before it is looked at, so that of any number of tries at once no more than allowed are. Tries that turned out well are taken
//! back with [`give_back`] where only those that failed are to count: an office whose people log in in the morning is no attack.
//!
//! A window begins with its first try, and refused tries do not prolong it: nobody is kept out for longer than a window by what others do. A node that
//! has been told of a spent limit remembers it for some seconds, so that a flood costs a look into a table of its own and nothing else.

mod count;
mod limit;
mod rule;
mod rules;
mod spent;

pub use count::{count, give_back, is_spent};
pub use limit::Limit;
pub use rule::{NoRule, Rule};
pub use rules::Limits;
