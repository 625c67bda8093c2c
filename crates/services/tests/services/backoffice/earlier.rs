//! Orders of an earlier shop: all of a file comes in or nothing, all of it can be taken back, they are found where people look, and nothing that counts
//! money, goods or work ever meets one.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{
        CustomerQuery, EarlierList, EarlierQuery, ImportDetail, ImportKind, ImportRefusal, ImportState, OrderQuery, RowProblem,
        StaffRefusal,
    },
    csv::Encoding,
    failure::Refusal,
    language::Language,
    orders::OrderState,
};
use services::{
    accounts::{self, customers},
    backoffice::{catalogue::imports, orders as screens},
    error::{Error, Result},
    orders,
    orders::Acting,
};
use testkit::{PASSWORD, TestShop};
use uuid::Uuid;

use super::{
    catalogue::{peak, waiting},
    lab::{acts, anna, count, paid, staff},
};

const ANNA: &str = "anna.muster@example.ch";
const HEAD: &str = "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,\
                    Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Street,Shipping City,Shipping Zip,\
                    Shipping Country,Cancelled at,Payment Method,Refunded Amount\n";

/// Somebody of the accounting: may import orders, and no products.
fn berta() -> Acting {
    staff(31, &[Role::Accounting])
}

/// Somebody of the support: sees accounts and orders.
fn support() -> Acting {
    staff(32, &[Role::Support])
}

/// A file of Shopify's with these rows below its head.
fn file(rows: &[String]) -> String {
    format!("{HEAD}{}", rows.concat())
}

/// An order over CHF 42.90 of two lines.
fn delivered(number: &str, email: &str) -> String {
    format!(
        "{number},{email},paid,fulfilled,CHF,35.00,7.90,3.21,42.90,ZEHN,5.00,2025-03-01 10:00:00 +0100,2,Tasse - Salbei,12.50,ALT-T,\
         Annegret Musterli,Seeweg 12a,Luzern,'6004,CH,,Twint,0.00\n{number},{email},,,,,,,,,,,1,Krug,15.00,ALT-K,,,,,,,,\n"
    )
}

async fn bring(test: &TestShop, file: &str) -> Result<Uuid> {
    let mut upload = imports::begin(&test.shop, berta(), test.shop.new_key(), (ImportKind::Orders, "orders.csv", Encoding::Utf8)).await?;
    for piece in file.as_bytes().chunks(1_000) {
        upload.push(&test.shop, piece).await?;
    }
    upload.finish(&test.shop).await
}

async fn seen(test: &TestShop, import: Uuid) -> ImportDetail {
    imports::detail(&test.shop, berta(), Language::De, import).await.unwrap()
}

/// Says that the guessed columns are right, and lets the background task look at the file.
async fn checked(test: &TestShop, file: &str) -> ImportDetail {
    let import = bring(test, file).await.unwrap();
    let shown = seen(test, import).await;
    imports::set_columns(&test.shop, berta(), (import, shown.version), &shown.settings).await.unwrap();
    assert_eq!(imports::work(&test.shop).await.unwrap(), 1);
    seen(test, import).await
}

async fn applied(test: &TestShop, shown: &ImportDetail) -> ImportDetail {
    imports::apply(&test.shop, berta(), (shown.id, shown.version)).await.unwrap();
    imports::work(&test.shop).await.unwrap();
    seen(test, shown.id).await
}

/// Imports a file whole.
async fn imported(test: &TestShop, file: &str) -> ImportDetail {
    let shown = checked(test, file).await;
    assert_eq!(problems(&shown), Vec::new());
    let done = applied(test, &shown).await;
    assert_eq!(done.state, ImportState::Applied);
    done
}

async fn undone(test: &TestShop, shown: &ImportDetail) -> ImportDetail {
    imports::undo(&test.shop, berta(), (shown.id, shown.version)).await.unwrap();
    imports::work(&test.shop).await.unwrap();
    seen(test, shown.id).await
}

fn problems(import: &ImportDetail) -> Vec<(u32, &str, RowProblem)> {
    import.errors.iter().map(|error| (error.line, error.column.as_str(), error.problem)).collect()
}

async fn found(test: &TestShop, words: &str) -> EarlierList {
    let query = EarlierQuery { search: words.into(), ..EarlierQuery::default() };
    screens::earlier::list(&test.shop, anna(), &query).await.unwrap()
}

async fn numbers(test: &TestShop, words: &str) -> Vec<String> {
    found(test, words).await.rows.into_iter().map(|row| row.number).collect()
}

