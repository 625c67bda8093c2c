//! Files of products: nothing changes before somebody has seen what would, then all of it does, and all of it can be taken back.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{ImportDetail, ImportKind, ImportRefusal, ImportState, ProductQuery, RowProblem, StaffRefusal},
    csv::Encoding,
    failure::Refusal,
    language::Language,
};
use services::{
    backoffice::catalogue::{exports, imports},
    error::{Error, Result},
    orders::Acting,
};
use testkit::{TestShop, product};
use uuid::Uuid;

use super::lab::{clara, detail, save};
use crate::backoffice::lab::{acts, count, staff};

/// Brings a file in pieces of some bytes.
pub(super) async fn bring(test: &TestShop, encoding: Encoding, file: &[u8]) -> Result<Uuid> {
    let mut upload = imports::begin(&test.shop, clara(), test.shop.new_key(), (ImportKind::Products, "goods.csv", encoding)).await?;
    for piece in file.chunks(1_000) {
        upload.push(&test.shop, piece).await?;
    }
    upload.finish(&test.shop).await
}

async fn seen(test: &TestShop, import: Uuid) -> ImportDetail {
    imports::detail(&test.shop, clara(), Language::De, import).await.unwrap()
}

/// Says that the guessed columns are right, and lets the background task look at the file.
pub(super) async fn checked(test: &TestShop, import: Uuid) -> ImportDetail {
    let shown = seen(test, import).await;
    let mut settings = shown.settings;
    settings.category = "test".into();
    settings.weight_grams = Some(500);
    imports::set_columns(&test.shop, clara(), (import, shown.version), &settings).await.unwrap();
    assert_eq!(imports::work(&test.shop).await.unwrap(), 1);
    seen(test, import).await
}

pub(super) async fn applied(test: &TestShop, import: Uuid) -> ImportDetail {
    let shown = seen(test, import).await;
    imports::apply(&test.shop, clara(), (import, shown.version)).await.unwrap();
    imports::work(&test.shop).await.unwrap();
    seen(test, import).await
}

pub(super) async fn undone(test: &TestShop, import: Uuid) -> ImportDetail {
    let shown = seen(test, import).await;
    imports::undo(&test.shop, clara(), (import, shown.version)).await.unwrap();
    imports::work(&test.shop).await.unwrap();
    seen(test, import).await
}

fn refused(outcome: Result<Uuid>) -> ImportRefusal {
    match outcome {
        Err(Error::Refused(Refusal::Staff(StaffRefusal::Import(refusal)))) => refusal,
        other => panic!("{other:?}"),
    }
}

fn problems(import: &ImportDetail) -> Vec<(u32, &str, RowProblem)> {
    import.errors.iter().map(|error| (error.line, error.column.as_str(), error.problem)).collect()
}

async fn exported(test: &TestShop) -> String {
    let mut export = exports::products(&test.shop, clara(), &ProductQuery::default()).await.unwrap();
    let mut csv = String::new();
    while let Some(piece) = export.next(&test.shop).await.unwrap() {
        csv.push_str(&piece);
    }
    csv
}

async fn stock(test: &TestShop, sku: &str) -> i64 {
    let sum = "SELECT sum(available)::bigint FROM stock_buckets JOIN catalog_variants ON id = variant_id WHERE sku = $1";
    sqlx::query_scalar(sum).bind(sku).fetch_one(&test.shop.pool).await.unwrap()
}

