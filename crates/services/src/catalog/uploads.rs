//! Pictures that people send: what is in a file is looked at before it is decoded, and nothing of it is kept but its pixels.

use std::{io::Cursor, path::Path};

use domain::{
    backoffice::{LARGEST_UPLOAD_MIB, LEAST_PIXELS, MOST_MEGAPIXELS, PictureFault},
    catalog::PICTURE_WIDTHS,
};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, imageops::FilterType};
use tokio::sync::Semaphore;

use super::{
    ground,
    picture_files::{files, write_all},
    pictures::{Facts, content_hash},
};
use crate::error::{Error, Result};

/// Pictures that this process decodes and encodes at once: one of them can need half a gigabyte and keeps a core busy for seconds. What shoppers ask for
/// goes on beside it.
static AT_WORK: Semaphore = Semaphore::const_new(2);

/// What is made smaller before anything else, in pixels of width: twice the largest file, so that no detail of it is lost.
const WORKING_WIDTH: u32 = 2_400;
/// Most memory that a decoder may ask for, in bytes.
const DECODING_MEMORY: u64 = 512 * 1024 * 1024;

/// The name of the files of this content.
pub(super) fn stem(name: &str, bytes: &[u8]) -> String {
    format!("{name}-{}", &content_hash(Some(bytes))[..12])
}

/// Makes all files of a picture that are not there yet. Whoever calls has said before that the stem is wanted, so nobody removes them meanwhile.
///
/// # Errors
/// What is wrong with the file is an answer; an error is a fault of the disk.
pub(super) async fn store(media: &Path, stem: &str, bytes: Vec<u8>) -> Result<Result<Facts, PictureFault>> {
    let (media, stem) = (media.to_owned(), stem.to_owned());
    let _turn = AT_WORK.acquire().await.map_err(std::io::Error::other)?;
    let work = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&media)?;
        let picture = match decode(&bytes) {
            Ok(picture) => picture,
            Err(fault) => return Ok(Err(fault)),
        };
        // The source is not needed while the files are made.
        drop(bytes);
        let facts = Facts { width: picture.width(), height: picture.height(), ground: ground::of_picture(&picture) };
        let mut missing = files(&media, &stem, &PICTURE_WIDTHS);
        missing.retain(|file| !file.is_present());
        write_all(&DynamicImage::ImageRgb8(picture), &missing)?;
        Ok::<_, Error>(Ok(facts))
    });
    work.await.map_err(std::io::Error::other)?
}

