//! What an optimised build leaves behind for running.

use std::path::PathBuf;

/// One finished build: two programs and the site's files, in a folder of their own.
#[derive(Debug, Clone)]
pub struct Artefacts {
    /// Named after the fingerprint of the sources.
    pub folder: PathBuf,
}

impl Artefacts {
    /// The shop's server.
    pub fn server(&self) -> PathBuf {
        self.folder.join("astris")
    }

    /// The stand-in for the payment and mail providers.
    pub fn sandbox(&self) -> PathBuf {
        self.folder.join("astris-sandbox")
    }

    /// WebAssembly, scripts, styles, fonts and pictures, as served.
    pub fn site(&self) -> PathBuf {
        self.folder.join("site")
    }
}