async fn sku(test: &TestShop, variant: domain::ids::VariantId) -> String {
    sqlx::query_scalar("SELECT sku FROM catalog_variants WHERE id = $1").bind(variant.0).fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_looked_at_written_and_taken_back() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let cup = product().name("Tasse").price(1_000).stock(10).insert(&test).await;
        let own = sku(&test, cup.variant()).await;
        let file = format!(
            "product;sku;name_de;price;compare_at;stock;weight_grams;option1_name;option1_value\n\
             tasse;{own};;12.50;15;7;;;\n\
             krug;KRUG-ROT;Krug;30;;5;;Farbe;Rot\n\
             krug;KRUG-BLAU;Krug;31;;0;900;Farbe;Blau\n"
        );
        let import = bring(&test, Encoding::Utf8, file.as_bytes()).await.unwrap();
        let before = exported(&test).await;
        let shown = checked(&test, import).await;
        assert_eq!((shown.state, problems(&shown)), (ImportState::Checked, Vec::new()));
        let counts = shown.counts;
        assert_eq!((counts.rows, counts.new_products, counts.new_variants, counts.changed_variants), (3, 1, 2, 1));
        let fields = &shown.changes.iter().find(|change| change.name == own).unwrap().fields;
        assert!(
            fields.contains(&("price".into(), "10.00".into(), "12.50".into()))
                && fields.contains(&("stock".into(), "10".into(), "7".into()))
        );
        assert_eq!(exported(&test).await, before, "looking changes nothing");

        // Three are sold meanwhile: they stay sold.
        sqlx::query("SELECT stock_spread($1, -3)").bind(cup.variant().0).execute(&test.shop.pool).await.unwrap();
        let done = applied(&test, import).await;
        assert_eq!(done.state, ImportState::Applied);
        let variant = &detail(&test, cup.id).await.variants[0];
        assert_eq!((variant.price, variant.compare_at, stock(&test, &own).await), (1_250, Some(1_500), 4));
        assert_eq!((stock(&test, "KRUG-ROT").await, stock(&test, "KRUG-BLAU").await), (5, 0));
        let pot = "SELECT count(*) FROM catalog_products WHERE slug = 'krug' AND published_at IS NULL AND name ->> 'it' = 'Krug'";
        assert_eq!(count(&test, pot).await, 1, "a draft, with its name in all languages");
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_option_values WHERE slug IN ('rot', 'blau')").await, 2);
        assert_eq!(acts(&test).await.iter().filter(|act| *act == "import.apply").count(), 1);

        let back = undone(&test, import).await;
        assert_eq!((back.state, back.left, back.counts.left), (ImportState::Undone, Vec::new(), 0));
        let variant = &detail(&test, cup.id).await.variants[0];
        assert_eq!((variant.price, variant.compare_at, stock(&test, &own).await), (1_000, None, 7));
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_products WHERE slug = 'krug'").await, 0, "its address is free again");
        assert_eq!(acts(&test).await.iter().filter(|act| *act == "import.undo").count(), 1);
        assert!(!exported(&test).await.contains("KRUG"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_changes_nothing_when_it_comes_back() {
    TestShop::run(|test: Arc<TestShop>| async move {
        product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_333, 2)]).compare_at(4_000).insert(&test).await;
        product().name("=Formel").price(500).insert(&test).await;
        let csv = exported(&test).await;
        assert!(csv.contains("\"'=Formel\"") && csv.starts_with("product,sku,name_de,"), "{csv}");
        let import = bring(&test, Encoding::Utf8, csv.as_bytes()).await.unwrap();
        let shown = checked(&test, import).await;
        assert_eq!((problems(&shown), shown.counts.same_variants, shown.counts.changes()), (Vec::new(), 3, false));
        assert!(imports::apply(&test.shop, clara(), (import, shown.version)).await.is_err(), "there is nothing to write");
        let other = staff(7, &[Role::Orders]);
        assert!(matches!(exports::products(&test.shop, other, &ProductQuery::default()).await, Err(Error::Forbidden)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_cut_or_no_text_changes_nothing() {
    TestShop::run(|test: Arc<TestShop>| async move {
        product().name("Tasse").insert(&test).await;
        assert_eq!(
            refused(bring(&test, Encoding::Utf8, b"sku,price\nA,1\nB,Z\xFCrich\n").await),
            ImportRefusal::Encoding { line: 3, byte: 18 }
        );
        assert_eq!(refused(bring(&test, Encoding::Utf8, b"sku,price\n").await), ImportRefusal::Empty);
        assert_eq!(refused(bring(&test, Encoding::Utf8, b"sku\nA\n").await), ImportRefusal::Columns);
        assert_eq!(count(&test, "SELECT count(*) FROM imports_pieces").await, 0, "nothing is left of them");
        let sound = b"sku,name_de,product,price\nA,Z\xFCrich,a,10\n";
        let import = bring(&test, Encoding::Windows1252, sound).await.unwrap();
        assert!(checked(&test, import).await.changes.iter().any(|change| change.fields.iter().any(|(_, _, is)| is == "Zürich")));

        for (cut, line, problem) in
            [("A,a,10\nB,b,1", 3, RowProblem::Cut), ("A,a,10\nB,\"b,1\n", 3, RowProblem::Quote), ("A,a,10\nB,b\n", 3, RowProblem::Cells)]
        {
            let import = bring(&test, Encoding::Utf8, format!("sku,product,price\n{cut}").as_bytes()).await.unwrap();
            let shown = checked(&test, import).await;
            assert!(problems(&shown).contains(&(line, "", problem)), "{cut}: {:?}", shown.errors);
            let refusal = imports::apply(&test.shop, clara(), (import, shown.version)).await;
            assert!(matches!(refusal, Err(Error::Refused(_))), "{refusal:?}");
            assert_eq!(imports::work(&test.shop).await.unwrap(), 0);
        }
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_variants").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_told_what_is_wrong_with_them() {
    use RowProblem as P;

    TestShop::run(|test: Arc<TestShop>| async move {
        let cup = product().name("Tasse").insert(&test).await;
        let own = sku(&test, cup.variant()).await;
        let file = format!(
            "product,sku,name_de,price,category,option1_name,option1_value,status\n\
             krug,{own},,10,,,,\n\
             topf,T-1,Topf,10,none,,,\n\
             pfanne,P-1,Pfanne,,,Farbe,Rot,\n\
             pfanne,P-1,Pfanne,10,,Farbe,Rot,\n\
             pfanne,P-2,Kelle,10,,,,published\n\
             ,N-1,Nichts,10,,,,\n"
        );
        let import = bring(&test, Encoding::Utf8, file.as_bytes()).await.unwrap();
        let shown = checked(&test, import).await;
        for expected in [
            (2, "sku", P::OtherProduct),
            (3, "category", P::Unknown),
            (4, "price", P::Required),
            (5, "sku", P::Repeated),
            (5, "option1_value", P::Options),
            (6, "name_de", P::Differs),
            (6, "option1_value", P::Options),
            (4, "status", P::Incomplete),
            (7, "product", P::Required),
        ] {
            assert!(problems(&shown).contains(&expected), "{expected:?} in {:?}", problems(&shown));
        }
        let (all, next) = imports::errors(&test.shop, clara(), import, (0, 0)).await.unwrap();
        assert_eq!((all.len(), next), (shown.errors.len(), None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_have_changed_is_seen_before_and_left_after() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let (cup, pot) =
            (product().name("Tasse").price(1_000).stock(4).insert(&test).await, product().name("Kanne").price(2_000).insert(&test).await);
        let (of_cup, of_pot) = (sku(&test, cup.variant()).await, sku(&test, pot.variant()).await);
        let import = bring(&test, Encoding::Utf8, format!("sku,price,stock\n{of_cup},11,20\n{of_pot},22,\n").as_bytes()).await.unwrap();
        let shown = checked(&test, import).await;
        save(&test, &detail(&test, cup.id).await, |content| content.variants[0].price = 1_050).await.unwrap();
        imports::apply(&test.shop, clara(), (import, shown.version)).await.unwrap();
        assert_eq!(imports::work(&test.shop).await.unwrap(), 2, "looked at anew instead of written");
        let again = seen(&test, import).await;
        assert_eq!(again.state, ImportState::Checked);
        assert_eq!(detail(&test, pot.id).await.variants[0].price, 2_000, "all of it or nothing");
        assert!(again.changes.iter().any(|change| change.fields.contains(&("price".into(), "10.50".into(), "11.00".into()))));

        applied(&test, import).await;
        save(&test, &detail(&test, cup.id).await, |content| content.variants[0].price = 1_200).await.unwrap();
        sqlx::query("SELECT stock_spread($1, -15)").bind(cup.variant().0).execute(&test.shop.pool).await.unwrap();
        let back = undone(&test, import).await;
        assert_eq!((back.state, back.left.len()), (ImportState::Undone, 2));
        assert!(back.left.contains(&cup.slug) && back.left.contains(&of_cup));
        let prices = [detail(&test, cup.id).await.variants[0].price, detail(&test, pot.id).await.variants[0].price];
        assert_eq!((prices, stock(&test, &of_cup).await), ([1_200, 2_000], 5));
        let late = imports::undo(&test.shop, clara(), (import, back.version)).await;
        assert!(matches!(late, Err(Error::Refused(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_other_shops_become_drafts() {
    TestShop::run(|test: Arc<TestShop>| async move {
        product().name("Tasse").insert(&test).await;
        let shopify = "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,\
                       Variant Compare At Price,Image Src,Status\n\
                       hemd,Hemd,<p>Aus Leinen.</p>,Wir,Grösse,S,H-S,300,4,49.00,59.00,https://x.example/1.jpg,active\n\
                       hemd,,,,,M,H-M,310,2,49.00,,,\n\
                       hemd,,,,,,,,,,,https://x.example/2.jpg,\n";
        let import = bring(&test, Encoding::Utf8, shopify.as_bytes()).await.unwrap();
        let shown = checked(&test, import).await;
        assert_eq!((problems(&shown), shown.counts.new_products, shown.counts.new_variants, shown.counts.pictures), (Vec::new(), 1, 2, 2));
        applied(&test, import).await;
        let made = "SELECT count(*) FROM catalog_products WHERE slug = 'hemd' AND published_at IS NULL AND description ->> 'de' = 'Aus Leinen.'";
        assert_eq!((count(&test, made).await, stock(&test, "H-S").await), (1, 4));

        let woocommerce = "ID,Type,SKU,Name,Published,Stock,Weight (kg),Regular price,Sale price,Parent,Attribute 1 name,Attribute 1 value(s)\n\
                           1,variable,HOSE,Hose,1,,,,,,Grösse,\"S, M\"\n\
                           2,variation,HOSE-S,Hose - S,1,3,0.4,80,70,HOSE,Grösse,S\n\
                           3,simple,GURT,Gurt,1,9,,25,,,,\n";
        let import = bring(&test, Encoding::Utf8, woocommerce.as_bytes()).await.unwrap();
        let shown = checked(&test, import).await;
        assert_eq!((problems(&shown), shown.counts.new_products, shown.counts.new_variants), (Vec::new(), 2, 2));
        applied(&test, import).await;
        let priced = "SELECT count(*) FROM catalog_variants WHERE sku = 'HOSE-S' AND price = 7000 AND compare_at = 8000 AND weight_grams = 400";
        assert_eq!((count(&test, priced).await, stock(&test, "GURT").await), (1, 9));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_refused_before_anything_is_read() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let key = test.shop.new_key();
        for by in [staff(7, &[Role::Orders]), staff(8, &[Role::Accounting]), staff(9, &[Role::Admin])] {
            let begun = imports::begin(&test.shop, by, key, (ImportKind::Products, "x.csv", Encoding::Utf8)).await;
            assert!(matches!(begun, Err(Error::Forbidden)), "{begun:?}");
        }
        for by in [staff(7, &[Role::Orders]), staff(9, &[Role::Admin])] {
            let listed = imports::list(&test.shop, by).await;
            assert!(matches!(listed, Err(Error::Forbidden)), "{listed:?}");
        }
        let acting: Acting = clara();
        assert!(imports::list(&test.shop, acting).await.unwrap().imports.is_empty());
        assert!(matches!(imports::detail(&test.shop, clara(), Language::De, key).await, Err(Error::NotFound)));
    })
    .await;
}

/// The most memory that this process has had, in megabytes.
pub fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap() / 1_024
}

/// Where somebody waits for a lock.
pub async fn waiting(test: &TestShop) -> i32 {
    loop {
        let waits = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        if let Some(pid) = sqlx::query_scalar(waits).fetch_optional(&test.shop.pool).await.unwrap() {
            return pid;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_half_way_has_changed_nothing_and_the_next_one_does_all_of_it() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let cup = product().name("Tasse").price(1_000).stock(10).insert(&test).await;
        let own = sku(&test, cup.variant()).await;
        let file = format!("product,sku,name_de,price,stock\ntasse,{own},,12.50,7\nkrug,KRUG,Krug,30,5\n");
        let import = bring(&test, Encoding::Utf8, file.as_bytes()).await.unwrap();
        let shown = checked(&test, import).await;
        imports::apply(&test.shop, clara(), (import, shown.version)).await.unwrap();
        let before = exported(&test).await;
        for asked in [ImportState::Applying, ImportState::Undoing] {
            // Stock is written late: what comes before it stands in the transaction already when its connection is lost.
            let mut holder = test.shop.begin().await.unwrap();
            sqlx::query("SELECT FROM stock_buckets WHERE variant_id = $1 FOR UPDATE")
                .bind(cup.variant().0)
                .execute(&mut *holder)
                .await
                .unwrap();
            let stood = exported(&test).await;
            let working = tokio::spawn({
                let test = Arc::clone(&test);
                async move { imports::work(&test.shop).await }
            });
            let pid = waiting(&test).await;
            assert!(
                sqlx::query_scalar::<_, bool>("SELECT pg_terminate_backend($1, 5000)").bind(pid).fetch_one(&test.shop.pool).await.unwrap()
            );
            assert!(working.await.unwrap().is_err());
            holder.rollback().await.unwrap();
            assert_eq!((seen(&test, import).await.state, exported(&test).await), (asked, stood));
            assert_eq!(imports::work(&test.shop).await.unwrap(), 1);
            let shown = seen(&test, import).await;
            if asked == ImportState::Applying {
                assert_eq!((shown.state, stock(&test, &own).await), (ImportState::Applied, 7));
                imports::undo(&test.shop, clara(), (import, shown.version)).await.unwrap();
            } else {
                assert_eq!((shown.state, stock(&test, &own).await), (ImportState::Undone, 10));
            }
        }
        assert_eq!(exported(&test).await, before);
    })
    .await;
}

/// Says how long it takes and what memory it needs; run it alone: `cargo test --test services fifty_thousand -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a minute and measures the memory of its own process"]
async fn fifty_thousand_rows_come_in_and_are_taken_back() {
    TestShop::run(|test: Arc<TestShop>| async move {
        product().name("Tasse").insert(&test).await;
        let description = "Steinzeug, bei 1240 °C gebrannt, innen und aussen mit gesprenkelter Glasur. ".repeat(4);
        let row = |number: u32, price: u32| {
            format!("gut-{:05},G-{number:05},Gut {:05},\"{description}\",{price}.50,{},Farbe,Farbton {number}\n", number / 3, number / 3, number % 40)
        };
        let file = |price: u32| {
            let rows: String = (0..50_000).map(|number| row(number, price)).collect();
            format!("product,sku,name_de,description_de,price,stock,option1_name,option1_value\n{rows}")
        };
        for (what, price) in [("new", 10), ("changed", 11)] {
            let file = file(price);
            let (begun, before) = (std::time::Instant::now(), peak());
            let import = bring(&test, Encoding::Utf8, file.as_bytes()).await.unwrap();
            let brought = begun.elapsed();
            let shown = checked(&test, import).await;
            assert_eq!((shown.state, problems(&shown)), (ImportState::Checked, Vec::new()));
            let looked = begun.elapsed();
            assert_eq!(applied(&test, import).await.state, ImportState::Applied);
            println!(
                "50,000 rows, {what}, {} MB: brought {brought:.1?}, checked {:.1?}, applied {:.1?}, all {:.1?}; peak memory {} MB ({before} MB before, file included)",
                file.len() / 1_048_576,
                looked.saturating_sub(brought),
                begun.elapsed().saturating_sub(looked),
                begun.elapsed(),
                peak()
            );
            if price == 11 {
                let begun = std::time::Instant::now();
                assert_eq!(undone(&test, import).await.state, ImportState::Undone);
                println!("taken back {:.1?}", begun.elapsed());
            }
        }
        assert_eq!(count(&test, "SELECT count(*) FROM stock_discrepancies").await, 0);
    })
    .await;
}
