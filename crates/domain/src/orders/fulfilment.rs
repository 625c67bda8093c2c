//! A parcel's life, and what of an order is left to send. An order goes out in one parcel or in several.

use serde::{Deserialize, Serialize};

/// Where a parcel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParcelState {
    /// Packed and still in the house.
    Packed,
    /// With the carrier.
    HandedOver,
    /// It arrived.
    Delivered,
    /// The carrier cannot find it.
    Lost,
    /// The carrier brought it back: its pieces are in the house again and are still owed.
    Returned,
}

/// What can happen to a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParcelEvent {
    /// Staff give it to the carrier.
    HandOver,
    /// It arrived, by the buyer's word or the carrier's.
    Arrive,
    /// The carrier gives it up.
    Lose,
    /// The carrier brings it back.
    ComeBack,
}

impl ParcelState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Packed, Self::HandedOver, Self::Delivered, Self::Lost, Self::Returned];

    /// The state that follows, or `None` when the event is not allowed here. What was lost may turn up after all.
    #[must_use]
    pub const fn after(self, event: ParcelEvent) -> Option<Self> {
        match (self, event) {
            (Self::Packed, ParcelEvent::HandOver) => Some(Self::HandedOver),
            (Self::HandedOver | Self::Lost, ParcelEvent::Arrive) => Some(Self::Delivered),
            (Self::HandedOver, ParcelEvent::Lose) => Some(Self::Lost),
            (Self::HandedOver | Self::Lost, ParcelEvent::ComeBack) => Some(Self::Returned),
            (Self::Packed, ParcelEvent::Arrive | ParcelEvent::Lose | ParcelEvent::ComeBack)
            | (Self::HandedOver, ParcelEvent::HandOver)
            | (Self::Lost, ParcelEvent::HandOver | ParcelEvent::Lose)
            | (Self::Delivered | Self::Returned, ParcelEvent::HandOver | ParcelEvent::Arrive | ParcelEvent::Lose | ParcelEvent::ComeBack) => {
                None
            }
        }
    }

    /// Whether the event is allowed, so that a screen offers only what works.
    pub const fn allows(self, event: ParcelEvent) -> bool {
        self.after(event).is_some()
    }

    /// Whether its pieces count as sent. A lost parcel's do: they left the house, and whether the buyer gets money or goods for them is decided
    /// by people. Those of a parcel that came back are owed again.
    pub const fn counts_as_sent(self) -> bool {
        match self {
            Self::Packed | Self::HandedOver | Self::Delivered | Self::Lost => true,
            Self::Returned => false,
        }
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::HandedOver => "handed_over",
            Self::Delivered => "delivered",
            Self::Lost => "lost",
            Self::Returned => "returned",
        }
    }

    /// The state of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl ParcelEvent {
    /// All events.
    pub const ALL: [Self; 4] = [Self::HandOver, Self::Arrive, Self::Lose, Self::ComeBack];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HandOver => "hand_over",
            Self::Arrive => "arrive",
            Self::Lose => "lose",
            Self::ComeBack => "come_back",
        }
    }
}

/// Pieces of one line of an order, by the line's position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pieces {
    /// The line's position in its order, from 0.
    pub position: u32,
    /// How many.
    pub quantity: u32,
}

/// A line of an order and how many of its pieces were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineProgress {
    /// The line's position in its order, from 0.
    pub position: u32,
    /// Pieces ordered.
    pub ordered: u32,
    /// Pieces in parcels that count as sent.
    pub sent: u32,
}

/// What is left to send, without the lines that are complete.
pub fn left_to_send(lines: &[LineProgress]) -> Vec<Pieces> {
    let left = lines.iter().map(|line| Pieces { position: line.position, quantity: line.ordered.saturating_sub(line.sent) });
    left.filter(|pieces| pieces.quantity > 0).collect()
}

