//! `cargo xtask …`: everything one does with a checkout. This file only dispatches; each verb has its own file.

mod bench;
mod build;
mod chaos;
mod checkout;
mod dev;
mod disk;
mod explain;
mod failure;
mod fingerprint;
mod help;
mod loopback;
mod memory;
mod own_artefacts;
mod postgres;
mod prepare;
mod program;
mod random;
mod redis;
mod reset;
mod run;
mod scratch;
mod screenshots;
mod secret_key;
mod seed;
mod service;
mod settings;
mod setup;
mod shop;
mod step;
mod stop;
mod test;
mod toolbox;

use std::process::ExitCode;

use failure::Result;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = match arguments.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", &[][..]),
    };
    match dispatch(verb, rest) {
        Ok(code) => code,
        Err(failure) => {
            step::complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn dispatch(verb: &str, rest: &[String]) -> Result<ExitCode> {
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(help::print());
    }
    // At a question on the terminal, Ctrl-C keeps its plain meaning.
    if verb != "reset" {
        stop::listen()?;
    }
    match verb {
        "run" => run::run(rest),
        "test" => test::run(rest),
        "dev" => dev::run(rest),
        "build" => build::run(rest),
        "prepare" => prepare::run(rest),
        "reset" => reset::run(rest),
        "seed" => seed::run(rest),
        "bench" => bench::run(rest),
        "chaos" => chaos::run(rest),
        "screenshots" => screenshots::run(rest),
        "help" | "--help" | "-h" => Ok(help::print()),
        other => Err(help::unknown(other)),
    }
}
