//! Pictures of products.

use serde::{Deserialize, Serialize};

/// A picture, stored in several widths and formats under one file stem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// The files' common stem; a file is `/media/{stem}-{width}.{avif|webp|jpg}`.
    pub stem: String,
    /// What the picture shows, in the page's language.
    pub alt: String,
    /// Width of the original in pixels.
    pub width: u32,
    /// Height of the original in pixels.
    pub height: u32,
    /// The colour that stands in its place until it is there.
    pub ground: Ground,
    /// What stays visible where it is cropped. Snapshots of before have none.
    #[serde(default)]
    pub focus: Focus,
}

/// The point of a picture that stays visible where it is cropped, in percent of its width and of its height from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// From the left, 0 to 100.
    pub x: u8,
    /// From the top, 0 to 100.
    pub y: u8,
}

/// How exactly a focus is kept, in percent: pages crop by classes, of which there is one for each step.
pub const FOCUS_STEP: u8 = 5;

impl Default for Focus {
    fn default() -> Self {
        Self { x: 50, y: 50 }
    }
}

impl Focus {
    /// The nearest focus that pages can show.
    #[must_use]
    pub fn rounded(self) -> Self {
        let round = |percent: u8| ((percent.min(100) + FOCUS_STEP / 2) / FOCUS_STEP) * FOCUS_STEP;
        Self { x: round(self.x), y: round(self.y) }
    }

    /// The classes of a picture with this focus; none for the middle, where pictures are cropped anyway.
    pub fn classes(self) -> String {
        let Self { x, y } = self.rounded();
        if self.rounded() == Self::default() { String::new() } else { format!("focus-x-{x} focus-y-{y}") }
    }
}

/// Widths in pixels in which every product picture is stored.
pub const PICTURE_WIDTHS: [u32; 4] = [320, 640, 960, 1200];

/// Widths in pixels in which the home page's large picture is stored.
pub const HERO_WIDTHS: [u32; 3] = [640, 1280, 2000];

/// The design system's colours that a picture can stand on; the one nearest to its edge is chosen when it is imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ground {
    /// Warm stone.
    #[default]
    Stone,
    /// Burnt clay.
    Terracotta,
    /// Greyish blue.
    Dusk,
    /// Greyish green.
    Sage,
    /// Light sand.
    Sand,
    /// Dark blue.
    Night,
}

impl Ground {
    /// All grounds.
    pub const ALL: [Self; 6] = [Self::Stone, Self::Terracotta, Self::Dusk, Self::Sage, Self::Sand, Self::Night];

    /// The name in the database and in class names: `stone`, `terracotta`, `dusk`, `sage`, `sand`, `night`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stone => "stone",
            Self::Terracotta => "terracotta",
            Self::Dusk => "dusk",
            Self::Sage => "sage",
            Self::Sand => "sand",
            Self::Night => "night",
        }
    }

    /// The ground of a name; stone when unknown, since a wrong placeholder colour harms nobody.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|ground| ground.code() == code).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focus_is_one_that_pages_can_show() {
        let rounded = |x, y| Focus { x, y }.rounded();
        assert_eq!((rounded(0, 100), rounded(2, 98)), (Focus { x: 0, y: 100 }, Focus { x: 0, y: 100 }));
        assert_eq!((rounded(3, 97), rounded(52, 255)), (Focus { x: 5, y: 95 }, Focus { x: 50, y: 100 }));
        assert_eq!(
            (Focus { x: 51, y: 49 }.classes(), Focus { x: 20, y: 50 }.classes()),
            (String::new(), "focus-x-20 focus-y-50".to_owned())
        );
    }
}
