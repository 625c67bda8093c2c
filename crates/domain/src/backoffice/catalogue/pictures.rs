//! A product's pictures as staff see and change them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::content::{check_texts, tidied};
use crate::{
    catalog::{Focus, Ground, PictureView, Texts},
    failure::FieldError,
    ids::ProductId,
};

/// Most pictures of a product.
pub const MOST_PICTURES: u32 = 24;
/// Most pictures sent at once.
pub const MOST_UPLOADS: usize = 10;
/// Largest file of a picture, in mebibytes.
pub const LARGEST_UPLOAD_MIB: u32 = 20;
/// Most pixels of a picture that is sent, in millions: what the cameras of telephones make. A file can claim any number of them in a few bytes.
pub const MOST_MEGAPIXELS: u32 = 50;
/// Least width and height of a picture that is sent, in pixels.
pub const LEAST_PIXELS: u32 = 320;
/// Longest description of what a picture shows, in characters.
pub const LONGEST_ALT: usize = 200;
/// Longest name of a file that is repeated to whom has sent it, in characters.
pub const LONGEST_FILE_NAME: usize = 120;

/// A product's pictures with all that their screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturesDetail {
    /// The product.
    pub product: ProductId,
    /// What somebody has to have seen to change it.
    pub version: i64,
    /// The product's name.
    pub name: Texts,
    /// The pictures, the main one first.
    pub pictures: Vec<PictureDetail>,
}

/// A picture as it is stored now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureDetail {
    /// Its id, which stays wherever it moves.
    pub id: Uuid,
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
    /// What stays visible where it is cropped.
    pub focus: Focus,
}

impl PictureDetail {
    /// The picture as pages show it, without words: those beside it say what it is.
    pub fn view(&self) -> PictureView {
        PictureView {
            stem: self.stem.clone(),
            alt: String::new(),
            width: self.width,
            height: self.height,
            ground: self.ground,
            focus: self.focus,
        }
    }
}

/// Why a file became no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureFault {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than [`LARGEST_UPLOAD_MIB`] allows.
    TooLarge,
    /// It is no JPEG, PNG or WebP, whatever its name says.
    UnknownType,
    /// It has more pixels than [`MOST_MEGAPIXELS`] allows.
    TooManyPixels,
    /// A side of it has fewer pixels than [`LEAST_PIXELS`].
    TooSmall,
    /// It begins like a picture and cannot be read to its end.
    Damaged,
    /// The product has this picture already.
    AlreadyThere,
    /// The product has [`MOST_PICTURES`], or [`MOST_UPLOADS`] came before it.
    TooMany,
}

/// What became of a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// The file's name, as it was on the sender's machine.
    pub name: String,
    /// Why it became no picture; none when it did.
    pub fault: Option<PictureFault>,
}

/// What became of the files that were sent, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReport {
    /// The files.
    pub files: Vec<Upload>,
}

impl UploadReport {
    /// Whether each file became a picture.
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(|file| file.fault.is_none())
    }
}

/// The pictures stand in another order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrangeRequest {
    /// Whose pictures.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// All of its pictures, the main one first.
    pub order: Vec<Uuid>,
}

/// A picture is described, and what stays visible of it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DescribeRequest {
    /// Whose picture.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// Which picture.
    pub picture: Uuid,
    /// What it shows.
    pub alt: Texts,
    /// What stays visible where it is cropped.
    pub focus: Focus,
}

impl DescribeRequest {
    /// The same without white space around the words, and with a focus that pages can show.
    #[must_use]
    pub fn tidied(&self) -> Self {
        Self { alt: tidied(&self.alt), focus: self.focus.rounded(), ..self.clone() }
    }

    /// What is wrong with it, field by field. Pictures of goods always show something, so none goes without words.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        check_texts("alt", &self.alt, LONGEST_ALT, true, &mut errors);
        errors
    }
}

/// A picture is taken away from its product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovePictureRequest {
    /// Whose picture.
    pub product: ProductId,
    /// The version that the screen showed.
    pub version: i64,
    /// Which picture.
    pub picture: Uuid,
}

/// The order of ids in which one of them stands at another place; as before when there is no such place.
pub fn moved<T: Clone>(order: &[T], from: usize, to: usize) -> Vec<T> {
    let mut order = order.to_vec();
    if from < order.len() && to < order.len() {
        let picture = order.remove(from);
        order.insert(to, picture);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moves_and_the_others_make_room() {
        let ids: Vec<Uuid> = (1..=4).map(Uuid::from_u128).collect();
        let at = |order: Vec<Uuid>| order.iter().map(Uuid::as_u128).collect::<Vec<_>>();
        assert_eq!(at(moved(&ids, 3, 0)), [4, 1, 2, 3]);
        assert_eq!(at(moved(&ids, 0, 2)), [2, 3, 1, 4]);
        assert_eq!((at(moved(&ids, 1, 4)), at(moved(&ids, 9, 0))), (vec![1, 2, 3, 4], vec![1, 2, 3, 4]));
    }

    #[test]
    fn a_picture_has_words_in_every_language() {
        let alt = Texts { de: " Tasse ".into(), fr: String::new(), it: "a".repeat(LONGEST_ALT + 1), en: "Cup".into() };
        let request =
            DescribeRequest { product: ProductId(Uuid::nil()), version: 1, picture: Uuid::nil(), alt, focus: Focus { x: 33, y: 120 } };
        let tidied = request.tidied();
        assert_eq!((tidied.alt.de.as_str(), tidied.focus), ("Tasse", Focus { x: 35, y: 100 }));
        assert_eq!(tidied.check(), [FieldError::required("alt-fr"), FieldError::too_long("alt-it", LONGEST_ALT)]);
    }
}
