//! Lists read a page in two steps. What they show is what one look at all products with all their prices and stock would show.

use domain::{
    catalog::{ListQuery, PRODUCTS_PER_PAGE, Sort},
    language::Language,
};
use services::{catalog, stock};
use testkit::{TestShop, product};

/// All cards at once, as lists were read before they looked for the page first.
const ALL: &str = r"WITH needles AS (
        SELECT coalesce(array_agg('%' || catalog_fold(word) || '%'), '{}') AS anywhere,
               coalesce(array_agg('% ' || catalog_fold(word) || '%'), '{}') AS beginning
        FROM unnest($2::text[]) AS word
    ), hits AS (
        SELECT card.*, CASE WHEN cardinality($2) = 0 THEN 0
                            WHEN ' ' || catalog_fold(card.name ->> $1) LIKE ALL (needles.beginning) THEN 0
                            WHEN catalog_fold(card.name ->> $1) LIKE ALL (needles.anywhere) THEN 1
                            ELSE 2 END AS distance
        FROM catalog_cards AS card CROSS JOIN needles
        WHERE ($3::text IS NULL OR card.category_id IN (SELECT catalog_branch(id) FROM catalog_categories WHERE slug = $3))
          AND (NOT $4 OR card.available > 0)
          AND (cardinality($2) = 0
               OR catalog_fold(concat_ws(' ', card.name ->> $1, card.summary ->> $1, card.slug)) LIKE ALL (needles.anywhere))
    )
    SELECT slug, price, price_varies, compare_at, available::bigint FROM hits
    ORDER BY CASE $5 WHEN 'price-up' THEN price WHEN 'price-down' THEN -price END,
             CASE WHEN $5 = 'newest' THEN created_at END DESC, CASE WHEN $5 = 'newest' THEN position END DESC, distance, position, id";

type Shown = (String, i64, bool, Option<i64>, i64);

async fn all(test: &TestShop, language: Language, words: &[&str], query: &ListQuery) -> Vec<Shown> {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    let cards = sqlx::query_as(ALL).bind(language.code()).bind(words).bind(&query.category).bind(query.available_only);
    cards.bind(query.sort.code()).fetch_all(&test.shop.pool).await.unwrap()
}

/// The same as the pages of the shop show it, one after the other.
async fn paged(test: &TestShop, language: Language, query: &ListQuery) -> Vec<Shown> {
    let (mut shown, mut page) = (Vec::new(), 1);
    loop {
        let view = catalog::list(&test.shop, language, &ListQuery { page, ..query.clone() }).await.unwrap();
        assert_eq!(view.pages, view.total.div_ceil(PRODUCTS_PER_PAGE).max(1));
        let cards = view.products.into_iter();
        shown.extend(cards.map(|card| (card.slug, card.price, card.price_varies, card.compare_at, i64::from(card.available))));
        if page == view.pages {
            assert_eq!(view.total as usize, shown.len());
            return shown;
        }
        page += 1;
    }
}

/// Products of all kinds: several variants, some archived, sold out, on backorder, drafts, coming ones, archived ones, below other categories.
async fn many(test: &TestShop) {
    let names = ["Tasse", "Kaffeetasse", "Krug", "Öllampe", "Teekanne Säntis"];
    for number in 0..40_i32 {
        let name = format!("{} {}", names[usize::try_from(number).unwrap() % 5], number % 7);
        let price = i64::from(1_000 + 137 * (number * 5 % 11));
        let made = product()
            .name(&format!("{name} {number}"))
            .summary(if number % 3 == 0 { "Passt zur Tasse." } else { "Steinzeug." })
            .category(["kueche", "licht", "lampen"][usize::try_from(number).unwrap() % 3])
            .variants(&[("rot", price, number % 4), ("blau", price + 100 * i64::from(number % 2), number * 20), ("grau", 900, 3)]);
        let made = if number % 6 == 0 { made.compare_at(9_000) } else { made }.insert(test).await;
        let change = match number % 8 {
            1 => "UPDATE catalog_variants SET archived_at = now() WHERE product_id = $1",
            2 => "UPDATE catalog_products SET archived_at = now() WHERE id = $1",
            3 => "UPDATE catalog_products SET published_at = now() + interval '1 hour' WHERE id = $1",
            4 => "UPDATE catalog_products SET published_at = NULL WHERE id = $1",
            5 => "UPDATE stock_buckets SET available = 0 WHERE variant_id IN (SELECT id FROM catalog_variants WHERE product_id = $1)",
            _ => "UPDATE catalog_variants SET archived_at = now() WHERE product_id = $1 AND price = 900",
        };
        sqlx::query(change).bind(made.id.0).execute(&test.shop.pool).await.unwrap();
        if number % 16 == 5 {
            stock::set_backorder(&test.shop, testkit::STAFF, made.variant(), true).await.unwrap();
        }
    }
    let below = "UPDATE catalog_categories SET parent_id = (SELECT id FROM catalog_categories WHERE slug = 'licht') WHERE slug = 'lampen'";
    sqlx::query(below).execute(&test.shop.pool).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_what_a_look_at_everything_would_show() {
    TestShop::run(|test| async move {
        many(&test).await;
        let mut found = 0;
        for (words, phrase) in [(&[][..], None), (&["tasse"], Some("Tasse")), (&["oll", "1"], Some("öll 1")), (&["fehlt"], Some("fehlt"))]
        {
            for sort in [Sort::Featured, Sort::PriceUp, Sort::PriceDown, Sort::Newest] {
                for available_only in [false, true] {
                    for category in [None, Some("licht"), Some("lampen")] {
                        let query = ListQuery {
                            words: phrase.map(Into::into),
                            sort,
                            available_only,
                            category: category.map(Into::into),
                            ..ListQuery::default()
                        };
                        let (shown, meant) = (paged(&test, Language::De, &query).await, all(&test, Language::De, words, &query).await);
                        assert_eq!(shown, meant, "{query:?}");
                        found += shown.len();
                    }
                }
            }
        }
        assert!(found > 300, "{found}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_scheduled_appears_when_its_time_comes() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").insert(&test).await;
        let at = |moment: &'static str| {
            let (pool, cup) = (test.shop.pool.clone(), cup.id.0);
            let set = format!("UPDATE catalog_products SET published_at = {moment} WHERE id = $1");
            async move { sqlx::query(sqlx::AssertSqlSafe(set)).bind(cup).execute(&pool).await.unwrap() }
        };
        let search = ListQuery { words: Some("tasse".into()), ..ListQuery::default() };
        at("now() + interval '1 hour'").await;
        assert!(paged(&test, Language::De, &search).await.is_empty() && paged(&test, Language::De, &ListQuery::default()).await.is_empty());
        // Nothing has to run for it: what is due is found.
        at("clock_timestamp()").await;
        assert_eq!(paged(&test, Language::De, &search).await.len(), 1);
        assert_eq!(paged(&test, Language::De, &ListQuery::default()).await.len(), 1);
    })
    .await;
}