/// How many rows there are of all that orders of this shop leave behind.
async fn footprint(test: &TestShop) -> i64 {
    let rows = "SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM orders_lines) + (SELECT count(*) FROM orders_history)
                     + (SELECT count(*) FROM orders_invoices) + (SELECT count(*) FROM payments) + (SELECT count(*) FROM stock_movements)
                     + (SELECT count(*) FROM stock_holds) + (SELECT count(*) FROM mail_outbox)";
    count(test, rows).await
}

async fn exported(test: &TestShop) -> String {
    let mut export = screens::export(&test.shop, anna(), &OrderQuery::default()).await.unwrap();
    let mut csv = String::new();
    while let Some(piece) = export.next(&test.shop).await.unwrap() {
        csv.push_str(&piece);
    }
    csv
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_looked_at_written_and_taken_back() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let shown = checked(&test, &file(&[delivered("#1001", ANNA), delivered("#1002", "")])).await;
        assert_eq!((shown.state, problems(&shown)), (ImportState::Checked, Vec::new()));
        assert_eq!((shown.counts.rows, shown.counts.new_orders, shown.counts.order_lines), (4, 2, 4));
        assert!(shown.changes[0].name == "#1001" && shown.changes[0].fields.contains(&("total".into(), String::new(), "42.90".into())));
        assert_eq!(count(&test, "SELECT count(*) FROM orders_earlier").await, 0, "looking changes nothing");

        let before = (footprint(&test).await, exported(&test).await);
        let done = applied(&test, &shown).await;
        assert_eq!(done.state, ImportState::Applied);
        assert_eq!((footprint(&test).await, exported(&test).await), before, "nothing of this shop's books");
        let kept = "SELECT (SELECT count(*) FROM imports_pieces) + (SELECT count(*) FROM imports_orders WHERE said IS NOT NULL)
                         + (SELECT count(*) FROM imports WHERE samples <> '[]')";
        assert_eq!(count(&test, kept).await, 0, "the file is not kept beside the orders");
        assert_eq!(acts(&test).await.iter().filter(|act| *act == "import.apply").count(), 1);

        let row = &found(&test, "").await.rows[0];
        let detail = screens::earlier::detail(&test.shop, anna(), row.id.0).await.unwrap();
        let order = &detail.order;
        assert_eq!((order.items_total, order.discount_total, order.delivery_fee, order.total), (4_000, 500, 790, 4_290));
        assert_eq!((order.lines.len(), order.lines[0].sku.as_str(), order.address.postal_code.as_str()), (2, "ALT-T", "6004"));

        let back = undone(&test, &done).await;
        assert_eq!((back.state, back.left, back.counts.left), (ImportState::Undone, Vec::new(), 0));
        assert_eq!(count(&test, "SELECT count(*) FROM orders_earlier").await, 0);
        assert_eq!(acts(&test).await.iter().filter(|act| *act == "import.undo").count(), 1);
        imported(&test, &file(&[delivered("#1001", ANNA)])).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_can_be_imported_elsewhere_and_not_twice() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let order = paid(&test).await;
        assert_eq!(problems(&checked(&test, &exported(&test).await).await), [(2, "state", RowProblem::StillOpen)]);
        for state in ["shipped", "delivered"] {
            sqlx::query("UPDATE orders SET state = $2 WHERE id = $1").bind(order.id.0).bind(state).execute(&test.shop.pool).await.unwrap();
        }
        let csv = exported(&test).await;
        assert_eq!(problems(&checked(&test, &csv).await), [(2, "number", RowProblem::KnownOrder)], "it is this shop's own");
        imported(&test, &csv.replace(&order.number, "ALT-7")).await;
        let query = format!(
            "SELECT count(*) FROM orders_earlier AS made JOIN orders AS own ON own.number = '{}' JOIN orders_earlier_lines AS line ON line.order_id = made.id
             JOIN orders_lines AS sold ON sold.order_id = own.id
             WHERE made.number = 'ALT-7' AND made.total = own.total AND made.items_total = own.items_total AND made.delivery_fee = own.delivery_fee
               AND made.email = own.email AND made.address = own.address AND made.placed_at = date_trunc('second', own.placed_at)
               AND (line.sku, line.name, line.quantity, line.unit_price, line.vat_rate) = (sold.sku, sold.name, sold.quantity, sold.unit_price, sold.vat_rate)",
            order.number
        );
        let same: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(same, 1, "to the rappen");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_told_what_is_wrong_and_nothing_of_the_file_is_taken() {
    use RowProblem as P;

    TestShop::run(|test: Arc<TestShop>| async move {
        imported(&test, &file(&[delivered("#1000", ANNA)])).await;
        let rows = [
            delivered("#1000", ANNA),
            delivered("#2001", ANNA),
            delivered("#2002", ANNA).replace("paid,fulfilled", "paid,unfulfilled"),
            delivered("#2003", ANNA).replace("CHF", "EUR"),
            delivered("#2004", ANNA).replace("42.90", "42.95"),
            delivered("#2001", ANNA),
        ];
        let shown = checked(&test, &file(&rows)).await;
        for expected in [
            (2, "number", P::KnownOrder),
            (6, "fulfilment_status", P::StillOpen),
            (8, "currency", P::Currency),
            (10, "total", P::Sum),
            (12, "number", P::RepeatedOrder),
        ] {
            assert!(problems(&shown).contains(&expected), "{expected:?} in {:?}", problems(&shown));
        }
        assert_eq!(shown.errors.iter().find(|error| error.problem == P::Sum).unwrap().value, "42.95 ≠ 42.90", "both figures");
        let refusal = imports::apply(&test.shop, berta(), (shown.id, shown.version)).await;
        assert!(matches!(refusal, Err(Error::Refused(Refusal::Staff(StaffRefusal::Import(ImportRefusal::NotNow))))), "{refusal:?}");
        assert_eq!(imports::work(&test.shop).await.unwrap(), 0);
        assert_eq!(numbers(&test, "").await, ["#1000"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_cut_or_no_text_changes_nothing() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let whole = file(&[delivered("#1001", ANNA)]);
        let cut = checked(&test, whole.trim_end_matches('\n')).await;
        assert!(problems(&cut).contains(&(3, "", RowProblem::Cut)), "{:?}", cut.errors);
        assert!(imports::apply(&test.shop, berta(), (cut.id, cut.version)).await.is_err());
        let mut bytes = whole.into_bytes();
        bytes.extend(b"Z\xFCrich\n");
        let mut upload =
            imports::begin(&test.shop, berta(), test.shop.new_key(), (ImportKind::Orders, "x.csv", Encoding::Utf8)).await.unwrap();
        assert!(matches!(upload.push(&test.shop, &bytes).await, Err(Error::Refused(_))));
        assert_eq!(count(&test, "SELECT count(*) FROM orders_earlier").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_with_one_number_make_one_order() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let (first, second) = (
            checked(&test, &file(&[delivered("#1001", ANNA)])).await,
            checked(&test, &file(&[delivered("#1001", ""), delivered("#1002", "")])).await,
        );
        applied(&test, &first).await;
        imports::apply(&test.shop, berta(), (second.id, second.version)).await.unwrap();
        assert_eq!(imports::work(&test.shop).await.unwrap(), 2, "looked at anew instead of written");
        let again = seen(&test, second.id).await;
        assert_eq!((again.state, problems(&again)), (ImportState::Checked, vec![(2, "number", RowProblem::KnownOrder)]));
        assert_eq!(numbers(&test, "").await, ["#1001"], "all of it or nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_found_where_people_look() {
    TestShop::run(|test: Arc<TestShop>| async move {
        imported(&test, &file(&[delivered("#1001", ANNA), delivered("#1002", "guest@example.ch")])).await;
        for words in ["#1001", "1001", ANNA] {
            assert_eq!(numbers(&test, words).await, ["#1001"], "{words}");
        }
        assert_eq!(
            (numbers(&test, "musterli").await.len(), numbers(&test, "alt-k").await.len(), numbers(&test, "nobody").await.len()),
            (2, 2, 0)
        );
        let listed = screens::list(&test.shop, anna(), &OrderQuery { search: "#1001".into(), ..OrderQuery::default() }).await.unwrap();
        assert_eq!((listed.rows.len(), listed.earlier), (0, 1), "told beside the orders, and none of them");
        let first = screens::earlier::list(&test.shop, anna(), &EarlierQuery { size: 1, ..EarlierQuery::default() }).await.unwrap();
        let second = EarlierQuery { after: first.next.clone(), size: 1, ..EarlierQuery::default() };
        let second = screens::earlier::list(&test.shop, anna(), &second).await.unwrap();
        assert!(second.next.is_none() && first.rows[0].number != second.rows[0].number);

        // Somebody who ordered there alone is a guest here.
        let query = CustomerQuery { search: "guest@".into(), ..CustomerQuery::default() };
        let guest = customers::list(&test.shop, support(), &query).await.unwrap().rows.remove(0);
        let detail = customers::detail(&test.shop, support(), guest.id, None).await.unwrap();
        let bought = detail.orders.unwrap();
        assert_eq!((bought.count, bought.earlier, bought.paid), (1, 1, 0), "what was paid there is not this shop's money");
        assert!(bought.rows[0].is_earlier && detail.addresses[0].city == "Luzern");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_its_earlier_orders_once_its_address_is_shown() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let before = imported(&test, &file(&[delivered("#1001", ANNA), delivered("#1002", "anna.muster+x@example.ch")])).await;
        let account = test.open_account(ANNA).await.account;
        let who = test.principal(account).await;
        let own = async || {
            let orders = orders::own_orders(&test.shop, &who, None).await.unwrap();
            orders.into_iter().map(|order| (order.number, order.state, order.pieces, order.token)).collect::<Vec<_>>()
        };
        let first = ("#1001".to_owned(), OrderState::Delivered, 3, String::new());
        assert_eq!(own().await, std::slice::from_ref(&first), "claimed as guests' orders are, and no other tag's");
        // Those that come later are there at once.
        imported(&test, &file(&[delivered("#1003", "Anna.Muster@example.ch").replace("2025-03-01", "2025-04-01")])).await;
        assert_eq!(own().await, [("#1003".to_owned(), OrderState::Delivered, 3, String::new()), first]);
        let archive = accounts::export(&test.shop, &who, &PASSWORD.into()).await.unwrap();
        let text = String::from_utf8_lossy(&archive);
        assert!(text.contains("#1001") && text.contains("ALT-T") && text.contains("Seeweg 12a") && !text.contains("#1002"));
        // Claimed or not, an import is taken back.
        undone(&test, &before).await;
        assert_eq!(own().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_of_one_moment_are_all_in_the_history() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let rows: Vec<String> = (0..30).map(|number| delivered(&format!("#{number}"), ANNA)).collect();
        imported(&test, &file(&rows)).await;
        let who = test.principal(test.open_account(ANNA).await.account).await;
        assert_eq!(orders::own_orders(&test.shop, &who, None).await.unwrap().len(), 30);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_stays_forgotten() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let content = file(&[delivered("#1001", ANNA), delivered("#1002", "beat@example.ch").replace("Annegret Musterli", "Beat B")]);
        let import = imported(&test, &content).await;
        let who = test.principal(test.open_account(ANNA).await.account).await;
        accounts::close(&test.shop, &who, &PASSWORD.into()).await.unwrap();
        sqlx::query("UPDATE accounts SET closed_at = now() - interval '15 days'").execute(&test.shop.pool).await.unwrap();
        accounts::clean_up(&test.shop).await.unwrap();
        let named = "SELECT count(*) FROM orders_earlier AS t WHERE strpos(lower(t::text), 'muster') > 0 OR strpos(t::text, 'Seeweg') > 0 AND number = '#1001'";
        assert_eq!(count(&test, named).await, 0);
        assert_eq!(numbers(&test, "#1001").await, ["#1001"], "its figures stay");

        let back = undone(&test, &import).await;
        assert_eq!((back.state, back.counts.left), (ImportState::Undone, 1));
        assert_eq!(back.left, ["#1001"]);
        assert_eq!(numbers(&test, "").await, ["#1001"]);
        let again = checked(&test, &content).await;
        assert_eq!(problems(&again), [(2, "number", RowProblem::KnownOrder)], "the file does not bring anybody back");
        let rewritten = sqlx::query("UPDATE orders_earlier SET email = 'anna@example.ch' WHERE erased_at IS NOT NULL").execute(&test.shop.pool).await;
        assert!(rewritten.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_not_rewritten() {
    TestShop::run(|test: Arc<TestShop>| async move {
        imported(&test, &file(&[delivered("#1001", ANNA)])).await;
        for change in [
            "UPDATE orders_earlier SET total = total + 1, delivery_fee = delivery_fee + 1",
            "UPDATE orders_earlier SET state = 'cancelled'",
            "UPDATE orders_earlier SET number = 'x'",
            "UPDATE orders_earlier_lines SET quantity = 3, total = unit_price * 3",
        ] {
            assert!(sqlx::query(change).execute(&test.shop.pool).await.is_err(), "{change}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_is_for_its_role() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let clara = staff(33, &[Role::Catalogue]);
        let shown = checked(&test, &file(&[delivered("#1001", ANNA)])).await;
        let forbidden = |outcome: &Error| matches!(outcome, Error::Forbidden);
        let begin =
            async |by: Acting, kind| imports::begin(&test.shop, by, test.shop.new_key(), (kind, "x.csv", Encoding::Utf8)).await.err();
        assert!(
            forbidden(&begin(clara, ImportKind::Orders).await.unwrap()) && forbidden(&begin(berta(), ImportKind::Products).await.unwrap())
        );
        assert!(forbidden(&imports::detail(&test.shop, clara, Language::De, shown.id).await.unwrap_err()));
        assert!(forbidden(&imports::errors(&test.shop, clara, shown.id, (0, 0)).await.unwrap_err()));
        assert!(forbidden(&imports::apply(&test.shop, clara, (shown.id, shown.version)).await.unwrap_err()));
        assert!(forbidden(&imports::discard(&test.shop, clara, (shown.id, shown.version)).await.unwrap_err()));
        let listed = imports::list(&test.shop, clara).await.unwrap();
        assert_eq!((listed.imports.len(), listed.kinds), (0, vec![ImportKind::Products]));
        let listed = imports::list(&test.shop, berta()).await.unwrap();
        assert_eq!((listed.imports.len(), listed.kinds), (1, vec![ImportKind::Orders]));
        assert!(forbidden(&screens::earlier::list(&test.shop, clara, &EarlierQuery::default()).await.unwrap_err()));
        assert!(imports::apply(&test.shop, berta(), (shown.id, shown.version - 1)).await.is_err(), "not unseen");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_half_way_has_changed_nothing_and_the_next_one_does_all_of_it() {
    TestShop::run(|test: Arc<TestShop>| async move {
        test.open_account(ANNA).await;
        let shown = checked(&test, &file(&[delivered("#1001", ANNA), delivered("#1002", "")])).await;
        imports::apply(&test.shop, berta(), (shown.id, shown.version)).await.unwrap();
        // Accounts are asked last: the orders stand in the transaction already when its connection is lost.
        let mut holder = test.shop.begin().await.unwrap();
        sqlx::query("SELECT FROM accounts FOR UPDATE").execute(&mut *holder).await.unwrap();
        let working = tokio::spawn({
            let test = Arc::clone(&test);
            async move { imports::work(&test.shop).await }
        });
        let pid = waiting(&test).await;
        assert!(sqlx::query_scalar::<_, bool>("SELECT pg_terminate_backend($1, 5000)").bind(pid).fetch_one(&test.shop.pool).await.unwrap());
        assert!(working.await.unwrap().is_err());
        holder.rollback().await.unwrap();
        assert_eq!((seen(&test, shown.id).await.state, numbers(&test, "").await.len()), (ImportState::Applying, 0));
        assert_eq!(imports::work(&test.shop).await.unwrap(), 1);
        assert_eq!((seen(&test, shown.id).await.state, numbers(&test, "").await.len()), (ImportState::Applied, 2));
    })
    .await;
}

/// Says how long it takes and what memory it needs; run it alone: `cargo test --test services fifty_thousand_rows_of_orders -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a while and measures the memory of its own process"]
async fn fifty_thousand_rows_of_orders_come_in_and_are_taken_back() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let rows: Vec<String> = (0..25_000).map(|number| delivered(&format!("#{number}"), &format!("kundin{}@example.ch", number % 4_000))).collect();
        let file = file(&rows);
        let (begun, before) = (std::time::Instant::now(), peak());
        let shown = checked(&test, &file).await;
        assert_eq!((problems(&shown), shown.counts.rows), (Vec::new(), 50_000));
        let looked = begun.elapsed();
        let done = applied(&test, &shown).await;
        let all = begun.elapsed();
        assert_eq!(undone(&test, &done).await.state, ImportState::Undone);
        println!(
            "50,000 rows, {} MB: checked {looked:.1?}, applied {:.1?}, taken back {:.1?}; peak memory {} MB ({before} MB before, file included)",
            file.len() / 1_048_576,
            all.saturating_sub(looked),
            begun.elapsed().saturating_sub(all),
            peak()
        );
        assert!(all.as_secs() < 60 && peak().saturating_sub(before) < 200);
    })
    .await;
}
