use domain::ids::VariantId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::stock::StockScreen;

/// Corrects how many pieces there are: `direction` is `more` or `fewer`.
#[server(prefix = "/fn", endpoint = "backoffice/stock/correct")]
pub async fn correct_stock(
    variant: VariantId,
    key: Uuid,
    #[server(default)] direction: String,
    #[server(default)] pieces: String,
    #[server(default)] reason: String,
    back: String,
) -> Result<StockScreen, AppFailure> {
    use domain::{
        failure::{Failure, FieldError},
        stock::MOST_MOVED,
    };
    use services::stock::Correction;

    let fields = [("direction", direction.as_str()), ("pieces", pieces.as_str()), ("reason", reason.as_str())];
    let form = crate::orders::Form { name: "correct", done: "stock-corrected", back: &back, fields: &fields };
    form.lead(match crate::parsed::count("pieces", &pieces, MOST_MOVED) {
        Ok(count) => {
            let count = count.cast_signed();
            let change = if direction == "more" { count } else { -count };
            correct(&Correction { key, variant, change, reason: reason.clone() }).await
        }
        Err(error) => {
            // Said together, so that nobody has to send it twice to hear of both.
            let missing = reason.trim().is_empty().then(|| FieldError::required("reason"));
            Err(AppFailure(Failure::Invalid(std::iter::once(error).chain(missing).collect())))
        }
    })
}

#[cfg(feature = "ssr")]
async fn correct(correction: &services::stock::Correction) -> Result<StockScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::stock::correct(&asker.shop, asker.by, correction).await)?;
    crate::stock::screen(&asker, correction.variant, None).await
}
