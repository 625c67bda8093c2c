//! The demo import: twice is as good as once, stock stays what it is, no picture is ever broken.

use std::path::{Path, PathBuf};

use domain::{
    catalog::{HERO_WIDTHS, PICTURE_WIDTHS},
    language::Language,
};
use serde_json::{Value, json};
use services::catalog::{self, ImportReport};
use testkit::TestShop;

fn texts(text: &str) -> Value {
    json!({ "de": text, "fr": text, "it": text, "en": text })
}

/// A folder with a product in two colours that has a picture, and one whose picture is missing.
async fn write_demo(folder: &Path, price: i64) {
    let product = |slug: &str, stock: i32, options: Value| {
        json!({
            "slug": slug, "category": "tisch", "name": texts(slug), "summary": texts("Satz."), "description": texts("Text."), "alt": texts("Bild"),
            "price_rappen": price, "compare_at_rappen": null, "vat_class": "standard", "weight_grams": 300, "stock": stock,
            "pictures": [format!("{slug}.png")], "options": options,
        })
    };
    let colours = json!([{ "name": texts("Farbe"), "values": [
        { "slug": "salbei", "name": texts("Salbei"), "price_delta_rappen": 0, "stock": 4 },
        { "slug": "nacht", "name": texts("Nacht"), "price_delta_rappen": 200, "stock": 0 },
    ]}]);
    let catalogue = json!({
        "categories": [{ "slug": "tisch", "name": texts("Tisch") }],
        "products": [product("tasse", 4, colours), product("krug", 7, json!([]))],
    });
    tokio::fs::create_dir_all(folder.join("pictures")).await.unwrap();
    tokio::fs::write(folder.join("catalogue.json"), catalogue.to_string()).await.unwrap();
    let night = image::RgbImage::from_pixel(60, 6, image::Rgb([40, 50, 74]));
    night.save(folder.join("pictures/tasse.png")).unwrap();
}

/// Everything that the import writes, as text.
async fn rows(test: &TestShop) -> String {
    let mut all = String::new();
    for table in ["categories", "products", "pictures", "options", "option_values", "variants", "variant_values"] {
        let statement = format!("SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM catalog_{table} AS t");
        all += &sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(statement)).fetch_one(&test.shop.pool).await.unwrap();
    }
    let stock = "SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM (SELECT to_jsonb(l) FROM stock_levels l UNION ALL SELECT to_jsonb(m) FROM stock_movements m) AS t";
    all + &sqlx::query_scalar::<_, String>(stock).fetch_one(&test.shop.pool).await.unwrap()
}

fn is_picture(path: &Path) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("avif") => bytes.get(4..12) == Some(b"ftypavif"),
        Some("webp") => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        _ => bytes.starts_with(&[0xff, 0xd8, 0xff]),
    }
}

fn files(media: &Path, stem: &str, widths: &[u32]) -> Vec<PathBuf> {
    widths.iter().flat_map(|width| ["avif", "webp", "jpg"].map(|extension| media.join(format!("{stem}-{width}.{extension}")))).collect()
}

#[tokio::test]
async fn importing_twice_is_importing_once() {
    TestShop::run(|test| async move {
        let media = &test.shop.settings.media_dir;
        let demo = media.join("demo");
        write_demo(&demo, 3_400).await;

        let report = catalog::import_demo(&test.shop, &demo).await.unwrap();
        let first = ImportReport { categories: 1, products: 2, variants: 3, pictures_written: 3, pictures_present: 0, placeholders: 2 };
        assert_eq!(report, first);

        let page = catalog::product(&test.shop, Language::De, "tasse").await.unwrap();
        assert_eq!(
            page.variants.iter().map(|variant| (variant.sku.as_str(), variant.price, variant.available)).collect::<Vec<_>>(),
            [("TASSE-SALBEI", 3_400, 4), ("TASSE-NACHT", 3_600, 0)]
        );
        let picture = &page.pictures[0];
        assert_eq!((picture.width, picture.height, picture.ground.code()), (60, 6, "night"));
        let jug = catalog::product(&test.shop, Language::De, "krug").await.unwrap();
        assert_eq!(jug.variants[0].sku, "KRUG");
        for (stem, widths) in
            [(picture.stem.as_str(), &PICTURE_WIDTHS[..]), (&jug.pictures[0].stem, &PICTURE_WIDTHS), ("hero", &HERO_WIDTHS)]
        {
            for file in files(media, stem, widths) {
                assert!(is_picture(&file), "{}", file.display());
            }
        }

        // Something is sold, one file is lost, and the same import comes again.
        sqlx::query!("UPDATE stock_buckets SET available = available - 1, sold = 1 WHERE available = 7")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let lost = files(media, &picture.stem, &PICTURE_WIDTHS).remove(2);
        std::fs::remove_file(&lost).unwrap();
        let before = rows(&test).await;
        let report = catalog::import_demo(&test.shop, &demo).await.unwrap();
        assert_eq!(report, ImportReport { pictures_written: 1, pictures_present: 2, ..first });
        assert_eq!(rows(&test).await, before);
        assert!(is_picture(&lost));

        // A new price comes through, and the stock stays what it is.
        write_demo(&demo, 3_500).await;
        catalog::import_demo(&test.shop, &demo).await.unwrap();
        let jug = catalog::product(&test.shop, Language::De, "krug").await.unwrap();
        assert_eq!((jug.variants[0].price, jug.variants[0].available), (3_500, 6));
    })
    .await;
}

#[tokio::test]
async fn what_staff_have_made_their_own_stays_theirs() {
    TestShop::run(|test| async move {
        let demo = test.shop.settings.media_dir.join("demo");
        write_demo(&demo, 3_400).await;
        catalog::import_demo(&test.shop, &demo).await.unwrap();
        for statement in [
            "UPDATE catalog_categories SET slug = 'tafel'",
            "UPDATE catalog_products SET slug = 'becher', pictures_edited_at = now() WHERE slug = 'tasse'",
            "DELETE FROM catalog_pictures WHERE product_id = (SELECT id FROM catalog_products WHERE slug = 'becher')",
        ] {
            sqlx::query(statement).execute(&test.shop.pool).await.unwrap();
        }
        catalog::import_demo(&test.shop, &demo).await.unwrap();
        let cup = catalog::product(&test.shop, Language::De, "becher").await.unwrap();
        assert_eq!((cup.category.0.as_str(), cup.pictures.len()), ("tafel", 0), "addresses and pictures are as staff left them");
        assert_eq!(catalog::product(&test.shop, Language::De, "krug").await.unwrap().pictures.len(), 1);
        assert_eq!(catalog::category_links(&test.shop, Language::De).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_faulty_file_changes_nothing() {
    TestShop::run(|test| async move {
        let demo = test.shop.settings.media_dir.join("demo");
        assert!(catalog::import_demo(&test.shop, &demo).await.is_err(), "no folder");
        write_demo(&demo, 3_401).await;
        let error = catalog::import_demo(&test.shop, &demo).await.unwrap_err();
        assert!(error.to_string().contains("multiple of 5 rappen"), "{error}");
        assert!(catalog::category_links(&test.shop, Language::De).await.unwrap().is_empty());
    })
    .await;
}
