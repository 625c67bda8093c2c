//! Requests in an even beat, whether or not the earlier ones are answered: as people come, who do not wait for each other.

use std::{
    thread,
    time::{Duration, Instant},
};

use tokio::{runtime::Handle, task::JoinSet};

use crate::Failure;

/// An answer, and how long it took from the moment that it was planned for: whoever has to wait before they can even ask has waited as well.
#[derive(Clone, Copy, Debug)]
pub struct Answered<T> {
    pub took: Duration,
    pub what: T,
}

/// So many a second.
#[derive(Clone, Copy, Debug)]
pub struct Beat(pub u32);

impl Beat {
    /// How many there are in this time.
    pub fn count(self, during: Duration) -> u32 {
        u32::try_from(during.as_millis() * u128::from(self.0) / 1_000).unwrap_or(u32::MAX)
    }

    /// When the one with this number is planned for, counted from the first.
    fn offset(self, number: u32) -> Duration {
        Duration::from_secs(1) * number / self.0
    }

    /// Does something in this beat for a time, and waits for all answers.
    pub async fn keep<Doing, T>(
        self,
        during: Duration,
        mut act: impl FnMut(u32) -> Doing + Send + 'static,
    ) -> Result<Vec<Answered<T>>, Failure>
    where
        Doing: Future<Output = T> + Send + 'static,
        T: Send + 'static,
    {
        let runtime = Handle::current();
        // On a thread of its own: the runtime's timers count whole milliseconds, which is too coarse beside pages that take some.
        let planned = tokio::task::spawn_blocking(move || {
            let (begun, mut acts) = (Instant::now(), JoinSet::new());
            for number in 0..self.count(during) {
                let planned = begun + self.offset(number);
                thread::sleep(planned.saturating_duration_since(Instant::now()));
                let doing = act(number);
                acts.spawn_on(
                    async move {
                        let what = doing.await;
                        Answered { took: planned.elapsed(), what }
                    },
                    &runtime,
                );
            }
            acts
        });
        Ok(planned.await?.join_all().await)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beat_is_even() {
        let beat = Beat(200);
        assert_eq!((beat.count(Duration::from_secs(5)), beat.count(Duration::from_millis(4))), (1_000, 0));
        assert_eq!([0, 1, 3, 200].map(|number| beat.offset(number).as_micros()), [0, 5_000, 15_000, 1_000_000]);
        assert_eq!(Beat(3).offset(3_000), Duration::from_secs(1_000), "it does not drift");
    }

    #[tokio::test]
    async fn nobody_waits_for_others_and_waiting_counts() {
        let (all_are_there, others) = (tokio::sync::Semaphore::new(0), 4);
        let meeting = std::sync::Arc::new(all_are_there);
        let answers = Beat(1_000)
            .keep(Duration::from_millis(5), move |number| {
                let meeting = std::sync::Arc::clone(&meeting);
                async move {
                    if number == others {
                        meeting.add_permits(5);
                    }
                    meeting.acquire().await.is_ok()
                }
            })
            .await
            .unwrap();
        assert!(answers.len() == 5 && answers.iter().all(|answer| answer.what));
        let longest = answers.iter().map(|answer| answer.took).max().unwrap();
        assert!(longest >= Duration::from_millis(4), "the first one has waited for the last one: {longest:?}");
    }
}
