use std::path::Path;

use domain::catalog::{HERO_WIDTHS, PICTURE_WIDTHS, sku};

use super::{
    demo_file::{Catalogue, DemoProduct},
    import_store::{self as store, Position, VariantData},
    pictures::{self, Request, Stored},
};
use crate::{error::Result, shop::Shop};

/// The source and the stem of the home page's large picture.
const HERO: &str = "hero";

/// Width and height of a placeholder for a product, and for the home page's picture.
const PRODUCT_SIZE: (u32, u32) = (1200, 1200);
const HERO_SIZE: (u32, u32) = (2000, 1000);

/// What an import found and did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Categories in the file.
    pub categories: usize,
    /// Products in the file.
    pub products: usize,
    /// Variants in the file.
    pub variants: usize,
    /// Pictures of which at least one file had to be written.
    pub pictures_written: usize,
    /// Pictures whose files were all there.
    pub pictures_present: usize,
    /// Pictures, among both, that stand in for a missing source.
    pub placeholders: usize,
}

/// Brings the catalogue of a folder (`catalogue.json`, `pictures/`) into the shop, pictures included.
///
/// Doing it again changes nothing; texts and prices that differ are those of the file afterwards. Stock is written for new variants only: what
/// has been sold since stays sold. Products and variants that the file does not know are left alone. The rows come in one transaction, once
/// all pictures are there, so no page ever shows a product without its picture.
pub async fn import_demo(shop: &Shop, folder: &Path) -> Result<ImportReport> {
    let catalogue = Catalogue::read(folder)?;
    let known = store::known_pictures(&shop.pool).await?;
    let stored = pictures::store(&shop.settings.media_dir, requests(&catalogue, folder), known).await?;
    let report = ImportReport {
        categories: catalogue.categories.len(),
        products: catalogue.products.len(),
        variants: catalogue.products.iter().map(|product| variants(product).len()).sum(),
        pictures_written: stored.iter().filter(|picture| picture.written).count(),
        pictures_present: stored.iter().filter(|picture| !picture.written).count(),
        placeholders: stored.iter().filter(|picture| picture.placeholder).count(),
    };

    // The home page's picture comes first and has no row.
    let mut of_products = stored.into_iter().skip(1);
    let mut transaction = shop.begin().await?;
    store::lock(&mut transaction).await?;
    for (position, category) in (1..).zip(&catalogue.categories) {
        store::put_category(&mut transaction, position, category).await?;
    }
    for (position, product) in (1..).zip(&catalogue.products) {
        let id = store::put_product(&mut transaction, position, product).await?;
        let pictures: Vec<Stored> = of_products.by_ref().take(product.pictures.len()).collect();
        store::put_pictures(&mut transaction, id, product, &pictures).await?;
        let values = store::put_options(&mut transaction, id, product).await?;
        for (position, variant) in (1..).zip(variants(product)) {
            let value = variant.value.and_then(|slug| values.get(slug)).copied();
            store::put_variant(&mut transaction, Position { product: id, position }, &variant, value).await?;
        }
    }
    transaction.commit().await?;
    Ok(report)
}

/// The home page's picture, then the products' ones in their order.
fn requests(catalogue: &Catalogue, folder: &Path) -> Vec<Request> {
    let sources = folder.join("pictures");
    let hero = Request {
        name: HERO.to_owned(),
        source: sources.join(format!("{HERO}.jpg")),
        widths: &HERO_WIDTHS,
        placeholder_size: HERO_SIZE,
        fixed_address: true,
    };
    let of_products = catalogue.products.iter().flat_map(|product| {
        product.pictures.iter().map(|name| Request {
            name: product.slug.clone(),
            source: sources.join(name),
            widths: &PICTURE_WIDTHS,
            placeholder_size: PRODUCT_SIZE,
            fixed_address: false,
        })
    });
    std::iter::once(hero).chain(of_products).collect()
}

/// What is sold of a product: a variant per value of its option, or one.
fn variants(product: &DemoProduct) -> Vec<VariantData<'_>> {
    let variant = |value: Option<&'_ str>, delta: i64, stock| VariantData {
        sku: sku(&product.slug, value),
        value: None,
        price: product.price_rappen + delta,
        compare_at: product.compare_at_rappen.map(|former| former + delta),
        weight_grams: product.weight_grams,
        stock,
    };
    match product.options.first() {
        None => vec![variant(None, 0, product.stock)],
        Some(option) => option
            .values
            .iter()
            .map(|value| VariantData { value: Some(&value.slug), ..variant(Some(&value.slug), value.price_delta_rappen, value.stock) })
            .collect(),
    }
}
