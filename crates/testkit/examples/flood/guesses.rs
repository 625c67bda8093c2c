//! Who tries to log in: each try from a block of addresses of its own, and for an address of its own, so that no limit stops any of them and the shop has to
//! look at each. That is the worst flood; one that comes from few places or goes for few accounts is turned away by the limits.

use std::net::Ipv4Addr;

use sqlx::PgConnection;

use crate::Failure;

/// Argon2id as the shop makes it, of no password: to compare with it costs what any other costs.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$YXN0cmlzIG5vYm9keSA6KQ$VGhpcyBpcyB0aGUgaGFzaCBvZiBubyBwYXNzd29yZCE";

const FIRST: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);

/// A try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What the log-in is for.
    pub email: String,
    /// Where it comes from.
    pub from: Ipv4Addr,
}

/// Tries that follow each other, none like one before: for an account and for an address without one in turns.
#[derive(Clone, Debug, Default)]
pub struct Guesses(u32);

impl Iterator for Guesses {
    type Item = Guess;

    fn next(&mut self) -> Option<Guess> {
        let guess = Guess::number(self.0);
        self.0 += 1;
        Some(guess)
    }
}

impl Guess {
    fn number(number: u32) -> Self {
        let name = if number.is_multiple_of(2) { "somebody" } else { "nobody" };
        // From 10.0.0.1 on, each in the next block of 256 addresses.
        let from = Ipv4Addr::from_bits(FIRST.to_bits() + number * 256);
        Self { email: format!("{name}-{number}@example.ch"), from }
    }

    /// Whether there is an account of this address.
    pub fn is_for_somebody(&self) -> bool {
        self.email.starts_with("somebody")
    }
}

/// Makes the accounts of the first so many tries.
pub async fn make_accounts(database: &mut PgConnection, tries: u32) -> Result<(), Failure> {
    let emails: Vec<String> = (0..tries).map(Guess::number).filter(Guess::is_for_somebody).map(|guess| guess.email).collect();
    sqlx::query(
        "INSERT INTO accounts (id, email, customer, verified_at, password_hash, password_changed_at, language)
         SELECT gen_random_uuid(), email, email, now(), $2, now(), 'de' FROM unnest($1::text[]) AS email",
    )
    .bind(emails)
    .bind(HASH)
    .execute(&mut *database)
    .await?;
    sqlx::query("ANALYZE accounts").execute(database).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_tries_are_counted_together() {
        let guesses: Vec<Guess> = Guesses::default().take(70_000).collect();
        let blocks: HashSet<[u8; 3]> = guesses.iter().map(|guess| guess.from.octets()).map(|[a, b, c, _]| [a, b, c]).collect();
        let emails: HashSet<&str> = guesses.iter().map(|guess| guess.email.as_str()).collect();
        assert_eq!((blocks.len(), emails.len()), (guesses.len(), guesses.len()));
        assert_eq!(guesses.iter().filter(|guess| guess.is_for_somebody()).count(), guesses.len() / 2);
        assert!(!guesses.iter().any(|guess| guess.from.is_loopback()), "the proxy's own address would be believed to be a proxy");
    }
}
