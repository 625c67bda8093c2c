//! An order for the tests of mails, and for looking at what mails say.

use chrono::DateTime;
use domain::{
    address::Address,
    language::Language,
    orders::{OrderLineView, OrderState, OrderView},
    vat::{BasisPoints, VatShare},
};

/// A paid order over CHF 1’241.90, of a buyer of this name who ordered a thing of this name.
pub(super) fn order(language: Language, name: &str) -> OrderView {
    OrderView {
        number: "2026-000042".into(),
        token: "t0ken".into(),
        state: OrderState::Paid,
        language,
        email: "anna@example.ch".into(),
        address: Address {
            name: name.into(),
            street: "Seeweg 12a".into(),
            postal_code: "6004".into(),
            city: "Luzern".into(),
            ..Address::default()
        },
        delivery_name: "PostPac".into(),
        delivery_fee: 790,
        items_total: 123_400,
        discount_total: 0,
        voucher: None,
        total: 124_190,
        gift_card_total: 0,
        due: 124_190,
        vat: vec![VatShare { rate: BasisPoints(810), gross: 124_190, vat: 9306 }],
        lines: vec![OrderLineView {
            position: 0,
            product_slug: "tasse-aare".into(),
            name: name.into(),
            options: "Salbei & Co".into(),
            sku: "TASSE-AARE-SALBEI".into(),
            quantity: 2,
            unit_price: 61_700,
            total: 123_400,
            picture: None,
        }],
        placed_at: DateTime::UNIX_EPOCH,
        held_until: None,
        payment: None,
        refunds: Vec::new(),
        history: Vec::new(),
        timeline: Vec::new(),
        parcels: Vec::new(),
        returns: Vec::new(),
        returnable: Vec::new(),
        invoice: None,
    }
}