/// Takes wanted pieces out of what is left; all of it when nothing in particular is wanted. Answers what goes into the parcel and what stays
/// behind, or the first position of which there is not enough, with what is left of it.
///
/// A position that is named twice is summed first; 0 pieces are none.
pub fn take(left: &[Pieces], wanted: &[Pieces]) -> Result<(Vec<Pieces>, Vec<Pieces>), Pieces> {
    if wanted.is_empty() {
        return Ok((left.to_vec(), Vec::new()));
    }
    let (mut parcel, mut rest): (Vec<Pieces>, Vec<Pieces>) = (Vec::new(), left.to_vec());
    for pieces in wanted.iter().filter(|pieces| pieces.quantity > 0) {
        let there = rest.iter_mut().find(|there| there.position == pieces.position);
        match there {
            Some(there) if there.quantity >= pieces.quantity => there.quantity -= pieces.quantity,
            Some(_) | None => {
                let before = left.iter().find(|there| there.position == pieces.position).map_or(0, |there| there.quantity);
                return Err(Pieces { position: pieces.position, quantity: before });
            }
        }
        match parcel.iter_mut().find(|packed| packed.position == pieces.position) {
            Some(packed) => packed.quantity += pieces.quantity,
            None => parcel.push(*pieces),
        }
    }
    rest.retain(|pieces| pieces.quantity > 0);
    Ok((parcel, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The whole table, written out a second time by hand: every state × every event.
    #[test]
    fn every_state_and_event() {
        use ParcelEvent as E;
        use ParcelState as S;
        let allowed = [
            (S::Packed, E::HandOver, S::HandedOver),
            (S::HandedOver, E::Arrive, S::Delivered),
            (S::HandedOver, E::Lose, S::Lost),
            (S::HandedOver, E::ComeBack, S::Returned),
            (S::Lost, E::Arrive, S::Delivered),
            (S::Lost, E::ComeBack, S::Returned),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed.iter().find(|(from, by, _)| (*from, *by) == (state, event)).map(|(_, _, to)| *to);
                assert_eq!(state.after(event), expected, "{state:?} {event:?}");
                assert_eq!(state.allows(event), expected.is_some(), "{state:?} {event:?}");
            }
            assert_eq!(S::from_code(state.code()), Some(state));
        }
        assert_eq!(S::from_code("stolen"), None);
    }

    #[test]
    fn what_is_sent_is_never_owed_a_second_time() {
        let lines = [
            LineProgress { position: 0, ordered: 3, sent: 1 },
            LineProgress { position: 1, ordered: 2, sent: 2 },
            LineProgress { position: 2, ordered: 1, sent: 5 },
        ];
        assert_eq!(left_to_send(&lines), [Pieces { position: 0, quantity: 2 }]);
    }

    #[test]
    fn more_than_there_is_names_the_line_and_what_is_left() {
        let left = [Pieces { position: 0, quantity: 2 }];
        assert_eq!(take(&left, &[Pieces { position: 0, quantity: 3 }]), Err(left[0]));
        assert_eq!(take(&left, &[Pieces { position: 0, quantity: 2 }, Pieces { position: 0, quantity: 1 }]), Err(left[0]));
        assert_eq!(take(&left, &[Pieces { position: 7, quantity: 1 }]), Err(Pieces { position: 7, quantity: 0 }));
        assert_eq!(take(&left, &[Pieces { position: 0, quantity: u32::MAX }]), Err(left[0]));
        assert_eq!(take(&left, &[]), Ok((left.to_vec(), Vec::new())));
    }

    proptest! {
        /// Whatever is asked for: parcel and rest together are what was there, line by line.
        #[test]
        fn nothing_is_made_and_nothing_is_lost(
            left in proptest::collection::vec(1_u32..50, 0..6),
            wanted in proptest::collection::vec((0_u32..8, 0_u32..60), 0..8),
        ) {
            let left: Vec<Pieces> = (0..).zip(left).map(|(position, quantity)| Pieces { position, quantity }).collect();
            let wanted: Vec<Pieces> = wanted.into_iter().map(|(position, quantity)| Pieces { position, quantity }).collect();
            if let Ok((parcel, rest)) = take(&left, &wanted) {
                for there in &left {
                    let sum = |pieces: &[Pieces]| -> u32 {
                        pieces.iter().filter(|pieces| pieces.position == there.position).map(|pieces| pieces.quantity).sum()
                    };
                    prop_assert_eq!(sum(&parcel) + sum(&rest), there.quantity);
                    prop_assert!(wanted.is_empty() || sum(&parcel) == sum(&wanted));
                }
                prop_assert!(parcel.iter().all(|pieces| pieces.quantity > 0));
            }
        }
    }
}
