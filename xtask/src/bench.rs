//! `cargo xtask bench`: how fast the list page is beside a route that does nothing, and how much a browser downloads; `bench checkout`: how many
//! orders a second; `bench flood`: how fast the list page is while many try to log in; `bench backoffice`: how soon
//! the staff's screens can be used over a large shop, and what a large import takes.

mod backoffice;
mod checkout;
mod flood;
mod measured;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::program;
use crate::setup;
use crate::shop::{self, Artefacts, Shop};
use crate::step::Step;
use crate::toolbox::Toolbox;

/// The page and the plain axum route that are compared.
const LIST_PAGE: &str = "/de/c/kueche-tisch";
const PLAIN_ROUTE: &str = "/healthz";
const CONNECTIONS: &str = "32";
const WARM_UP: &str = "3s";
const MEASURED: &str = "10s";

/// One measurement of wrk.
#[derive(Debug, PartialEq)]
struct Load {
    requests_per_second: f64,
    median: String,
    slowest_percent: String,
}

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    match arguments {
        [] => pages(),
        [word] if word == "checkout" => checkout::run(),
        [word] if word == "flood" => flood::run(),
        [word] if word == "backoffice" => backoffice::run(),
        _ => Err(Failure::new("`bench` takes no further words, or `checkout`, or `flood`, or `backoffice`.")),
    }
}

fn pages() -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    let toolbox = setup::for_building(&checkout)?;
    setup::wrk::ensure(&checkout, &toolbox)?;
    let artefacts = build::optimised(&checkout, &toolbox)?;
    let shop = shop::throwaway(&checkout, &artefacts, "bench", &[])?;
    let plain = measure(&checkout, &toolbox, &shop, PLAIN_ROUTE)?;
    let page = measure(&checkout, &toolbox, &shop, LIST_PAGE)?;
    shop.stop();
    report(&plain, &page);
    sizes(&artefacts)?;
    Ok(ExitCode::SUCCESS)
}

fn measure(checkout: &Checkout, toolbox: &Toolbox, shop: &Shop, path: &str) -> Result<Load> {
    let url = format!("{}{path}", shop.address());
    let step = Step::begin(format!("measuring {path} ({CONNECTIONS} connections, {MEASURED})"));
    let mut output = String::new();
    for duration in [WARM_UP, MEASURED] {
        let mut command = toolbox.command("wrk");
        command.args(["-t2", "-c", CONNECTIONS, "-d", duration, "--latency", &url]);
        output = program::watch_ok(&mut command, &step, &checkout.log("wrk"), "The measurement")?;
    }
    if let Some(line) = output.lines().find(|line| line.contains("Non-2xx") || line.contains("Socket errors")) {
        return Err(Failure::new(format!("Not all of the requests to {path} were answered well: {}.", line.trim())));
    }
    step.done();
    parse(&output).ok_or_else(|| Failure::new("wrk printed no result: look into .astris/logs/wrk.log."))
}

/// Reads what `wrk --latency` prints.
fn parse(output: &str) -> Option<Load> {
    let after = |start: &str| output.lines().find_map(|line| line.trim().strip_prefix(start)).map(|rest| rest.trim().to_owned());
    Some(Load { requests_per_second: after("Requests/sec:")?.parse().ok()?, median: after("50%")?, slowest_percent: after("99%")? })
}

fn report(plain: &Load, page: &Load) {
    println!("\n  {:<22} {:>12} {:>10} {:>10}", "", "requests/s", "median", "99 %");
    for (name, load) in [(PLAIN_ROUTE, plain), (LIST_PAGE, page)] {
        println!("  {name:<22} {:>12.0} {:>10} {:>10}", load.requests_per_second, load.median, load.slowest_percent);
    }
    let ratio = plain.requests_per_second / page.requests_per_second;
    println!("\n  The plain route answers {ratio:.1} times as many requests as the list page.\n");
}

/// Prints the sizes of what a browser downloads, as files and compressed.
fn sizes(artefacts: &Artefacts) -> Result<()> {
    println!("  {:<44} {:>10} {:>10}", "download", "raw", "brotli");
    let folder = artefacts.site().join("pkg");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map_err(|error| Failure::io("read", &folder, &error))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "wasm" || kind == "js" || kind == "css"))
        .collect();
    files.sort();
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let compressed = folder.join(format!("{name}.br"));
        println!("  {name:<44} {:>10} {:>10}", size(&file), size(&compressed));
    }
    println!();
    Ok(())
}

fn size(file: &Path) -> String {
    file.metadata().map_or_else(|_| "-".to_owned(), |metadata| format!("{}.{} KB", metadata.len() / 1_000, metadata.len() % 1_000 / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_wrk() {
        let output = "Running 10s test @ http://127.0.0.1:3000/healthz\n  2 threads and 32 connections\n  Latency Distribution\n     50%  1.02ms\n     75%  1.40ms\n     90%  2.00ms\n     99%  4.10ms\n  312345 requests in 10.00s, 40.00MB read\nRequests/sec:  31234.50\nTransfer/sec:      4.00MB\n";
        let load = parse(output).unwrap();
        assert!((load.requests_per_second - 31_234.5).abs() < f64::EPSILON);
        assert_eq!((load.median.as_str(), load.slowest_percent.as_str()), ("1.02ms", "4.10ms"));
        assert_eq!(parse("connection refused"), None);
    }
}
