//! `cargo xtask run`: a shop to look at, from nothing.

use std::process::ExitCode;

use crate::build;
use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::secret_key;
use crate::settings::Settings;
use crate::setup;
use crate::shop::{Database, Options, Providers, Shop, refuse_taken};

const PORT: u16 = 3000;

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let port = port(arguments)?;
    // Before minutes are spent on building.
    refuse_taken(port)?;
    let checkout = Checkout::find()?;
    let settings = Settings::load(&checkout)?;
    let toolbox = setup::for_building(&checkout)?;
    let artefacts = build::optimised(&checkout, &toolbox)?;
    refuse_taken(port)?;
    let database = Database::chosen(&checkout, &settings)?;
    let options = Options {
        port,
        providers: Providers::chosen(&settings),
        media: checkout.media(),
        extra: extra(&checkout, &settings)?,
        isolated: false,
        log: None,
    };
    let mut shop = Shop::start(&checkout, &artefacts, database, options)?;
    announce(&shop);
    let ended = shop.wait();
    println!();
    shop.stop();
    ended.map(|()| ExitCode::SUCCESS)
}

/// What the file `.env` adds to the environment, and a secret where the developer has set none.
pub fn extra(checkout: &Checkout, settings: &Settings) -> Result<Vec<(String, String)>> {
    let mut extra: Vec<(String, String)> = settings.file_only().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    if settings.get(secret_key::VARIABLE).is_none() {
        extra.push((secret_key::VARIABLE.to_owned(), secret_key::kept(checkout)?));
    }
    Ok(extra)
}

/// Reads `--port N` or `--port=N`.
pub fn port(arguments: &[String]) -> Result<u16> {
    let mut words = arguments.iter().map(String::as_str);
    let mut port = PORT;
    while let Some(word) = words.next() {
        let value = match word.split_once('=') {
            Some(("--port", value)) => value,
            _ if word == "--port" => words.next().unwrap_or_default(),
            _ => return Err(Failure::new(format!("`{word}` is not known here: only `--port NUMBER` is."))),
        };
        port = value
            .parse()
            .ok()
            .filter(|port| *port != 0)
            .ok_or_else(|| Failure::new(format!("`{value}` is not a port: choose one from 1024 to 65535.")))?;
    }
    Ok(port)
}

fn announce(shop: &Shop) {
    println!("\n  The shop is open.\n");
    println!("    shop              {}", shop.base_url());
    println!("    backoffice        {}/backoffice", shop.base_url());
    if let Some(sandbox) = shop.sandbox_url() {
        if shop.providers().mail_in_sandbox {
            println!("    mail inbox        {sandbox}/inbox");
        }
        if shop.providers().payments_in_sandbox {
            println!("    payment sandbox   {sandbox}/");
        }
    }
    println!("\n  Ctrl-C stops everything.\n");
}

#[cfg(test)]
mod tests {
    use super::port;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn reads_the_port() {
        assert_eq!(port(&words("")).unwrap(), 3000);
        assert_eq!(port(&words("--port 8080")).unwrap(), 8080);
        assert_eq!(port(&words("--port=8081")).unwrap(), 8081);
        assert!(port(&words("--port")).is_err());
        assert!(port(&words("--port shop")).is_err());
        assert!(port(&words("--prot 1")).is_err());
    }
}
