//! Files that staff bring and take, as a browser without scripts sends and asks for them.

use domain::accounts::Role;
use reqwest::StatusCode;
use services::backoffice::catalogue::imports;

use crate::{
    backoffice::{Colleague, hidden},
    running::open,
};

const UPLOAD: &str = "/backoffice/imports/upload";
const COLUMNS: &str = "/fn/backoffice/imports/columns";
const APPLY: &str = "/fn/backoffice/imports/apply";
const UNDO: &str = "/fn/backoffice/imports/undo";

/// Sends a file by hand, as browsers do; where it leads.
async fn bring(colleague: &Colleague<'_>, kind: &str, key: &str, file: &str) -> String {
    let boundary = "----astris";
    let part = |of: &str, value: &str| format!("--{boundary}\r\nContent-Disposition: form-data; {of}\r\n\r\n{value}\r\n");
    let (key, encoding) = (part("name=\"key\"", key), part("name=\"encoding\"", "utf-8"));
    let kind = part("name=\"kind\"", kind);
    let body = format!("{kind}{key}{encoding}{}--{boundary}--\r\n", part("name=\"file\"; filename=\"goods.csv\"", file));
    let answer = colleague.bring(UPLOAD, &format!("multipart/form-data; boundary={boundary}"), body).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_brought_looked_at_written_and_taken_back_without_scripts() {
    open(async |shop| {
        testkit::product().name("Tasse").price(1_000).insert(&shop.test).await;
        let sku: String = sqlx::query_scalar("SELECT sku FROM catalog_variants").fetch_one(&shop.test.shop.pool).await.unwrap();
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let list = colleague.screen("/backoffice/imports").await;
        let key = hidden(&list, UPLOAD, "key").to_owned();
        // Larger than a form may be anywhere else.
        let padding = "\n".repeat(200_000);
        let here = bring(&colleague, "products", &key, &format!("sku,price\n{sku},12.50\n{padding}")).await;
        assert_eq!(here, format!("/backoffice/imports/{key}"));
        let page = colleague.screen(&here).await;
        assert!(page.contains("data-state=\"mapping\"") && page.contains("name=\"columns[]\""), "{page}");
        let version = hidden(&page, COLUMNS, "version").to_owned();
        let wrong = colleague
            .send(COLUMNS, &[("id", &key), ("version", &version), ("columns[]", ""), ("columns[]", "price"), ("language", "de")])
            .await;
        assert!(colleague.screen(&wrong).await.contains("data-field=\"columns\""), "{wrong}");
        let fields = [("id", key.as_str()), ("version", &version), ("columns[]", "sku"), ("columns[]", "price"), ("language", "de")];
        for _ in 0..2 {
            assert_eq!(colleague.send(COLUMNS, &fields).await, here);
        }
        assert!(colleague.screen(&here).await.contains("data-testid=\"progress\""));
        imports::work(&shop.test.shop).await.unwrap();
        let page = colleague.screen(&here).await;
        assert!(page.contains("data-state=\"checked\"") && page.contains("12.50") && page.contains("10.00"), "{page}");
        let version = hidden(&page, APPLY, "version").to_owned();
        for _ in 0..2 {
            assert_eq!(colleague.send(APPLY, &[("id", &key), ("version", &version)]).await, here);
        }
        imports::work(&shop.test.shop).await.unwrap();
        let price =
            async || -> i64 { sqlx::query_scalar("SELECT price FROM catalog_variants").fetch_one(&shop.test.shop.pool).await.unwrap() };
        assert_eq!(price().await, 1_250);
        let page = colleague.screen(&here).await;
        let version = hidden(&page, UNDO, "version").to_owned();
        assert_eq!(colleague.send(UNDO, &[("id", &key), ("version", &version)]).await, here);
        imports::work(&shop.test.shop).await.unwrap();
        assert_eq!(price().await, 1_000);
        assert!(colleague.screen(&here).await.contains("data-state=\"undone\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_text_is_said_so_and_forgotten() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let list = colleague.screen("/backoffice/imports").await;
        let key = hidden(&list, UPLOAD, "key").to_owned();
        let led = bring(&colleague, "products", &key, "sku,price\nA\u{0},1\n").await;
        assert!(led.starts_with("/backoffice/imports?told="), "{led}");
        assert!(colleague.screen(&led).await.contains("data-testid=\"failed\""));
        // The stream ends in the middle of the file.
        let cut = "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n".to_owned()
            + &key
            + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nsku,price\nA,1\n";
        let answer = colleague.bring(UPLOAD, "multipart/form-data; boundary=x", cut).await;
        assert!(answer.headers()["location"].to_str().unwrap().contains("told="));
        let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM imports").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(kept, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_an_earlier_shop_become_history_without_scripts() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Accounting).await;
        let list = colleague.screen("/backoffice/imports").await;
        assert!(list.contains("name=\"kind\" value=\"orders\""), "{list}");
        let key = hidden(&list, UPLOAD, "key").to_owned();
        let file = "number,placed_at,state,name,email,currency,total,delivery_fee,sku,item,quantity,unit_price,vat_rate\n\
                    ALT-1,2024-05-01,delivered,Anna Alt,anna@alt.example,CHF,27.90,7.90,ALT-T,Tasse <b>,2,10.00,8.1\n";
        let here = bring(&colleague, "orders", &key, file).await;
        let page = colleague.screen(&here).await;
        assert!(page.contains("data-state=\"mapping\"") && !page.contains("name=\"weight\""), "{page}");
        let version = hidden(&page, COLUMNS, "version").to_owned();
        let columns = ["number", "placed_at", "state", "name", "email", "currency", "total", "delivery_fee", "sku", "item", "quantity"];
        let mut fields = vec![("id", key.as_str()), ("version", version.as_str()), ("language", "de")];
        fields.extend(columns.iter().chain(&["unit_price", "vat_rate"]).map(|column| ("columns[]", *column)));
        assert_eq!(colleague.send(COLUMNS, &fields).await, here);
        imports::work(&shop.test.shop).await.unwrap();
        let page = colleague.screen(&here).await;
        assert!(page.contains("data-figure=\"new-orders\"") && page.contains("ALT-1"), "{page}");
        let version = hidden(&page, APPLY, "version").to_owned();
        for _ in 0..2 {
            assert_eq!(colleague.send(APPLY, &[("id", &key), ("version", &version)]).await, here);
        }
        imports::work(&shop.test.shop).await.unwrap();

        let table = colleague.screen("/backoffice/earlier-orders?q=alt-1").await;
        let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM orders_earlier").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert!(table.contains(&format!("href=\"/backoffice/earlier-orders/{id}?q=alt-1\"")), "{table}");
        let panel = colleague.screen(&format!("/backoffice/earlier-orders/{id}")).await;
        assert!(panel.contains("Tasse &lt;b&gt;") && panel.contains("8.1") && panel.contains("27.90"), "{panel}");
        let orders = colleague.screen("/backoffice/orders?q=alt-1").await;
        assert!(orders.contains("data-testid=\"earlier-found\"") && orders.contains("/backoffice/earlier-orders?q=alt-1"), "{orders}");
        let exported = colleague.ask("/backoffice/exports/orders.csv").await.text().await.unwrap();
        assert!(!exported.contains("ALT-1"), "no order of this shop");

        let page = colleague.screen(&here).await;
        let version = hidden(&page, UNDO, "version").to_owned();
        assert_eq!(colleague.send(UNDO, &[("id", &key), ("version", &version)]).await, here);
        imports::work(&shop.test.shop).await.unwrap();
        assert!(colleague.screen("/backoffice/earlier-orders").await.contains("data-testid=\"empty\""));
        // Products are not theirs to bring.
        let list = colleague.screen("/backoffice/imports").await;
        let led = bring(&colleague, "products", hidden(&list, UPLOAD, "key"), "sku,price\nA,1\n").await;
        assert!(led.contains("told="), "{led}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_are_files_for_those_who_may() {
    open(async |shop| {
        testkit::product().name("Tasse").insert(&shop.test).await;
        let catalogue = Colleague::come(&shop, Role::Catalogue).await;
        let answer = catalogue.ask("/backoffice/exports/products.csv?q=tasse").await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
        assert_eq!(answer.headers()["cache-control"], "private, no-store");
        let csv = answer.text().await.unwrap();
        assert!(csv.starts_with("product,sku,") && csv.contains("\r\ntasse,"), "{csv}");
        assert_eq!(catalogue.ask("/backoffice/exports/orders.csv").await.status(), StatusCode::FORBIDDEN);
        let accounting = Colleague::come(&shop, Role::Accounting).await;
        let orders = accounting.ask("/backoffice/exports/orders.csv").await.text().await.unwrap();
        assert!(orders.starts_with("number,placed_at,"), "{orders}");
        // Whoever proved it too long ago is led to where it is proved anew.
        sqlx::query("UPDATE accounts_sessions SET stepped_up_until = now() - interval '1 day'")
            .execute(&shop.test.shop.pool)
            .await
            .unwrap();
        let late = catalogue.ask("/backoffice/exports/products.csv").await;
        assert_eq!(late.status(), StatusCode::SEE_OTHER);
        assert!(late.headers()["location"].to_str().unwrap().contains("/account/step-up?to="));
    })
    .await;
}
