//! `cargo xtask bench checkout`: how many orders a second one article in demand and a whole shop take. `xtask` starts the shop and PostgreSQL, both
//! on this machine and for this run only, says in the environment where they are, and this program loads them and prints what it saw.

mod books;
mod guests;
mod hot;
mod pace;
mod recording;
mod replay;

use std::env;

use sqlx::{Connection, PgConnection};

use pace::Pace;

/// What ends the measurement early, in a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Buyers at once, in every phase.
const BUYERS: usize = 32;
/// What is compared is measured in turns, so often: whatever else the machine does happens to both.
const ROUNDS: usize = 5;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let [shop_url, database_url, log, pgbench] = ["URL", "DATABASE", "LOG", "PGBENCH"].map(|name| env::var(format!("ASTRIS_BENCH_{name}")));
    let (shop_url, database_url, log, pgbench) = (shop_url?, database_url?, log?, pgbench?);

    println!("\n  {BUYERS} buyers at once, PostgreSQL with fsync, load average {}; medians of {ROUNDS} rounds (lowest to highest)", load());
    println!("\n  one article that everybody wants{:>28}", "orders/s");
    // Each line as soon as it is known: what was measured is seen even if something later fails.
    let hot = hot::measure().await?;
    line("plain transaction: lock, order, stock, commit", &hot.plain, "");
    line("this shop", &hot.ours, &format!("{} times as many", spread(&pace::ratios(&hot.ours, &hot.plain), 1)));

    let mut database = PgConnection::connect(&database_url).await?;
    let shelves = guests::stock_up(&mut database).await?;
    let recording = recording::record(&mut database, &log, guests::one_checkout(&shop_url, &shelves)).await?;
    let (mut checkouts, mut transactions, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let before = books::count(&mut database).await?;
        let over_http = guests::measure(&shop_url, &shelves).await?;
        let all = replay::measure(&pgbench, &database_url, recording.all()).await?;
        let transaction = replay::measure(&pgbench, &database_url, &recording.transaction()?).await?;
        books::check(&mut database, &before, over_http.total + all.total + transaction.total).await?;
        checkouts.push(over_http);
        whole.push(all);
        transactions.push(transaction);
    }
    line("this shop's SQL through pgbench", &transactions, &reached(&hot.ours, &transactions));
    println!("\n  {} articles, guests over HTTP: cart, checkout page, order, payment opened", shelves.len());
    line("this shop", &checkouts, "");
    line("this shop's SQL through pgbench", &whole, &reached(&checkouts, &whole));
    println!("  ({} statements a checkout, {} of them in the order's transaction)", recording.all().len(), recording.transaction()?.len());
    println!("\n  Books checked: every order's pieces are held once, nothing came from nowhere, ledger and balance agree.");
    Ok(())
}

fn line(what: &str, paces: &[Pace], remark: &str) {
    let paces: Vec<f64> = paces.iter().map(Pace::per_second).collect();
    println!("    {what:<46} {:>18}   {remark}", spread(&paces, 0));
}

fn reached(ours: &[Pace], limits: &[Pace]) -> String {
    let parts: Vec<f64> = pace::ratios(ours, limits).into_iter().map(|ratio| 100.0 * ratio).collect();
    format!("of which {} % were reached", spread(&parts, 0))
}

/// The median, and between which the others lie.
fn spread(values: &[f64], decimals: usize) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.first(), sorted.get(sorted.len() / 2), sorted.last()) {
        (Some(lowest), Some(median), Some(highest)) => format!("{median:.decimals$} ({lowest:.decimals$}-{highest:.decimals$})"),
        _ => "nothing".to_owned(),
    }
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").ok().and_then(|text| text.split(' ').next().map(str::to_owned)).unwrap_or_default()
}
