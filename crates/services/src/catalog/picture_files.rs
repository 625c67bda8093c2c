//! A picture's files: one per width and format, written whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, RgbImage,
    codecs::{avif::AvifEncoder, jpeg::JpegEncoder},
    imageops::FilterType,
};

use crate::error::Result;

/// AVIF: from 1, slowest and smallest, to 10. The first start of a shop waits for its pictures, so it is the fastest.
const AVIF_SPEED: u8 = 10;

/// Qualities from 1 to 100; the scales differ from format to format.
const AVIF_QUALITY: u8 = 60;
const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 82;

/// A format that pictures are stored in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Avif,
    WebP,
    Jpeg,
}

impl Format {
    const ALL: [Self; 3] = [Self::Avif, Self::WebP, Self::Jpeg];

    const fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// One of a picture's files.
#[derive(Clone, Debug)]
pub(super) struct PictureFile {
    pub path: PathBuf,
    pub width: u32,
    format: Format,
}

/// All files of a stem.
pub(super) fn files(media: &Path, stem: &str, widths: &[u32]) -> Vec<PictureFile> {
    widths
        .iter()
        .flat_map(|&width| {
            Format::ALL.map(|format| PictureFile { path: media.join(format!("{stem}-{width}.{}", format.extension())), width, format })
        })
        .collect()
}

impl PictureFile {
    /// Whether it is there. An empty file is what a full disk or a crash leaves, and counts as absent.
    pub(super) fn is_present(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
    }
}

/// Writes files of one picture. Each width is resized once.
pub(super) fn write_all(picture: &DynamicImage, files: &[PictureFile]) -> Result<()> {
    for chunk in files.chunk_by(|left, right| left.width == right.width) {
        let width = chunk[0].width;
        let resized = resized(picture, width);
        for file in chunk {
            write_whole(&file.path, &encode(&resized, file.format)?)?;
        }
    }
    Ok(())
}

/// Writes one small picture as all of the files.
pub(super) fn write_same(picture: &RgbImage, files: &[PictureFile]) -> Result<()> {
    files.iter().try_for_each(|file| write_whole(&file.path, &encode(picture, file.format)?))
}

fn resized(picture: &DynamicImage, width: u32) -> RgbImage {
    if picture.width() == width {
        return picture.to_rgb8();
    }
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
    picture.resize_exact(width, u32::try_from(height).unwrap_or(u32::MAX).max(1), FilterType::Lanczos3).to_rgb8()
}

fn encode(picture: &RgbImage, format: Format) -> Result<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let mut bytes = Vec::new();
    match format {
        Format::Avif => {
            // One thread each: the pictures are what is done side by side.
            let encoder = AvifEncoder::new_with_speed_quality(&mut bytes, AVIF_SPEED, AVIF_QUALITY).with_num_threads(Some(1));
            encoder.write_image(picture, width, height, ExtendedColorType::Rgb8)?;
        }
        Format::WebP => {
            let encoded = webp::Encoder::from_rgb(picture, width, height)
                .encode_simple(false, WEBP_QUALITY)
                .map_err(|error| io::Error::other(format!("WebP: {error:?}")))?;
            bytes.extend_from_slice(&encoded);
        }
        Format::Jpeg => {
            JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).write_image(picture, width, height, ExtendedColorType::Rgb8)?;
        }
    }
    Ok(bytes)
}

/// Writes under a name of its own and renames, so that a reader sees the whole file or none, and two writers do not mix.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let temporary = path.with_extension(format!("{}-{number}.part", std::process::id()));
    let written = write_and_sync(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if let Err(error) = written {
        // What is left of it helps nobody; that it cannot be removed either says nothing new.
        let _ = fs::remove_file(&temporary);
        return Err(io::Error::new(error.kind(), format!("{}: {error}", path.display())).into());
    }
    Ok(())
}

/// Synced before it is renamed: after a power cut a file that is there is complete.
fn write_and_sync(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}
