//! Brings in what a fresh machine lacks.

pub mod apt;
pub mod cargo_tools;
pub mod chromium;
mod debian_rust;
pub mod npm;
pub mod postgres_programs;
pub mod redis;
pub mod wasm_target;
pub mod wrk;

use crate::checkout::Checkout;
use crate::disk;
use crate::failure::Result;
use crate::own_artefacts;
use crate::toolbox::Toolbox;

/// What checks and native builds need: the toolchain.
pub fn for_checking(checkout: &Checkout) -> Result<Toolbox> {
    disk::make_room(checkout)?;
    own_artefacts::claim(checkout)?;
    let mut toolbox = Toolbox::new(checkout);
    wasm_target::ensure(checkout, &mut toolbox)?;
    Ok(toolbox)
}

/// What the optimised build needs: the browser target, cargo-leptos with its helpers, the npm tools.
pub fn for_building(checkout: &Checkout) -> Result<Toolbox> {
    let mut toolbox = for_checking(checkout)?;
    cargo_tools::ensure_build_tools(checkout, &mut toolbox)?;
    npm::ensure(checkout, &toolbox)?;
    // In front of the system's: Debian's wasm-opt is too old for this site.
    toolbox.put_first(checkout.npm_programs());
    Ok(toolbox)
}
