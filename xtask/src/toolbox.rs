//! The environment that builds run in: which toolchain, which programs first on PATH, and nothing inherited by chance.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::service::tied;

/// What `cargo run` and rustup's proxy leave in the environment of this program, and what would make a build differ
/// from one started by hand. `DATABASE_URL` is here because builds use the committed `.sqlx/`.
const CLEARED: [&str; 10] = [
    "CARGO",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_PKG_NAME",
    "DATABASE_URL",
    "LD_LIBRARY_PATH",
    "RUSTC",
    "RUSTDOC",
    "RUSTUP_TOOLCHAIN",
    "RUST_RECURSION_COUNT",
];

/// Makes commands that build.
#[derive(Debug, Clone)]
pub struct Toolbox {
    target: PathBuf,
    root: PathBuf,
    first_on_path: Vec<PathBuf>,
    toolchain: Option<&'static str>,
}

impl Toolbox {
    pub fn new(checkout: &Checkout) -> Self {
        Self { target: checkout.target.clone(), root: checkout.root.clone(), first_on_path: Vec::new(), toolchain: None }
    }

    /// Programs in `folder` win over all that came before.
    pub fn put_first(&mut self, folder: PathBuf) {
        self.first_on_path.insert(0, folder);
    }

    /// Builds use this toolchain of rustup's rather than the default one.
    pub fn use_toolchain(&mut self, name: &'static str) {
        self.toolchain = Some(name);
    }

    /// A program of the tool chain, run at the top of the checkout; it ends when this program does.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = tied(program, "TERM");
        command
            .current_dir(&self.root)
            .env("PATH", self.path())
            .env("CARGO_TARGET_DIR", &self.target)
            .env("SQLX_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            // Cargo's own retries bridge a moment without network.
            .env("CARGO_NET_RETRY", "5");
        for name in CLEARED {
            command.env_remove(name);
        }
        if let Some(toolchain) = self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    pub fn cargo(&self) -> Command {
        self.command("cargo")
    }

    /// Whether a program would be found.
    pub fn has(&self, program: &str) -> bool {
        self.find(program).is_some()
    }

    /// The program that a command of this name runs.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.path()).map(|folder| folder.join(program)).find(|path| is_program(path))
    }

    fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.first_on_path.iter().cloned().chain(env::split_paths(&inherited));
        // Joining fails for a folder with a colon in its name, which PATH cannot express: then the inherited one holds.
        env::join_paths(folders).unwrap_or(inherited)
    }
}

/// Whether `path` is a file that may be executed.
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}
