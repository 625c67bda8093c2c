//! The one error of this program: a sentence for the person at the terminal, with the next step in it.

use std::fmt;
use std::io;
use std::path::Path;

/// A sentence that says what went wrong and what to do next.
#[derive(Debug)]
pub struct Failure(String);

/// What every step returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Ctrl-C or SIGTERM arrived while a step was under way.
    pub fn interrupted() -> Self {
        Self::new("Stopped on request; nothing was left half done.")
    }

    /// A file operation that failed; a full disk is named as such.
    pub fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        match error.kind() {
            io::ErrorKind::StorageFull => {
                Self(format!("The disk that holds {path} is full: free some space, then run the same command again."))
            }
            io::ErrorKind::PermissionDenied => {
                Self(format!("Could not {what} {path}: this user may not. Run the command as the owner of the checkout."))
            }
            _ => Self(format!("Could not {what} {path}: {error}.")),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_named() {
        let failure = Failure::io("write", Path::new("x"), &io::Error::from(io::ErrorKind::StorageFull));
        assert!(failure.to_string().contains("is full"));
    }
}
