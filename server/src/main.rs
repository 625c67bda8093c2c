//! The shop's one program. `astris --help` lists what it does.

use std::process::ExitCode;

use clap::Parser;
use server::command::{Astris, run};

/// Pages are made of many small strings, on all cores at once: mimalloc serves those faster than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Astris::parse();
    // An error means that one is installed already, which is as good.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("astris: {error}");
            ExitCode::FAILURE
        }
    }
}
