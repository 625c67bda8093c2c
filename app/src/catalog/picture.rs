//! Pictures of products, as the design system takes them.

use domain::catalog::{Ground, HERO_WIDTHS, PICTURE_WIDTHS, PictureView};
use ui::PictureFiles;

/// The files of a product's picture.
pub fn files(picture: &PictureView) -> PictureFiles {
    PictureFiles {
        base: format!("/media/{}", picture.stem),
        widths: &PICTURE_WIDTHS,
        alt: picture.alt.clone(),
        width: picture.width,
        height: picture.height,
        ground: ground(picture.ground),
        focus: picture.focus.classes(),
    }
}

/// The same, where the words beside the picture say all that it shows.
pub fn silent_files(picture: &PictureView) -> PictureFiles {
    PictureFiles { alt: String::new(), ..files(picture) }
}

/// The files of the home page's large picture.
pub fn hero_files(alt: &str) -> PictureFiles {
    PictureFiles {
        base: "/media/hero".to_owned(),
        widths: &HERO_WIDTHS,
        alt: alt.to_owned(),
        width: 2000,
        height: 1000,
        ground: "bg-stone",
        focus: String::new(),
    }
}

/// The class of a ground.
pub const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Stone => "bg-stone",
        Ground::Terracotta => "bg-terracotta",
        Ground::Dusk => "bg-dusk",
        Ground::Sage => "bg-sage",
        Ground::Sand => "bg-sand",
        Ground::Night => "bg-night",
    }
}
