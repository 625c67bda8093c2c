//! Passwords as hashes: argon2id, on threads of its own, a few at a time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::accounts::{Password, PasswordStrength};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use unicode_normalization::UnicodeNormalization;

use super::{
    hashes::{Hashes, OF_NOBODY, is_outdated},
    strength,
};
use crate::{
    error::{Error, Result},
    shop::Entropy,
};

/// How many may wait for their turn. Who comes then is told to come back, before waiting costs more than it brings.
const MOST_WAITING: usize = 64;

/// With so many waiting there is a flood, and hashes get only what nobody else wants of the machine.
const CROWD: usize = 16;

/// In a crowd a turn is followed by a pause so many times as long as the hash has taken. Hashes fill the caches that all cores share, and each answer is
/// work for the database, which pages wait for. A pause of five did no more for pages, and let fewer people in.
const PAUSE: u32 = 3;

/// When to come back.
const COME_BACK: Duration = Duration::from_secs(5);

/// Hashes passwords. Each costs 19 MiB and some 20 ms of a core, so only a few are made at once: a flood of log-ins waits for itself, not for the pages.
#[derive(Clone, Debug)]
pub struct Passwords {
    /// Turns.
    turns: Arc<Semaphore>,
    /// Turns, and places to wait.
    places: Arc<Semaphore>,
    hashes: Hashes,
}

/// A place in the queue. Whoever needs a hash takes one before anything else: of a flood, those for whom there is none cost neither a count nor a look into
/// the database.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

/// A turn. Whoever compares a password waits for theirs before they count, look up or compare anything: a crowd then comes to the database one by one as
/// well, and not all at once when it begins.
#[derive(Debug)]
pub(super) struct Turn {
    place: Place,
    permit: OwnedSemaphorePermit,
}

impl Default for Passwords {
    /// On half of the machine's cores, one at least.
    fn default() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1)))
    }
}

impl Passwords {
    /// Hashes so many at once.
    pub fn new(at_once: usize) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(at_once)),
            places: Arc::new(Semaphore::new(at_once + MOST_WAITING)),
            hashes: Hashes::default(),
        }
    }

    /// A place in the queue, for one piece of work.
    ///
    /// # Errors
    /// [`Error::TooMany`] when too many others wait.
    pub fn place(&self) -> Result<Place> {
        Arc::clone(&self.places)
            .try_acquire_owned()
            .map(|permit| Place { _permit: permit })
            .map_err(|_| Error::TooMany { retry_after: COME_BACK })
    }

    /// Waits for a turn, for one piece of work.
    ///
    /// # Errors
    /// As of [`Passwords::place`].
    pub(super) async fn turn(&self) -> Result<Turn> {
        let place = self.place()?;
        let permit = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Error::Data("hashing has ended".into()))?;
        Ok(Turn { place, permit })
    }

    /// The hash of a new password, as a PHC string. [`Error::TooMany`] when too many others wait.
    pub(super) async fn hash(&self, entropy: &dyn Entropy, password: &Password) -> Result<String> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let (password, hashes) = (normal(password), self.hashes.clone());
        self.in_turn(self.turn().await?, move || hashes.hash(password.as_bytes(), salt)).await
    }

    /// Whether it is the password of this hash. Where there is none the answer is no, and takes as long.
    pub(super) async fn verify(&self, turn: Turn, password: &Password, hash: Option<&str>) -> Result<bool> {
        let is_somebody = hash.is_some();
        let hash = hash.unwrap_or(OF_NOBODY).to_owned();
        let (password, hashes) = (normal(password), self.hashes.clone());
        let is_same = self.in_turn(turn, move || hashes.verify(password.as_bytes(), &hash)).await?;
        Ok(is_same && is_somebody)
    }

    /// How good a password would be for somebody of this address; for feedback while it is typed, and asked again before it is accepted.
    pub async fn strength(&self, password: &Password, email: &str) -> Result<PasswordStrength> {
        let (password, email) = (password.as_str().to_owned(), email.to_owned());
        self.in_turn(self.turn().await?, move || Ok(strength::strength(&password, &email))).await
    }

    /// Whether the hash was made with lesser parameters than those of today.
    pub(super) fn is_outdated(hash: &str) -> bool {
        is_outdated(hash)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        Turn { place, permit }: Turn,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let is_crowd = MOST_WAITING.saturating_sub(self.places.available_permits()) >= CROWD;
        let (done, answer) = oneshot::channel();
        // A thread of its own, since one that has stepped back cannot step forward again.
        std::thread::Builder::new()
            .name("password".to_owned())
            .spawn(move || {
                // A caller who gives up does not end this work, so the turn ends with the work and not with the caller.
                step_back(is_crowd);
                let begun = Instant::now();
                let answer = work();
                drop(place);
                // Whoever gave up does not want the answer.
                let _ = done.send(answer);
                if is_crowd {
                    std::thread::sleep(begun.elapsed() * PAUSE);
                }
                drop(permit);
            })
            .map_err(|error| Error::Data(format!("no thread for hashing: {error}")))?;
        answer.await.map_err(|_| Error::Data("hashing did not finish".into()))?
    }
}

