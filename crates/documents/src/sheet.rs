//! A page as a list of marks, in millimetres from the upper left corner of an A4 sheet.

use crate::{
    latin::printable,
    typeface::{POINT, Weight, width},
};

/// An A4 sheet's width and height, in millimetres.
pub const WIDTH: f32 = 210.0;
/// See [`WIDTH`].
pub const HEIGHT: f32 = 297.0;

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line of text; `at` is the left end of its base line, `size` is in points.
    Text {
        /// Millimetres from the left and from the top.
        at: (f32, f32),
        /// Points.
        size: f32,
        /// Whether it is a heading.
        bold: bool,
        /// What is written.
        text: String,
    },
    /// A line; `points` is its thickness in points.
    Line {
        /// One end.
        from: (f32, f32),
        /// The other end.
        to: (f32, f32),
        /// Thickness in points.
        points: f32,
    },
    /// Rectangles (left, top, width, height) that are filled together.
    Boxes {
        /// The rectangles.
        boxes: Vec<(f32, f32, f32, f32)>,
        /// Lightness from 0, black, to 255, white.
        lightness: u8,
    },
    /// A closed curve that is drawn along its edge.
    Ring {
        /// Its middle.
        centre: (f32, f32),
        /// Its half widths along both axes.
        radii: (f32, f32),
        /// Thickness in points.
        points: f32,
    },
}

/// A page that is being laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What is drawn, in this order.
    pub marks: Vec<Mark>,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// Points.
    pub size: f32,
    pub weight: Weight,
}

impl Style {
    pub const fn regular(size: f32) -> Self {
        Self { size, weight: Weight::Regular }
    }

    pub const fn bold(size: f32) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// The width of a text in millimetres.
    pub fn width(self, text: &str) -> f32 {
        width(text, self.size, self.weight)
    }

    /// The height of letters above the base line in millimetres: Arial's ascender.
    pub fn ascender(self) -> f32 {
        self.size * 0.905 * POINT
    }
}

impl Sheet {
    /// Writes a line of text from the left end of its base line.
    pub(crate) fn text(&mut self, at: (f32, f32), style: Style, text: &str) {
        let text = printable(text);
        if !text.is_empty() {
            self.marks.push(Mark::Text { at, size: style.size, bold: style.weight == Weight::Bold, text });
        }
    }

    /// Writes a line of text that ends at `at`.
    pub(crate) fn text_to(&mut self, at: (f32, f32), style: Style, text: &str) {
        let text = printable(text);
        self.text((at.0 - style.width(&text), at.1), style, &text);
    }

    /// Draws a line.
    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), points: f32) {
        self.marks.push(Mark::Line { from, to, points });
    }

    /// Fills a rectangle.
    pub(crate) fn fill(&mut self, left_top: (f32, f32), size: (f32, f32), lightness: u8) {
        self.marks.push(Mark::Boxes { boxes: vec![(left_top.0, left_top.1, size.0, size.1)], lightness });
    }

    /// All texts, for tests and for searching.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            Mark::Line { .. } | Mark::Boxes { .. } | Mark::Ring { .. } => None,
        })
    }
}
