//! The separation lines with their scissors, for slips that are printed at home on paper without perforation.

use crate::sheet::{HEIGHT, Mark, Sheet, WIDTH};

/// Half a point is fine enough to cut along and thick enough for any printer.
const THICKNESS: f32 = 0.5;
/// Where along its line each pair of scissors lies, in millimetres.
const ACROSS_AT: f32 = 5.0;
const DOWN_AT: f32 = 4.0;

/// Lines above the slip and between receipt and payment part, `top` and `between` in millimetres.
pub(super) fn draw(sheet: &mut Sheet, top: f32, between: f32) {
    sheet.line((0.0, top), (WIDTH, top), THICKNESS);
    sheet.line((between, top), (between, HEIGHT), THICKNESS);
    scissors(sheet, |along, across| (ACROSS_AT + along, top + across));
    scissors(sheet, |along, across| (between + across, top + DOWN_AT + along));
}

/// Two grips and two blades, six millimetres long; `place` puts them along their line.
fn scissors(sheet: &mut Sheet, place: impl Fn(f32, f32) -> (f32, f32)) {
    for side in [-1.0, 1.0] {
        let (centre, corner) = (place(0.9, side * 1.0), place(0.0, 0.0));
        let end = place(0.9, 0.65);
        let radii = ((end.0 - corner.0).abs(), (end.1 - corner.1).abs());
        sheet.marks.push(Mark::Ring { centre, radii, points: 0.8 });
        sheet.line(place(1.6, side * 0.7), place(6.0, -side * 0.9), 0.9);
    }
}
