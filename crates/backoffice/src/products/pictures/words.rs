//! What is wrong with files, in words.

use domain::backoffice::{LARGEST_UPLOAD_MIB, LEAST_PIXELS, MOST_MEGAPIXELS, MOST_PICTURES, PictureFault};

use crate::text::Texts;

/// Why a file became no picture.
pub fn fault_words(t: &'static Texts, fault: PictureFault) -> String {
    let t = &t.pictures;
    match fault {
        PictureFault::Empty => t.empty_file.to_owned(),
        PictureFault::TooLarge => t.too_large(&LARGEST_UPLOAD_MIB.to_string()),
        PictureFault::UnknownType => t.unknown_type.to_owned(),
        PictureFault::TooManyPixels => t.too_many_pixels(&MOST_MEGAPIXELS.to_string()),
        PictureFault::TooSmall => t.too_small(&LEAST_PIXELS.to_string()),
        PictureFault::Damaged => t.damaged.to_owned(),
        PictureFault::AlreadyThere => t.already_there.to_owned(),
        PictureFault::TooMany => t.too_many(&MOST_PICTURES.to_string()),
    }
}
