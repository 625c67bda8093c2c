//! Where a visitor was on each page, so that going back leads there.
//!
//! The browser goes back by itself, but at once: before the content is there, and no further down than the page reaches that is being left.

use std::collections::HashMap;

use leptos::{ev, prelude::*};

/// Frames that the content may take to come, about three seconds.
const PATIENCE: u32 = 180;
/// Frames in a row at the right place after which it is left to the visitor again, a third of a second.
const CALM: u32 = 20;

/// Remembers the place on each page, for as long as the document lives, and goes back to it.
pub fn keep_places() {
    Effect::new(|_| {
        let places = StoredValue::new(HashMap::<String, f64>::new());
        window_event_listener(ev::scroll, move |_| {
            places.update_value(|places| {
                places.insert(here(), scrolled());
            });
        });
        window_event_listener(ev::popstate, move |_| {
            if let Some(place) = places.with_value(|places| places.get(&here()).copied()) {
                go_back_to(place, PATIENCE, CALM);
            }
        });
    });
}

fn go_back_to(place: f64, patience: u32, calm: u32) {
    if patience == 0 || calm == 0 {
        return;
    }
    let calm = if (scrolled() - place).abs() < 1.0 { calm - 1 } else { CALM };
    if calm == CALM {
        window().scroll_to_with_x_and_y(0.0, place);
    }
    request_animation_frame(move || go_back_to(place, patience - 1, calm));
}

fn here() -> String {
    location().href().unwrap_or_default()
}

fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}
