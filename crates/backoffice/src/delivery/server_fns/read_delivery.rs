use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::delivery::DeliveryScreen;

/// All methods, with what a parcel of this weight and worth costs; and with what the asker entered last into this form of this method and could not store,
/// or wanted to look at first.
#[server(prefix = "/fn", endpoint = "backoffice/delivery", input = GetUrl)]
pub async fn read_delivery(
    #[server(default)] method: String,
    #[server(default)] form: String,
    #[server(default)] kg: String,
    #[server(default)] worth: String,
) -> Result<DeliveryScreen, AppFailure> {
    use services::{backoffice, orders::delivery::staff};

    use super::kept_as;
    use crate::delivery::{NEW, RATES, RateFields, TEXTS};

    let asker = crate::asker::staff()?;
    let methods = site::failure::answer(staff::list(&asker.shop, asker.by).await)?;
    let texts = match form.as_str() {
        NEW | TEXTS => backoffice::entered(&asker.shop, asker.by, &kept_as(&form, &method)).await,
        _ => None,
    };
    let rates: Option<RateFields> = match form.as_str() {
        RATES => backoffice::entered(&asker.shop, asker.by, &kept_as(&form, &method)).await,
        _ => None,
    };
    let (kg, worth) = rates.as_ref().map_or((kg, worth), |fields| (fields.kg.clone(), fields.worth.clone()));
    let example = example(&methods, (kg, worth), (&method, rates.as_ref()));
    Ok(DeliveryScreen { methods, texts, rates, example, key: asker.shop.new_id() })
}

/// What a parcel costs by each method to each country, now and, of one method, by the rates that were entered.
#[cfg(feature = "ssr")]
fn example(
    methods: &[domain::backoffice::DeliveryMethodDetail],
    (kg, worth): (String, String),
    (method, rates): (&str, Option<&crate::delivery::RateFields>),
) -> crate::delivery::Example {
    use domain::{address::COUNTRIES, backoffice::delivery_fee};

    use crate::{
        delivery::{EXAMPLE, Example, ExampleFee},
        parsed::{amount, grams},
    };

    // What cannot be read is the usual parcel.
    let (kg, weight) = grams(&kg).map_or((EXAMPLE.0.to_owned(), 1_000), |grams| (kg, grams));
    let (worth, value) = amount(&worth).map_or((EXAMPLE.1.to_owned(), 8_000), |value| (worth, value));
    let entered = rates.and_then(|fields| fields.read().ok());
    let fees = methods.iter().flat_map(|of| {
        let then = entered.as_ref().filter(|_| of.code == method).unwrap_or(&of.rates);
        COUNTRIES.map(|country| ExampleFee {
            method: of.code.clone(),
            country: country.to_owned(),
            now: delivery_fee(&of.rates, country, weight, value),
            then: delivery_fee(then, country, weight, value),
        })
    });
    let fees = fees.collect();
    Example { kg, worth, fees }
}
