//! What can happen to a shop. Each verb is a file: what it chooses at random, how it asks the shop, and what it expects of the model.
//!
//! A step names what it is about by a small number instead of an id, so that it means something in any shop: steps can be taken out of a sequence,
//! and the rest can still be played. A step that finds nothing to act on does nothing and is not counted.

mod called_off;
mod chargeback;
mod clean_up;
mod code;
mod dashboard;
mod deliver;
mod expire;
mod fulfilment;
mod happen;
mod log_in;
mod notice;
mod place;
mod put_in_cart;
mod reconcile;
mod refund;
mod retry;
mod returns;
mod review;
mod settle;
mod settle_at_once;
mod time;
mod transfer;
mod trouble;
mod way_back;
mod wrong_amount;

use rand::{Rng, rngs::StdRng};

use crate::world::World;

/// Whether a step found something to do, or what the shop did wrong.
pub type Taken = Result<bool, String>;

/// The table of steps: a name, its file and type, and how often it comes compared with the others.
macro_rules! steps {
    ($($name:ident($file:ident, $weight:literal)),* $(,)?) => {
        /// One thing that happens.
        #[derive(Clone, Debug)]
        pub enum Step {
            $($name($file::$name),)*
        }

        impl Step {
            /// Some step.
            pub fn any(random: &mut StdRng) -> Self {
                let mut left = random.random_range(0..[$($weight),*].iter().sum::<u32>());
                $(
                    if left < $weight {
                        return Self::$name($file::$name::any(random));
                    }
                    left -= $weight;
                )*
                unreachable!("{left} is beyond the weights")
            }

            /// Does it, and compares what the shop answers.
            pub async fn take(&self, world: &mut World) -> Taken {
                match self {
                    $(Self::$name(step) => step.take(world).await,)*
                }
            }

            /// The verb's name.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                }
            }
        }
    };
}

steps! {
    PutInCart(put_in_cart, 20),
    Place(place, 20),
    EnterCode(code, 8),
    LogIn(log_in, 6),
    Happen(happen, 28),
    Settle(settle, 18),
    SettleAtOnce(settle_at_once, 3),
    WayBack(way_back, 6),
    Notice(notice, 8),
    WorkNotices(notice, 6),
    Reconcile(reconcile, 6),
    Retry(retry, 9),
    HoldOver(time, 3),
    Expire(expire, 4),
    Deliver(deliver, 6),
    PausesOver(time, 6),
    GrowOld(time, 1),
    GatewayTrouble(trouble, 2),
    PostTrouble(trouble, 1),
    TroubleOver(trouble, 9),
    WrongAmount(wrong_amount, 2),
    CleanUp(clean_up, 2),
    CallOff(called_off, 2),
    CancelOpen(called_off, 4),
    TimePasses(time, 12),
    Refund(refund, 11),
    SubmitRefunds(refund, 10),
    BankTrouble(trouble, 3),
    GiveBackThere(dashboard, 5),
    ChargeBack(chargeback, 4),
    ChargebackOff(chargeback, 2),
    Review(review, 4),
    Arrive(transfer, 12),
    SendBack(transfer, 4),
    HandOver(fulfilment, 7),
    Report(fulfilment, 4),
    ConfirmDelivery(fulfilment, 3),
    AskToReturn(returns, 8),
    HandleReturn(returns, 8),
}
