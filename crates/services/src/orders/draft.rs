//! What a buyer has entered at checkout so far, kept so that an error loses nothing. It may be lost itself: no order depends on it.

use domain::{cart::CartOwner, orders::CheckoutForm};

use crate::shop::Shop;

pub(super) fn key(owner: CartOwner) -> String {
    format!("checkout:{owner}")
}

/// The draft; none when there is none, or when the store does not answer.
pub(super) async fn load(shop: &Shop, owner: CartOwner) -> Option<CheckoutForm> {
    match shop.ephemeral.get(&key(owner)).await {
        Ok(entry) => entry.and_then(|entry| serde_json::from_slice(&entry.value).ok()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "checkout draft not read");
            None
        }
    }
}

/// Keeps the draft as long as the cart.
pub(super) async fn save(shop: &Shop, owner: CartOwner, form: &CheckoutForm) {
    let Ok(value) = serde_json::to_vec(form) else { return };
    if let Err(error) = shop.ephemeral.put(&key(owner), &value, shop.settings.cart_ttl).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "checkout draft not kept");
    }
}

/// Keeps what a buyer has entered at checkout so far, because the page is about to be left for something else.
pub async fn note(shop: &Shop, owner: CartOwner, form: &CheckoutForm) {
    if !form.checkout_key.is_nil() {
        save(shop, owner, form).await;
    }
}

/// Forgets the draft, so that the next checkout has a key of its own.
pub(super) async fn forget(shop: &Shop, owner: CartOwner) {
    if let Err(error) = shop.ephemeral.delete(&key(owner)).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "checkout draft not removed");
    }
}
