//! Pictures in several widths and formats.

use std::fmt::Write as _;

use leptos::prelude::*;

/// Where a picture's files lie and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFiles {
    /// The files are `{base}-{width}.{avif|webp|jpg}`.
    pub base: String,
    /// The widths in which it exists, in pixels, ascending.
    pub widths: &'static [u32],
    /// What it shows; empty when it only decorates.
    pub alt: String,
    /// Width of the original in pixels.
    pub width: u32,
    /// Height of the original in pixels.
    pub height: u32,
    /// The class that colours its place until it is there.
    pub ground: &'static str,
    /// The classes that say what stays visible where it is cropped; empty for its middle.
    pub focus: String,
}

impl PictureFiles {
    fn set(&self, extension: &str) -> String {
        let mut set = String::new();
        for width in self.widths {
            let comma = if set.is_empty() { "" } else { ", " };
            // Writing to a string does not fail.
            let _ = write!(set, "{comma}{}-{width}.{extension} {width}w", self.base);
        }
        set
    }
}

/// A picture in AVIF, WebP and JPEG; it keeps its place while it loads.
#[component]
pub fn Picture(
    /// The files.
    files: PictureFiles,
    /// How wide it is shown, as the attribute `sizes`.
    sizes: &'static str,
    /// Whether it is the largest thing at the top of the page, to be fetched first.
    #[prop(optional)]
    first: bool,
    /// Classes of the image.
    #[prop(default = "size-full object-cover")]
    class: &'static str,
) -> impl IntoView {
    let source = |extension| files.set(extension);
    let middle = files.widths.get(1).or(files.widths.first()).copied().unwrap_or_default();
    view! {
        <picture>
            <source type="image/avif" srcset=source("avif") sizes=sizes/>
            <source type="image/webp" srcset=source("webp") sizes=sizes/>
            <img
                src=format!("{}-{middle}.jpg", files.base)
                srcset=source("jpg")
                sizes=sizes
                alt=files.alt.clone()
                width=files.width
                height=files.height
                class=format!("{class} {} {}", files.ground, files.focus).trim_end().to_owned()
                loading=if first { "eager" } else { "lazy" }
                fetchpriority=first.then_some("high")
                decoding="async"
            />
        </picture>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_is_offered() {
        let files = PictureFiles {
            base: "/m/a".into(),
            widths: &[320, 640],
            alt: String::new(),
            width: 1,
            height: 1,
            ground: "",
            focus: String::new(),
        };
        assert_eq!(files.set("avif"), "/m/a-320.avif 320w, /m/a-640.avif 640w");
    }
}
