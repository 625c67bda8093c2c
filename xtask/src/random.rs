//! Randomness from the operating system.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::failure::{Failure, Result};

/// A secret of 192 bits in hexadecimal digits, which need no escaping in a URL.
pub fn secret() -> Result<String> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0_u8; 24];
    File::open(source).and_then(|mut file| file.read_exact(&mut bytes)).map_err(|error| Failure::io("read", source, &error))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
