//! Who asks: some look at a page, others try to log in.

use std::{collections::BTreeMap, time::Duration};

use reqwest::{Client, RequestBuilder, redirect::Policy};

use crate::{Failure, guesses::Guess};

/// The list page that is looked at.
const LIST_PAGE: &str = "/de/c/kueche-tisch";
const LOG_IN: &str = "/fn/account/log-in";
/// Longer than the shop lets a request take.
const PATIENCE: Duration = Duration::from_mins(1);
/// Shorter than the shop keeps idle connections: one that it closes in the moment of a request would count as no answer.
const IDLE: Duration = Duration::from_secs(2);

/// A shop as it is seen from outside.
#[derive(Clone, Debug)]
pub struct Visitors {
    shop: String,
    /// Those who look and those who try share no connections, as they would not elsewhere.
    looking: Client,
    trying: Client,
}

/// How something was answered: the status, and whether it was said when to come back. None when the answer did not come.
pub type Reply = Option<(u16, bool)>;

impl Visitors {
    pub fn of(shop: String) -> Result<Self, Failure> {
        // Another part of this program may have chosen before.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        Ok(Self { shop, looking: client()?, trying: client()? })
    }

    /// Looks at the list page, whole.
    pub async fn look(&self) -> Reply {
        let request = self.looking.get(format!("{}{LIST_PAGE}", self.shop)).header("accept", "text/html");
        received(request).await
    }

    /// Tries to log in with a wrong password, as scripts of the log-in page do.
    pub async fn guess(&self, guess: &Guess) -> Reply {
        let form = [("language", "de"), ("email", guess.email.as_str()), ("password", "not the password")];
        let request = self.trying.post(format!("{}{LOG_IN}", self.shop)).header("accept", "application/json");
        received(request.header("x-forwarded-for", guess.from.to_string()).form(&form)).await
    }
}

fn client() -> Result<Client, Failure> {
    Ok(Client::builder().redirect(Policy::none()).no_proxy().tcp_nodelay(true).timeout(PATIENCE).pool_idle_timeout(IDLE).build()?)
}

/// The reply, once all of it is there.
async fn received(request: RequestBuilder) -> Reply {
    let answer = request.send().await.ok()?;
    let reply = (answer.status().as_u16(), answer.headers().contains_key("retry-after"));
    answer.bytes().await.ok()?;
    Some(reply)
}

/// How often each reply was given.
pub fn counted(replies: impl IntoIterator<Item = Reply>) -> BTreeMap<Reply, usize> {
    let mut counts = BTreeMap::new();
    for reply in replies {
        *counts.entry(reply).or_default() += 1;
    }
    counts
}

/// A reply in words.
pub fn words(reply: Reply) -> String {
    match reply {
        Some((409, _)) => "409: looked at, and wrong".to_owned(),
        Some((429, true)) => "429: told when to come back".to_owned(),
        Some((status, true)) => format!("{status}, and when to come back"),
        Some((status, false)) => status.to_string(),
        None => "no answer".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_counted() {
        let counts = counted([Some((429, true)), Some((409, false)), None, Some((429, true))]);
        let lines: Vec<(String, usize)> = counts.into_iter().map(|(reply, count)| (words(reply), count)).collect();
        assert_eq!(lines, [("no answer".into(), 1), ("409: looked at, and wrong".into(), 1), ("429: told when to come back".into(), 2)]);
    }
}
