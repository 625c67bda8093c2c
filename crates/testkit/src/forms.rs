use domain::{
    address::Address,
    ids::{AccountId, GuestId},
    orders::CheckoutForm,
};
use uuid::Uuid;

/// A guest that no other test has, in a store that tests may share.
pub fn guest() -> GuestId {
    GuestId(random_id())
}

/// An account that no other test has. Nothing else is known of it.
pub fn account() -> AccountId {
    AccountId(random_id())
}

/// A form that the checkout accepts, but for `seen_total`, which depends on the cart; its key is new.
pub fn form() -> CheckoutForm {
    CheckoutForm {
        checkout_key: random_id(),
        email: "anna.muster@example.ch".into(),
        address: Address {
            name: "Anna Muster".into(),
            company: String::new(),
            street: "Seeweg 12a".into(),
            postal_code: "6004".into(),
            city: "Luzern".into(),
            country: "CH".into(),
        },
        delivery_method: "post-economy".into(),
        payment_method: "twint".into(),
        seen_total: 0,
        seen_gift_card: 0,
        seen_lines: String::new(),
    }
}

pub(crate) fn random_id() -> Uuid {
    uuid::Builder::from_random_bytes(rand::random()).into_uuid()
}
