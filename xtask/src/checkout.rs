//! Where things lie: the checkout, its private folder `.astris/`, and the cache outside of it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The places that belong to this checkout.
#[derive(Debug, Clone)]
pub struct Checkout {
    /// The folder with the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Tools and build artefacts, shared by all checkouts of this user.
    pub cache: PathBuf,
    /// `CARGO_TARGET_DIR` of everything that is built here.
    pub target: PathBuf,
}

impl Checkout {
    /// Finds the checkout that this program was started from.
    pub fn find() -> Result<Self> {
        let root = root()?;
        let cache = cache()?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache.join("target"), |path| root.join(path));
        let checkout = Self { root, cache, target };
        for folder in [&checkout.cache, &checkout.private(), &checkout.logs()] {
            fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
        }
        Ok(checkout)
    }

    /// Data of this checkout that git does not see.
    pub fn private(&self) -> PathBuf {
        self.root.join(".astris")
    }

    pub fn logs(&self) -> PathBuf {
        self.private().join("logs")
    }

    /// The log of one step or server.
    pub fn log(&self, name: &str) -> PathBuf {
        self.logs().join(format!("{name}.log"))
    }

    pub fn media(&self) -> PathBuf {
        self.private().join("media")
    }

    /// Where programs that cargo installs are kept: one folder per name and version.
    pub fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.cache.join("tools").join(format!("{name}-{version}"))
    }

    pub fn npm_programs(&self) -> PathBuf {
        self.root.join("node_modules").join(".bin")
    }

    /// `path` as a reader of the terminal would type it, from the top of the checkout.
    pub fn short<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

fn root() -> Result<PathBuf> {
    // Cargo sets this for `cargo run`; the walk upwards serves a program started by hand.
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(manifest) => PathBuf::from(manifest),
        None => env::current_dir().map_err(|error| Failure::new(format!("Where am I? {error}.")))?,
    };
    start
        .ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new("Run this inside a checkout of the shop."))
}

fn cache() -> Result<PathBuf> {
    let from = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from("ASTRIS_CACHE")
        .or_else(|| from("XDG_CACHE_HOME").map(|path| path.join("astris")))
        .or_else(|| from("HOME").map(|path| path.join(".cache/astris")))
        .ok_or_else(|| Failure::new("Neither ASTRIS_CACHE nor HOME is set: set ASTRIS_CACHE to a folder for tools and artefacts."))
}
