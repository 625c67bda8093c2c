//! The embedded typeface: widths for laying out, glyphs for writing. See fonts/LICENSE.txt for its origin and licence.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

use crate::error::DocumentError;

static REGULAR: &[u8] = include_bytes!("../fonts/astris-document-sans-regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/astris-document-sans-bold.ttf");

/// Millimetres of a typographic point.
pub const POINT: f32 = 25.4 / 72.0;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For values.
    Regular,
    /// For headings.
    Bold,
}

struct Face {
    font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let tables = FontRef::new(bytes).ok()?;
        let font = Font::new(bytes.to_vec().into(), 0)?;
        let units = font.units_per_em();
        Some(Self { font, charmap: tables.charmap(), metrics: tables.glyph_metrics(Size::unscaled(), LocationRef::default()), units })
    }

    /// The glyph of a character and its advance in parts of the font's size.
    fn glyph(&self, character: char) -> (u32, f32) {
        let glyph = self.charmap.map(character).unwrap_or_default();
        (glyph.to_u32(), self.metrics.advance_width(glyph).unwrap_or_default() / self.units)
    }
}

static FACES: LazyLock<Option<(Face, Face)>> = LazyLock::new(|| Some((Face::read(REGULAR)?, Face::read(BOLD)?)));

fn face(weight: Weight) -> Option<&'static Face> {
    let (regular, bold) = FACES.as_ref()?;
    Some(match weight {
        Weight::Regular => regular,
        Weight::Bold => bold,
    })
}

/// The width of a line of text in millimetres; `size` in points.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    face(weight).map_or(0.0, |face| text.chars().map(|character| face.glyph(character).1).sum::<f32>() * size * POINT)
}

/// The text in lines that are at most `most` millimetres wide. A word that is wider itself is broken anywhere.
pub fn wrap(text: &str, size: f32, weight: Weight, most: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, weight) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            line.push(character);
            if width(&line, size, weight) > most && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(character);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A text as glyphs of the font.
pub fn shape(text: &str, weight: Weight) -> Result<(Font, Vec<KrillaGlyph>), DocumentError> {
    let face = face(weight).ok_or_else(|| DocumentError::Pdf("the embedded font cannot be read".to_owned()))?;
    let glyphs = text.char_indices().map(|(at, character)| {
        let (glyph, advance) = face.glyph(character);
        KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, at..at + character.len_utf8(), None)
    });
    Ok((face.font.clone(), glyphs.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::is_printable;

    #[test]
    fn both_weights_have_every_character() {
        for character in ('\u{20}'..'\u{3000}').filter(|character| is_printable(*character)) {
            for weight in [Weight::Regular, Weight::Bold] {
                assert_ne!(face(weight).unwrap().glyph(character).0, 0, "{character:?} {weight:?}");
            }
        }
    }

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let text = format!("Donaudampfschifffahrt {} und so weiter", "W".repeat(60));
        for line in wrap(&text, 10.0, Weight::Regular, 40.0) {
            assert!(width(&line, 10.0, Weight::Regular) <= 40.0, "{line}");
        }
        assert_eq!(wrap("a b", 10.0, Weight::Regular, 40.0), ["a b"]);
        assert!(wrap("", 10.0, Weight::Regular, 40.0).is_empty());
        // Liberation Sans has Arial's widths: a digit is 0.556 of the size.
        assert!((width("0", 10.0, Weight::Regular) - 5.56 * POINT).abs() < 0.01);
    }
}
