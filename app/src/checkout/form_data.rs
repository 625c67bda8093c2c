//! The form as the browser holds it.

use domain::{address::Address, orders::CheckoutForm};
use web_sys::FormData;

/// What was entered. The names are those that the server reads from a plain form.
pub fn entered(data: &FormData) -> CheckoutForm {
    let text = |name: &str| data.get(name).as_string().unwrap_or_default();
    CheckoutForm {
        checkout_key: text("form[checkout_key]").parse().unwrap_or_default(),
        email: text("form[email]"),
        address: Address {
            name: text("form[address][name]"),
            company: text("form[address][company]"),
            street: text("form[address][street]"),
            postal_code: text("form[address][postal_code]"),
            city: text("form[address][city]"),
            country: text("form[address][country]"),
        },
        delivery_method: text("form[delivery_method]"),
        payment_method: text("form[payment_method]"),
        seen_total: text("form[seen_total]").parse().unwrap_or_default(),
        seen_gift_card: text("form[seen_gift_card]").parse().unwrap_or_default(),
        seen_lines: text("form[seen_lines]"),
    }
}
