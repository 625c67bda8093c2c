//! Pictures of products, as the design system takes them.

use domain::catalog::{Ground, PICTURE_WIDTHS, PictureView};
use leptos::prelude::*;
use ui::{Picture, PictureFiles};

/// A small picture; the words beside it say what it shows.
#[component]
pub fn SmallPicture(
    /// The picture; an empty place without one.
    picture: Option<PictureView>,
    /// The size of its place.
    class: &'static str,
) -> impl IntoView {
    let shown = picture.map(|picture| view! { <Picture files=files(&picture, 1) sizes="3rem"/> });
    view! { <span class=format!("block shrink-0 overflow-hidden rounded-sm bg-faint {class}")>{shown}</span> }
}

/// The picture's files without words, in so many of the smallest widths.
pub fn files(picture: &PictureView, widths: usize) -> PictureFiles {
    PictureFiles {
        base: format!("/media/{}", picture.stem),
        widths: &PICTURE_WIDTHS[..widths.min(PICTURE_WIDTHS.len())],
        alt: String::new(),
        width: picture.width,
        height: picture.height,
        ground: ground(picture.ground),
        focus: picture.focus.classes(),
    }
}

/// The class of a ground.
const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Stone => "bg-stone",
        Ground::Terracotta => "bg-terracotta",
        Ground::Dusk => "bg-dusk",
        Ground::Sage => "bg-sage",
        Ground::Sand => "bg-sand",
        Ground::Night => "bg-night",
    }
}
