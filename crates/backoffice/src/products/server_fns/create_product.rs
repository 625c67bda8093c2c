use domain::ids::ProductId;
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::NewProductFields;

/// Makes a draft and leads to it.
#[server(prefix = "/fn", endpoint = "backoffice/products/create")]
pub async fn create_product(key: Uuid, #[server(default)] fields: NewProductFields) -> Result<ProductId, AppFailure> {
    use domain::language::Language;
    use site::told::with_query;

    use crate::products::lead;

    let mut kept = vec![
        ("e.category".to_owned(), fields.category.as_str()),
        ("e.vat_class".to_owned(), fields.vat_class.as_str()),
        ("e.price".to_owned(), fields.price.as_str()),
        ("e.weight_grams".to_owned(), fields.weight_grams.as_str()),
    ];
    kept.extend(Language::ALL.map(|language| (format!("e.name-{language}"), fields.name.get(language))));
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let failed = with_query("/backoffice/products/new", &kept);
    lead::on_to(create(key, &fields).await, &failed, |product| with_query(&lead::page(*product), &[("done", "created")]))
}

#[cfg(feature = "ssr")]
async fn create(key: Uuid, fields: &NewProductFields) -> Result<ProductId, AppFailure> {
    let asker = crate::asker::staff()?;
    let request = fields.read(key).map_err(AppFailure)?;
    site::failure::answer(services::backoffice::catalogue::create(&asker.shop, asker.by, &request).await)
}
