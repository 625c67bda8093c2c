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