/// Lets whatever else the machine has to do go first: pages wait for a core, and a flood of log-ins would hold one all the time. Of a core that pages use up
/// a hash gets a little, so that people can log in during a rush; in a crowd none. Then a page does not even wait until a hash's slice of time is over.
fn step_back(is_crowd: bool) {
    // Linux alone keeps priorities by thread; elsewhere the whole shop would step back. Where it is refused, a hash is as urgent as a page.
    #[cfg(target_os = "linux")]
    {
        use thread_priority::{
            NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
        };
        let policy = if is_crowd { NormalThreadSchedulePolicy::Idle } else { NormalThreadSchedulePolicy::Other };
        let _ = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, ThreadSchedulePolicy::Normal(policy));
    }
}

/// The password in one spelling (NFKC, NIST SP 800-63B, 5.1.1.2): keyboards differ in how they write an é.
fn normal(password: &Password) -> String {
    password.as_str().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::SystemEntropy;

    #[tokio::test]
    async fn a_hash_knows_its_password_however_it_is_spelt() {
        let passwords = Passwords::new(2);
        let hash = passwords.hash(&SystemEntropy, &"caf\u{e9} zum Hafen".into()).await.unwrap();
        assert!(passwords.verify(passwords.turn().await.unwrap(), &"cafe\u{301} zum Hafen".into(), Some(&hash)).await.unwrap());
        assert!(!passwords.verify(passwords.turn().await.unwrap(), &"cafe zum Hafen".into(), Some(&hash)).await.unwrap());
        assert_ne!(passwords.hash(&SystemEntropy, &"caf\u{e9} zum Hafen".into()).await.unwrap(), hash, "salted");
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        let passwords = Passwords::new(1);
        assert!(!passwords.verify(passwords.turn().await.unwrap(), &"".into(), None).await.unwrap());
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back() {
        let passwords = Passwords::new(1);
        let all: Vec<Place> = std::iter::from_fn(|| passwords.place().ok()).collect();
        assert_eq!(all.len(), 1 + MOST_WAITING);
        assert!(matches!(passwords.place(), Err(Error::TooMany { retry_after: COME_BACK })));
        assert!(matches!(passwords.strength(&"x".into(), "").await, Err(Error::TooMany { .. })));
        drop(all);
        assert!(!passwords.verify(passwords.turn().await.unwrap(), &"x".into(), None).await.unwrap());
    }

    #[tokio::test]
    async fn turns_come_one_after_the_other() {
        let passwords = Passwords::new(1);
        let first = passwords.turn().await.unwrap();
        let mut second = std::pin::pin!(passwords.turn());
        assert!(futures_util::FutureExt::now_or_never(second.as_mut()).is_none());
        drop(first);
        assert!(futures_util::FutureExt::now_or_never(second).is_some());
    }

    #[tokio::test]
    async fn in_a_crowd_a_turn_is_followed_by_a_pause() {
        const WORK: Duration = Duration::from_millis(20);
        let passwords = Passwords::new(1);
        let crowd: Vec<Place> = (0..CROWD).map(|_| passwords.place().unwrap()).collect();
        let begun = Instant::now();
        let work = || {
            std::thread::sleep(WORK);
            Ok(())
        };
        passwords.in_turn(passwords.turn().await.unwrap(), work).await.unwrap();
        drop(passwords.turns.acquire().await.unwrap());
        assert!(begun.elapsed() >= (1 + PAUSE) * WORK, "{:?}", begun.elapsed());
        drop(crowd);
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn hashes_step_back_behind_everything_else() {
        /// Linux's `SCHED_OTHER` and `SCHED_IDLE`.
        const OTHER: i32 = 0;
        const IDLE: i32 = 5;
        /// Policy and niceness of this thread (proc(5), fields 41 and 19; the first two end with a bracket).
        fn standing() -> Result<(i32, i32)> {
            let line = std::fs::read_to_string("/proc/thread-self/stat").map_err(|error| Error::Data(error.to_string()))?;
            let fields: Vec<&str> = line.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
            Ok((fields[41 - 3].parse().unwrap(), fields[19 - 3].parse().unwrap()))
        }
        let before = standing().unwrap();
        let passwords = Passwords::new(1);
        assert_eq!(passwords.in_turn(passwords.turn().await.unwrap(), standing).await.unwrap(), (OTHER, 19));
        let crowd: Vec<Place> = (0..CROWD).map(|_| passwords.place().unwrap()).collect();
        assert_eq!(passwords.in_turn(passwords.turn().await.unwrap(), standing).await.unwrap().0, IDLE);
        drop(crowd);
        assert_eq!(standing().unwrap(), before, "the shop itself does not");
    }

    #[tokio::test]
    async fn a_place_is_free_again_when_the_work_is_done() {
        let passwords = Passwords::new(1);
        let others: Vec<Place> = (0..MOST_WAITING).map(|_| passwords.place().unwrap()).collect();
        for _ in 0..3 {
            assert!(!passwords.verify(passwords.turn().await.unwrap(), &"x".into(), None).await.unwrap());
        }
        drop(others);
    }
}
