//! So many requests a second, whether or not the earlier ones are answered: as people come, who do not wait for each other.

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

/// So many a second, each at a moment of its own within its share of the second. The moments are the same in every run, and those of two beats with other
/// strides have nothing to do with each other: in two even beats, each of the slower one would meet one of the faster one in the same instant, always.
#[derive(Clone, Copy, Debug)]
pub struct Beat {
    pub a_second: u32,
    /// How much later each comes within its share than the one before, in thousandths of the share, round and round.
    pub stride: u32,
}

impl Beat {
    /// How many there are in this time.
    pub fn count(self, during: Duration) -> u32 {
        u32::try_from(during.as_millis() * u128::from(self.a_second) / 1_000).unwrap_or(u32::MAX)
    }

    /// When the one with this number is planned for, counted from the beginning.
    fn offset(self, number: u32) -> Duration {
        let share = Duration::from_secs(1) / self.a_second;
        let within = u64::from(number) * u64::from(self.stride) % 1_000;
        Duration::from_secs(1) * number / self.a_second + share * u32::try_from(within).unwrap_or(0) / 1_000
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
    fn each_comes_within_its_share_and_none_drifts() {
        let beat = Beat { a_second: 200, stride: 618 };
        assert_eq!((beat.count(Duration::from_secs(5)), beat.count(Duration::from_millis(4))), (1_000, 0));
        assert_eq!([0, 1, 2, 200].map(|number| beat.offset(number).as_micros()), [0, 5_000 + 3_090, 10_000 + 1_180, 1_000_000 + 3_000]);
        assert_eq!(Beat { a_second: 3, stride: 0 }.offset(3_000), Duration::from_secs(1_000));
    }

    #[test]
    fn two_beats_meet_as_often_as_chance_has_it() {
        let [pages, log_ins] = [crate::PAGES, crate::LOG_INS];
        let moments: Vec<Duration> = (0..3_000).map(|number| log_ins.offset(number)).collect();
        let meets = |number: &u32| moments.iter().any(|moment| moment.abs_diff(pages.offset(*number)) < Duration::from_micros(500));
        let met = (0..750).filter(meets).count();
        // 200 log-ins a second, each half a millisecond before and after: about a fifth of the time.
        assert!((100..=200).contains(&met), "{met} of 750");
    }

    #[tokio::test]
    async fn nobody_waits_for_others_and_waiting_counts() {
        let (all_are_there, others) = (tokio::sync::Semaphore::new(0), 4);
        let meeting = std::sync::Arc::new(all_are_there);
        let answers = Beat { a_second: 1_000, stride: 0 }
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
