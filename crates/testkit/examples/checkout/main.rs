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

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let [shop_url, database_url, log, pgbench] = ["URL", "DATABASE", "LOG", "PGBENCH"].map(|name| env::var(format!("ASTRIS_BENCH_{name}")));
    let (shop_url, database_url, log, pgbench) = (shop_url?, database_url?, log?, pgbench?);

    println!("\n  {BUYERS} buyers at once, PostgreSQL with fsync, load average {}", load());
    println!("\n  one article that everybody wants{:>28}", "orders/s");
    // Each line as soon as it is known: what was measured is seen even if something later fails.
    let hot = hot::measure().await?;
    line("plain transaction: lock, order, stock, commit", &hot.plain, "");
    line("this shop", &hot.ours, &format!("{:.1} times as many", hot.ours.per_second() / hot.plain.per_second()));

    let mut database = PgConnection::connect(&database_url).await?;
    let shelves = guests::stock_up(&mut database).await?;
    let before = books::count(&mut database).await?;
    let recording = recording::record(&mut database, &log, guests::one_checkout(&shop_url, &shelves)).await?;
    let checkouts = guests::measure(&shop_url, &shelves).await?;
    books::check(&mut database, &before, checkouts.total + 1).await?;

    let before = books::count(&mut database).await?;
    let transaction = replay::measure(&pgbench, &database_url, &recording.transaction()?).await?;
    let whole = replay::measure(&pgbench, &database_url, recording.all()).await?;
    books::check(&mut database, &before, transaction.total + whole.total).await?;

    line("this shop's SQL through pgbench", &transaction, &reached(&hot.ours, &transaction));
    println!("\n  {} articles, guests over HTTP: cart, checkout page, order, payment opened", shelves.len());
    line("this shop", &checkouts, "");
    line("this shop's SQL through pgbench", &whole, &reached(&checkouts, &whole));
    println!("  ({} statements a checkout, {} of them in the order's transaction)", recording.all().len(), recording.transaction()?.len());
    println!("\n  Books checked: every order's pieces are held once, nothing came from nowhere, ledger and balance agree.");
    Ok(())
}

fn line(what: &str, pace: &Pace, remark: &str) {
    println!("    {what:<46} {:>9.0}   {remark}", pace.per_second());
}

fn reached(ours: &Pace, limit: &Pace) -> String {
    format!("of which {:.0} % were reached", 100.0 * ours.per_second() / limit.per_second())
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").ok().and_then(|text| text.split(' ').next().map(str::to_owned)).unwrap_or_default()
}
