//! Files that are served: what the build made, and pictures.

use std::path::PathBuf;

use super::{reader::Reader, variable::Variable};

const ROOT: Variable = Variable::new("LEPTOS_SITE_ROOT", "site.root");
const PKG_DIR: Variable = Variable::new("LEPTOS_SITE_PKG_DIR", "site.pkg_dir");
const OUTPUT_NAME: Variable = Variable::new("LEPTOS_OUTPUT_NAME", "site.output_name");
const HASH_FILES: Variable = Variable::new("LEPTOS_HASH_FILES", "site.hash_files");
const RELOAD_PORT: Variable = Variable::new("LEPTOS_RELOAD_PORT", "site.reload_port");
const MEDIA_DIR: Variable = Variable::new("ASTRIS_MEDIA_DIR", "site.media_dir");

/// Where files are. The names are those of cargo-leptos, which sets them while it watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The folder that the build filled.
    pub root: PathBuf,
    /// The folder in it, and the path below which it is served, of script, style and WebAssembly.
    pub pkg_dir: String,
    /// The stem of those files' names.
    pub output_name: String,
    /// Whether their names hold a hash of their content. If so, they are cached for ever; `hash.txt` lies next to the program.
    pub hash_files: bool,
    /// Where `cargo xtask dev` tells browsers to reload.
    pub reload_port: u32,
    /// Where pictures are kept.
    pub media_dir: PathBuf,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            root: PathBuf::from("target/site"),
            pkg_dir: "pkg".to_owned(),
            output_name: "astris".to_owned(),
            hash_files: false,
            reload_port: 3001,
            media_dir: PathBuf::from(".astris/media"),
        }
    }
}

impl Site {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let default = Self::default();
        let pkg_dir = reader.text(PKG_DIR).map_or(default.pkg_dir, |text| text.trim_matches('/').to_owned());
        if pkg_dir.is_empty() || pkg_dir.contains(['{', '}', '.', '\\']) {
            reader.fault(PKG_DIR, format!("is '{pkg_dir}', which is no folder's name"), "Unset it, or set it to pkg");
        }
        Self {
            root: reader.text(ROOT).map_or(default.root, PathBuf::from),
            pkg_dir,
            output_name: reader.text(OUTPUT_NAME).map_or(default.output_name, str::to_owned),
            hash_files: reader.switch(HASH_FILES, default.hash_files),
            reload_port: reader.number(RELOAD_PORT, default.reload_port, 1..=65_535),
            media_dir: reader.text(MEDIA_DIR).map_or(default.media_dir, PathBuf::from),
        }
    }
}