/// The pixels of a file, upright and without transparency. The type is told by the content; so is the size, before a pixel is decoded.
fn decode(bytes: &[u8]) -> Result<RgbImage, PictureFault> {
    if bytes.is_empty() {
        return Err(PictureFault::Empty);
    }
    if bytes.len() > LARGEST_UPLOAD_MIB as usize * 1024 * 1024 {
        return Err(PictureFault::TooLarge);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureFault::Damaged)?;
    match reader.format() {
        // What is cut off of a JPEG is shown grey instead of being an error.
        Some(ImageFormat::Jpeg) if !ends_as_jpeg(bytes) => return Err(PictureFault::Damaged),
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => {}
        Some(_) | None => return Err(PictureFault::UnknownType),
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODING_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(MOST_MEGAPIXELS) * 1_000_000 {
        return Err(PictureFault::TooManyPixels);
    }
    if width.min(height) < LEAST_PIXELS {
        return Err(PictureFault::TooSmall);
    }
    let orientation = decoder.orientation().map_err(|error| fault(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    picture.apply_orientation(orientation);
    Ok(flat(smaller(picture)))
}

fn fault(error: &ImageError) -> PictureFault {
    if matches!(error, ImageError::Limits(_)) { PictureFault::TooManyPixels } else { PictureFault::Damaged }
}

/// Whether the last scan of a JPEG comes to its end. Neither marker can be part of what is between them.
fn ends_as_jpeg(bytes: &[u8]) -> bool {
    let last = |marker: [u8; 2]| bytes.windows(2).rposition(|pair| pair == marker);
    matches!((last([0xff, 0xda]), last([0xff, 0xd9])), (Some(scan), Some(end)) if end > scan)
}

fn smaller(picture: DynamicImage) -> DynamicImage {
    if picture.width() <= WORKING_WIDTH {
        return picture;
    }
    let height = u64::from(picture.height()) * u64::from(WORKING_WIDTH) / u64::from(picture.width());
    picture.resize_exact(WORKING_WIDTH, u32::try_from(height).unwrap_or(u32::MAX).max(1), FilterType::Triangle)
}

/// On white where it is transparent: the formats that every browser reads have no transparency.
fn flat(picture: DynamicImage) -> RgbImage {
    if !picture.has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let over =
            |channel: u8| u8::try_from((u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255).unwrap_or(255);
        Rgb([over(red), over(green), over(blue)])
    })
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// Wider than high, blue on the left and red on the right.
    fn two_halves() -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(640, 320, |x, _| if x < 320 { Rgb([0, 0, 250]) } else { Rgb([250, 0, 0]) }))
    }

    /// The JPEG with an EXIF header that says how the camera was held.
    fn held(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let exif =
            [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], b"\0\0\0\0\0\0".as_slice()].concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn the_camera_may_be_held_as_one_likes() {
        let jpeg = encoded(&two_halves(), ImageFormat::Jpeg);
        assert_eq!(decode(&jpeg).unwrap().dimensions(), (640, 320));
        // 6: the right side of the picture is its lower end.
        let upright = decode(&held(&jpeg, 6)).unwrap();
        assert_eq!(upright.dimensions(), (320, 640));
        let (top, bottom) = (upright.get_pixel(160, 20).0, upright.get_pixel(160, 620).0);
        assert!(top[2] > 200 && bottom[0] > 200, "{top:?} {bottom:?}");
    }

    #[test]
    fn the_content_says_what_it_is() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            assert!(decode(&encoded(&two_halves(), format)).is_ok(), "{format:?}");
        }
        assert_eq!(decode(b"").unwrap_err(), PictureFault::Empty);
        for text in [b"GIF89a\x01\0\x01\0\0\0\0;".as_slice(), b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"hello"] {
            assert_eq!(decode(text).unwrap_err(), PictureFault::UnknownType);
        }
        assert_eq!(decode(&vec![0; LARGEST_UPLOAD_MIB as usize * 1024 * 1024 + 1]).unwrap_err(), PictureFault::TooLarge);
        let small = DynamicImage::ImageRgb8(RgbImage::new(LEAST_PIXELS, LEAST_PIXELS - 1));
        assert_eq!(decode(&encoded(&small, ImageFormat::Png)).unwrap_err(), PictureFault::TooSmall);
    }

    #[test]
    fn what_is_cut_off_is_damaged() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let whole = encoded(&two_halves(), format);
            for part in [whole.len() / 3, whole.len() * 9 / 10] {
                assert_eq!(decode(&whole[..part]).unwrap_err(), PictureFault::Damaged, "{format:?} {part}");
            }
        }
    }

    #[test]
    fn a_bomb_is_seen_before_it_goes_off() {
        // A PNG that says it is 60 000 pixels wide and high, in a hundred bytes.
        let mut png = encoded(&DynamicImage::ImageRgb8(RgbImage::new(320, 320)), ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let checksum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&checksum.to_be_bytes());
        assert_eq!(decode(&png).unwrap_err(), PictureFault::TooManyPixels);
    }

    /// The checksum of PNG's chunks (ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
        })
    }

    #[test]
    fn what_is_transparent_stands_on_white() {
        let half = RgbaImage::from_fn(320, 320, |x, _| Rgba([0, 0, 0, if x < 160 { 0 } else { 255 }]));
        let picture = decode(&encoded(&DynamicImage::ImageRgba8(half), ImageFormat::Png)).unwrap();
        assert_eq!((picture.get_pixel(10, 10).0, picture.get_pixel(300, 10).0), ([255; 3], [0; 3]));
    }

    #[test]
    fn what_is_large_is_made_smaller_first() {
        let wide = DynamicImage::ImageRgb8(RgbImage::new(4_800, 400));
        assert_eq!(decode(&encoded(&wide, ImageFormat::Png)).unwrap().dimensions(), (2_400, 200));
    }
}
