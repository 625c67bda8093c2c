//! The catalogue: lists, search, product pages.

use domain::{
    catalog::{ListQuery, ListView, PRODUCTS_PER_PAGE, Sort},
    language::Language,
};
use services::{catalog, error::Error};
use testkit::{TestShop, product};

const DE: Language = Language::De;

fn slugs(view: &ListView) -> Vec<&str> {
    view.products.iter().map(|card| card.slug.as_str()).collect()
}

async fn search(test: &TestShop, language: Language, words: &str) -> Vec<String> {
    let query = ListQuery { words: Some(words.into()), ..ListQuery::default() };
    let view = catalog::list(&test.shop, language, &query).await.unwrap();
    assert_eq!(view.total as usize, view.products.len());
    view.products.into_iter().map(|card| card.slug).collect()
}

#[tokio::test]
async fn an_empty_catalogue_has_empty_pages() {
    TestShop::run(|test| async move {
        let home = catalog::home(&test.shop, DE).await.unwrap();
        assert!(home.categories.is_empty() && home.newest.is_empty() && home.popular.is_empty());
        let list = catalog::list(&test.shop, DE, &ListQuery::default()).await.unwrap();
        assert_eq!((list.total, list.page, list.pages), (0, 1, 1));
        assert!(catalog::suggest(&test.shop, DE, "tasse").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_card_sums_up_the_variants() {
    TestShop::run(|test| async move {
        product()
            .name("Tasse")
            .variants(&[("rot", 3_400, 5), ("blau", 3_000, 0), ("gold", 3_600, 2)])
            .compare_at(4_000)
            .pictures(2)
            .insert(&test)
            .await;
        product().name("Krug").price(900).pictures(0).stock(0).insert(&test).await;
        let list = catalog::list(&test.shop, Language::It, &ListQuery::default()).await.unwrap();
        let (mug, jug) = (&list.products[0], &list.products[1]);
        assert_eq!(
            (mug.name.as_str(), mug.price, mug.price_varies, mug.compare_at, mug.available),
            ("Tasse it", 3_000, true, Some(4_000), 7)
        );
        assert_eq!(mug.picture.as_ref().unwrap().alt, "Bild it");
        assert!(mug.second_picture.is_some());
        assert_eq!((jug.price_varies, jug.compare_at, jug.available, jug.picture.is_none()), (false, None, 0, true));
    })
    .await;
}

#[tokio::test]
async fn archived_variants_and_products_are_not_shown() {
    TestShop::run(|test| async move {
        let mug = product().name("Tasse").variants(&[("rot", 3_000, 5), ("gold", 3_600, 2)]).insert(&test).await;
        let pot = product().name("Kanne").insert(&test).await;
        sqlx::query!("UPDATE catalog_variants SET archived_at = now() WHERE id = $1", mug.variants[0].0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        sqlx::query!("UPDATE catalog_products SET archived_at = now() WHERE id = $1", pot.id.0).execute(&test.shop.pool).await.unwrap();

        let list = catalog::list(&test.shop, DE, &ListQuery::default()).await.unwrap();
        assert_eq!(slugs(&list), ["tasse"]);
        assert_eq!((list.products[0].price, list.products[0].price_varies, list.products[0].available), (3_600, false, 2));
        let page = catalog::product(&test.shop, DE, "tasse").await.unwrap();
        assert_eq!(page.variants.len(), 1);
        assert_eq!(page.options[0].values.len(), 1, "a value that no variant has is not offered");
        for slug in ["kanne", "nirgends", "", "'; DROP TABLE orders; --"] {
            assert!(matches!(catalog::product(&test.shop, DE, slug).await, Err(Error::NotFound)), "{slug}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_product_page_has_options_variants_and_relatives() {
    TestShop::run(|test| async move {
        let mug = product().name("Tasse").variants(&[("rot", 3_000, 5), ("gold", 3_600, 0)]).pictures(3).insert(&test).await;
        product().name("Kanne").insert(&test).await;
        product().name("Lampe").category("licht").insert(&test).await;
        let page = catalog::product(&test.shop, Language::En, "tasse").await.unwrap();
        assert_eq!((page.name.as_str(), page.category.0.as_str(), page.category.1.as_str()), ("Tasse en", "test", "test en"));
        assert_eq!((page.pictures.len(), page.weight_grams), (3, 250));
        assert_eq!((page.options[0].slug.as_str(), page.options[0].name.as_str()), ("farbe", "Farbe en"));
        assert_eq!(page.options[0].values[1].name, "gold en");
        let gold = &page.variants[1];
        assert_eq!((gold.id, gold.sku.as_str(), gold.values.as_slice()), (mug.variants[1], "TASSE-GOLD", ["gold".to_owned()].as_slice()));
        assert_eq!((gold.price, gold.available), (3_600, 0));
        assert_eq!(page.related.iter().map(|card| card.slug.as_str()).collect::<Vec<_>>(), ["kanne"]);
    })
    .await;
}

#[tokio::test]
async fn a_variant_is_found_by_its_values_as_long_as_it_is_sold() {
    TestShop::run(|test| async move {
        let mug = product().name("Tasse").variants(&[("rot", 3_000, 5), ("gold", 3_600, 0)]).insert(&test).await;
        let plain = product().name("Kanne").insert(&test).await;
        let find = async |product: &str, values: &[&str]| {
            catalog::variant(&test.shop, product, &values.iter().map(ToString::to_string).collect::<Vec<_>>()).await
        };
        assert_eq!(find("tasse", &["gold"]).await.unwrap(), Some(mug.variants[1]));
        assert_eq!(find("kanne", &[]).await.unwrap(), Some(plain.variant()));
        for (product, values) in
            [("tasse", [].as_slice()), ("tasse", &["blau"]), ("tasse", &["rot", "gold"]), ("kanne", &["rot"]), ("kanne", &["\0"])]
        {
            assert_eq!(find(product, values).await.unwrap(), None, "{product} {values:?}");
        }
        sqlx::query("UPDATE catalog_variants SET archived_at = now() WHERE id = $1")
            .bind(mug.variants[1].0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(find("tasse", &["gold"]).await.unwrap(), None);
        sqlx::query("UPDATE catalog_products SET archived_at = now() WHERE slug = 'tasse'").execute(&test.shop.pool).await.unwrap();
        for product in ["tasse", "nichts"] {
            assert!(matches!(find(product, &["rot"]).await, Err(Error::NotFound)), "{product}");
        }
    })
    .await;
}

#[tokio::test]
async fn lists_are_sorted_and_filtered() {
    TestShop::run(|test| async move {
        product().name("Alpha").price(2_000).insert(&test).await;
        product().name("Beta").price(1_000).stock(0).insert(&test).await;
        product().name("Gamma").price(3_000).category("licht").insert(&test).await;
        let list = |sort, available_only, category: Option<&str>| {
            let query = ListQuery { sort, available_only, category: category.map(Into::into), ..ListQuery::default() };
            let shop = test.shop.clone();
            async move { catalog::list(&shop, DE, &query).await.unwrap() }
        };
        assert_eq!(slugs(&list(Sort::Featured, false, None).await), ["alpha", "beta", "gamma"]);
        assert_eq!(slugs(&list(Sort::PriceUp, false, None).await), ["beta", "alpha", "gamma"]);
        assert_eq!(slugs(&list(Sort::PriceDown, false, None).await), ["gamma", "alpha", "beta"]);
        assert_eq!(slugs(&list(Sort::Newest, false, None).await), ["gamma", "beta", "alpha"]);
        assert_eq!(slugs(&list(Sort::PriceUp, true, None).await), ["alpha", "gamma"]);
        let licht = list(Sort::Featured, false, Some("licht")).await;
        assert_eq!((slugs(&licht), licht.total), (vec!["gamma"], 1));
        assert_eq!(licht.category.map(|category| (category.name, category.products)), Some(("licht".into(), 1)));

        let unknown = ListQuery { category: Some("keller".into()), ..ListQuery::default() };
        assert!(matches!(catalog::list(&test.shop, DE, &unknown).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn pages_cover_the_list_and_end_there() {
    TestShop::run(|test| async move {
        let total = PRODUCTS_PER_PAGE * 2 + 1;
        for _ in 0..total {
            product().insert(&test).await;
        }
        let mut seen = std::collections::HashSet::new();
        for page in 1..=3 {
            let view = catalog::list(&test.shop, DE, &ListQuery { page, ..ListQuery::default() }).await.unwrap();
            assert_eq!((view.total, view.page, view.pages), (total, page, 3));
            seen.extend(view.products.into_iter().map(|card| card.slug));
        }
        assert_eq!(seen.len(), total as usize);
        for (asked, given) in [(0, 1), (4, 3), (u32::MAX, 3)] {
            let view = catalog::list(&test.shop, DE, &ListQuery { page: asked, ..ListQuery::default() }).await.unwrap();
            assert_eq!(view.page, given);
            assert!(!view.products.is_empty(), "page {asked}");
        }
    })
    .await;
}

#[tokio::test]
async fn search_ignores_case_and_accents_and_wants_every_word() {
    TestShop::run(|test| async move {
        product().name("Teekanne Säntis").summary("Steinzeug, 1,1 l.").insert(&test).await;
        product().name("Tasse Aare").summary("Passt zur Kanne Säntis.").insert(&test).await;
        product().name("Öllampe").summary("Für lange Abende.").insert(&test).await;
        assert_eq!(search(&test, DE, "SÄNTIS").await, ["teekanne-s-ntis", "tasse-aare"]);
        assert_eq!(search(&test, DE, "santis").await, ["teekanne-s-ntis", "tasse-aare"]);
        assert_eq!(search(&test, DE, "kanne aare").await, ["tasse-aare"]);
        assert_eq!(search(&test, DE, "ollampe").await.len(), 1);
        assert_eq!(search(&test, DE, "aare fehlt").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn hits_in_the_name_come_first() {
    TestShop::run(|test| async move {
        product().name("Brett").summary("Für Tassen.").insert(&test).await;
        product().name("Kaffeetasse").insert(&test).await;
        product().name("Tasse").insert(&test).await;
        assert_eq!(search(&test, DE, "tasse").await, ["tasse", "kaffeetasse", "brett"]);
        let suggested = catalog::suggest(&test.shop, DE, "tas").await.unwrap();
        assert_eq!(suggested.iter().map(|card| card.slug.as_str()).collect::<Vec<_>>(), ["tasse", "kaffeetasse", "brett"]);
    })
    .await;
}

#[tokio::test]
async fn search_reads_the_language_of_the_page() {
    TestShop::run(|test| async move {
        product().name("Tasse").insert(&test).await;
        assert_eq!(search(&test, Language::Fr, "tasse fr").await, ["tasse"]);
        assert!(search(&test, Language::Fr, "tasse en").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_in_a_search_is_a_pattern() {
    TestShop::run(|test| async move {
        product().name("Tasse").insert(&test).await;
        for words in ["%", "_", "\\", "%%%", "'", "\0", "🙂"] {
            assert!(search(&test, DE, words).await.is_empty(), "{words:?}");
        }
        assert_eq!(search(&test, DE, "   ").await.len(), 1, "no words are no search");
        assert!(search(&test, DE, &"tasse ".repeat(10_000)).await.len() == 1);
    })
    .await;
}

#[tokio::test]
async fn the_home_page_shows_what_is_new_and_what_sells() {
    TestShop::run(|test| async move {
        let (first, second) = (product().name("Erste").insert(&test).await, product().name("Zweite").insert(&test).await);
        product().name("Dritte").insert(&test).await;
        let of = |cards: &[domain::catalog::ProductCard]| cards.iter().map(|card| card.slug.clone()).collect::<Vec<_>>();
        let home = catalog::home(&test.shop, DE).await.unwrap();
        assert_eq!(of(&home.newest), ["dritte", "zweite", "erste"]);
        assert_eq!(of(&home.popular), ["erste", "zweite", "dritte"]);
        assert_eq!(home.categories[0].products, 3);
        assert_eq!(home.categories[0].picture.as_ref().unwrap().stem, "erste-000000000001");

        sqlx::query!(
            "UPDATE stock_buckets SET sold = CASE variant_id WHEN $1 THEN 2 ELSE 1 END WHERE variant_id IN ($1, $2)",
            second.variant().0,
            first.variant().0
        )
        .execute(&test.shop.pool)
        .await
        .unwrap();
        assert_eq!(of(&catalog::home(&test.shop, DE).await.unwrap().popular), ["zweite", "erste", "dritte"]);
    })
    .await;
}
