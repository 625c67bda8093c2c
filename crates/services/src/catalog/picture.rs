use domain::{
    catalog::{Focus, Ground, PictureView},
    language::Language,
};
use serde::{Deserialize, Serialize};

use super::Texts;

/// A stored picture with its description in all languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The files' common stem.
    pub stem: String,
    /// What it shows.
    pub alt: Texts,
    /// Width of the original in pixels.
    pub width: u32,
    /// Height of the original in pixels.
    pub height: u32,
    /// The colour that stands in its place until it is there.
    pub ground: Ground,
    /// What stays visible where it is cropped; the middle where nobody has said. Snapshots of before have none.
    #[serde(default)]
    pub focus: Focus,
}

impl Picture {
    /// The picture as a page in one language shows it.
    pub fn view(&self, language: Language) -> PictureView {
        PictureView {
            stem: self.stem.clone(),
            alt: self.alt.get(language).to_owned(),
            width: self.width,
            height: self.height,
            ground: self.ground,
            focus: self.focus,
        }
    }
}
