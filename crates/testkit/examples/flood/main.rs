//! `cargo xtask bench flood`: what 200 log-ins a second do to those who look at the catalogue, and whether the time of a log-in tells who has an account.
//! `xtask` starts the shop and PostgreSQL, both on this machine and for this run only, and says in the environment where they are. The shop believes this
//! program where its requests come from.

mod guesses;
mod latencies;
mod metronome;
mod visitors;

use std::{env, time::Duration};

use sqlx::{Connection, PgConnection};
use tokio::time::{Instant, sleep};

use guesses::{Guess, Guesses};
use latencies::{Latencies, milliseconds, ratio};
use metronome::{Answered, Beat};
use visitors::{Reply, Visitors, counted, words};

/// What ends the measurement early, in a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Pages a second, and log-ins a second.
const PAGES: Beat = Beat { a_second: 50, stride: 618 };
const LOG_INS: Beat = Beat { a_second: 200, stride: 414 };
/// Until connections are open and caches full.
const WARM_UP: Duration = Duration::from_secs(10);
/// Each round is this long without log-ins, and as long with them: whatever else the machine does happens to both.
const ROUND: Duration = Duration::from_secs(5);
const ROUNDS: u32 = 10;
/// Until what waits for its turn is done.
const SETTLE: Duration = Duration::from_secs(3);
/// Log-ins of each kind whose times are compared.
const TIMED: u32 = 200;
/// Before they are timed.
const UNTIMED: u32 = 20;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let [shop, database] = ["URL", "DATABASE"].map(|name| env::var(format!("ASTRIS_BENCH_{name}")));
    let (visitors, mut guesses) = (Visitors::of(shop?)?, Guesses::default());
    let tries = UNTIMED + 2 * TIMED + ROUNDS * LOG_INS.count(ROUND);
    guesses::make_accounts(&mut PgConnection::connect(&database?).await?, tries).await?;

    println!("\n  {} list pages a second, load average {}\n", PAGES.a_second, load());
    look(&visitors, WARM_UP).await?;
    let [existing, unknown] = time_log_ins(&visitors, &mut guesses).await?;
    let (mut quiet, mut flooded, mut log_ins) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        quiet.extend(look(&visitors, ROUND).await?);
        let (pages, replies) = tokio::join!(look(&visitors, ROUND), flood(&visitors, &mut guesses));
        flooded.extend(pages?);
        log_ins.extend(replies?);
        sleep(SETTLE).await;
    }
    tell_pages(&latencies(&quiet), &latencies(&flooded));
    tell_log_ins(&log_ins);
    let (hit, miss) = (existing.median(), unknown.median());
    println!(
        "  medians of {TIMED} tries: existing {:.1} ms, unknown {:.1} ms, ratio {:.2}\n",
        milliseconds(hit),
        milliseconds(miss),
        ratio(hit, miss)
    );
    match quiet.iter().chain(&flooded).find(|page| page.what.is_none_or(|(status, _)| status != 200)) {
        Some(page) => Err(format!("a page did not come: {}", words(page.what)).into()),
        None => Ok(()),
    }
}

/// People who look at the list page.
async fn look(visitors: &Visitors, during: Duration) -> Result<Vec<Answered<Reply>>, Failure> {
    let visitors = visitors.clone();
    PAGES
        .keep(during, move |_| {
            let visitors = visitors.clone();
            async move { visitors.look().await }
        })
        .await
}

/// People who try to log in, for one round.
async fn flood(visitors: &Visitors, guesses: &mut Guesses) -> Result<Vec<Answered<Reply>>, Failure> {
    let mut round = guesses.by_ref().take(LOG_INS.count(ROUND) as usize).collect::<Vec<Guess>>().into_iter();
    let visitors = visitors.clone();
    LOG_INS
        .keep(ROUND, move |_| {
            let (visitors, guess) = (visitors.clone(), round.next());
            async move { visitors.guess(&guess?).await }
        })
        .await
}

/// Log-ins one after the other, to accounts and to none in turns: how long those took that are for an account, and those that are for none.
async fn time_log_ins(visitors: &Visitors, guesses: &mut Guesses) -> Result<[Latencies; 2], Failure> {
    let mut times = [Vec::new(), Vec::new()];
    for (number, guess) in guesses.by_ref().take((UNTIMED + 2 * TIMED) as usize).enumerate() {
        let begun = Instant::now();
        let reply = visitors.guess(&guess).await;
        let took = begun.elapsed();
        if reply != Some((409, false)) {
            return Err(format!("a log-in that was to be timed was answered with {}", words(reply)).into());
        }
        if number >= UNTIMED as usize {
            times[usize::from(!guess.is_for_somebody())].push(took);
        }
    }
    Ok(times.map(|times| times.into_iter().collect()))
}

fn latencies<T>(answers: &[Answered<T>]) -> Latencies {
    answers.iter().map(|answer| answer.took).collect()
}

fn tell_pages(quiet: &Latencies, flooded: &Latencies) {
    println!("  {:<36} {:>8} {:>10} {:>10} {:>10}", "the list page", "pages", "median", "99 %", "longest");
    for (name, times) in [("without log-ins", quiet), ("with 200 log-ins a second", flooded)] {
        let [median, slow, longest] = [times.median(), times.percentile(99), times.longest()].map(milliseconds);
        println!("  {name:<36} {:>8} {median:>7.1} ms {slow:>7.1} ms {longest:>7.1} ms", times.count());
    }
    let [median, slow] = [50, 99].map(|percent| ratio(flooded.percentile(percent), quiet.percentile(percent)));
    println!("  {:<36} {:>8} {median:>10.2} {slow:>10.2}\n", "times as long", "");
}

fn tell_log_ins(log_ins: &[Answered<Reply>]) {
    println!("  {:<36} {:>8} {:>10} {:>10} {:>10}", "the log-ins", "answers", "median", "99 %", "longest");
    for (reply, count) in counted(log_ins.iter().map(|answer| answer.what)) {
        let times: Latencies = log_ins.iter().filter(|answer| answer.what == reply).map(|answer| answer.took).collect();
        let [median, slow, longest] = [times.median(), times.percentile(99), times.longest()].map(milliseconds);
        println!("  {:<36} {count:>8} {median:>7.1} ms {slow:>7.1} ms {longest:>7.1} ms", words(reply));
    }
    println!();
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").ok().and_then(|text| text.split(' ').next().map(str::to_owned)).unwrap_or_default()
}
