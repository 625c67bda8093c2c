//! Turns the output of a failed program into one sentence about the cause, where the cause is a known one.

/// The cause of a failure and the next step, read from what the program printed.
pub fn cause(output: &str) -> Option<&'static str> {
    let text = output.to_lowercase();
    let has = |needles: &[&str]| needles.iter().any(|needle| text.contains(needle));
    if has(&["no space left on device", "enospc", "disk quota exceeded"]) {
        return Some("The disk is full: free some space, then run the same command again.");
    }
    if has(&[
        "could not resolve host",
        "couldn't resolve host",
        "temporary failure resolving",
        "temporary failure in name resolution",
        "network is unreachable",
        "could not connect to server",
        "failed to connect to",
        "enotfound",
        "eai_again",
        "etimedout",
        "econnrefused",
        "connection timed out",
        "spurious network error",
    ]) {
        return Some("The network could not be reached: check the connection (or proxy), then run the same command again.");
    }
    if has(&["could not get lock", "unable to acquire the dpkg frontend lock"]) {
        return Some("Another package manager is running: let it finish, then run the same command again.");
    }
    if has(&["are you root?", "a password is required", "is not in the sudoers file"]) {
        return Some("Installing packages needs root: run the command as root or as a user with sudo.");
    }
    if has(&["linker `cc` not found", "failed to find tool \"cc\""]) {
        return Some("A C compiler is missing: `apt-get install build-essential`, then run the same command again.");
    }
    if has(&["`sqlx_offline=true` but there is no cached data"]) {
        return Some("The SQL changed but .sqlx/ did not: run `cargo xtask prepare` and commit the result.");
    }
    if has(&["can only install packages when your package.json and"]) {
        return Some("package-lock.json does not fit package.json: run `npm install --ignore-scripts` and commit both.");
    }
    if has(&["the lock file", "--locked was passed"]) && text.contains("needs to be updated") {
        return Some("Cargo.lock does not fit Cargo.toml: run `cargo check` once and commit Cargo.lock.");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::cause;

    #[test]
    fn knows_the_usual_suspects() {
        for (output, word) in [
            ("error: failed to write x: No space left on device (os error 28)", "disk is full"),
            ("npm error code EAI_AGAIN", "network"),
            ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "package manager"),
            ("error: linker `cc` not found", "C compiler"),
        ] {
            assert!(cause(output).is_some_and(|sentence| sentence.contains(word)), "{output}");
        }
    }

    #[test]
    fn is_silent_about_the_rest() {
        assert_eq!(cause("error[E0308]: mismatched types"), None);
    }
}
