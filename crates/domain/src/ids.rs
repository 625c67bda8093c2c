//! Identifiers: one type per thing, so that a product cannot be passed where a variant is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A product: what is described and pictured; sold through its variants.
    ProductId,
    /// A variant: what is priced, stocked and sold. Its SKU is unique.
    VariantId,
    /// A visitor who is not logged in; known to the session and to nobody else.
    GuestId,
    /// A customer with an account.
    AccountId,
    /// One log-in of an account on one device: names it where it is listed and ended, and opens nothing.
    SessionId,
    /// An order.
    OrderId,
    /// One attempt to pay an order.
    PaymentId,
}
