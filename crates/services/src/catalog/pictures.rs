//! Pictures on their way into the shop: from a source file to files of all widths and formats, named after the source's content.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::catalog::Ground;
use image::{Rgb, RgbImage};
use sha2::{Digest, Sha256};
use tokio::{sync::Semaphore, task::JoinSet};

use super::{
    ground,
    picture_files::{PictureFile, files, write_all, write_same, write_whole},
};
use crate::error::{Error, Result};

/// Ground of a placeholder.
const PLACEHOLDER_GROUND: Ground = Ground::Sand;

/// How many times smaller a placeholder's file is than what it stands for.
const PLACEHOLDER_SCALE: u32 = 20;

/// What shall become of a source file.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// The beginning of the stem; all of it when the address is fixed.
    pub name: String,
    /// The source file; without it a plain picture in a ground's colour is made.
    pub source: PathBuf,
    /// Widths of the files, in pixels.
    pub widths: &'static [u32],
    /// Width and height of a placeholder, in pixels.
    pub placeholder_size: (u32, u32),
    /// Whether the stem is the name alone, because pages have to know the address beforehand.
    pub fixed_address: bool,
}

/// What is known of a picture besides its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub width: u32,
    pub height: u32,
    pub ground: Ground,
}

/// A picture whose files are all there.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub stem: String,
    pub facts: Facts,
    /// Whether a file of it had to be written.
    pub written: bool,
    pub placeholder: bool,
}

/// Makes all files that are missing, on as many threads as there are cores, and answers in the order of the requests.
///
/// `known` holds what is stored about stems already, so that a source whose files are there need not be decoded.
pub(super) async fn store(media: &Path, requests: Vec<Request>, known: HashMap<String, Facts>) -> Result<Vec<Stored>> {
    tokio::fs::create_dir_all(media).await?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (permits, known, media): (_, _, Arc<Path>) = (Arc::new(Semaphore::new(cores)), Arc::new(known), media.into());
    let total = requests.len();
    let mut work = JoinSet::new();
    for (index, request) in requests.into_iter().enumerate() {
        let (permits, known, media) = (Arc::clone(&permits), Arc::clone(&known), Arc::clone(&media));
        work.spawn(async move {
            let _permit = permits.acquire_owned().await.map_err(io::Error::other)?;
            let stored = tokio::task::spawn_blocking(move || store_one(&media, &request, &known)).await.map_err(io::Error::other)??;
            Ok::<_, Error>((index, stored))
        });
    }
    let mut all = Vec::with_capacity(total);
    while let Some(done) = work.join_next().await {
        let (index, stored) = done.map_err(io::Error::other)??;
        all.push((index, stored));
        if all.last().is_some_and(|(_, stored)| stored.written) {
            tracing::info!(done = all.len(), of = total, picture = all.last().map(|(_, stored)| stored.stem.as_str()), "picture stored");
        }
    }
    all.sort_unstable_by_key(|(index, _)| *index);
    Ok(all.into_iter().map(|(_, stored)| stored).collect())
}

fn store_one(media: &Path, request: &Request, known: &HashMap<String, Facts>) -> Result<Stored> {
    let source = match fs::read(&request.source) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            tracing::warn!(source = %request.source.display(), "picture is missing, a placeholder is made");
            None
        }
        Err(error) => return Err(io::Error::new(error.kind(), format!("{}: {error}", request.source.display())).into()),
    };
    let hash = content_hash(source.as_deref());
    let stem = if request.fixed_address { request.name.clone() } else { format!("{}-{}", request.name, &hash[..12]) };
    let mut missing = files(media, &stem, request.widths);
    // Behind a fixed address the content may have changed, which the files' names do not tell.
    let mark = media.join(format!("{stem}.sha256"));
    if !request.fixed_address || fs::read_to_string(&mark).is_ok_and(|before| before == hash) {
        missing.retain(|file| !file.is_present());
    }
    let placeholder = source.is_none();
    if let Some(facts) = known.get(&stem).filter(|_| missing.is_empty()) {
        return Ok(Stored { stem, facts: *facts, written: false, placeholder });
    }
    if missing.is_empty() && request.fixed_address {
        let (width, height) = request.placeholder_size;
        return Ok(Stored { stem, facts: Facts { width, height, ground: PLACEHOLDER_GROUND }, written: false, placeholder });
    }
    let facts = match source {
        Some(bytes) => {
            let picture = image::load_from_memory(&bytes)
                .inspect_err(|_| tracing::error!(source = %request.source.display(), "picture cannot be decoded"))?;
            write_all(&picture, &missing)?;
            Facts { width: picture.width(), height: picture.height(), ground: ground::of_picture(&picture.to_rgb8()) }
        }
        None => write_placeholder(request, &missing)?,
    };
    if request.fixed_address {
        write_whole(&mark, hash.as_bytes())?;
    }
    Ok(Stored { stem, facts, written: !missing.is_empty(), placeholder })
}

/// SHA-256 of the source in hexadecimal; of a word that no picture consists of when there is none.
pub(super) fn content_hash(source: Option<&[u8]>) -> String {
    use std::fmt::Write;
    let digest = Sha256::digest(source.unwrap_or(b"placeholder"));
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A flat colour needs few pixels: pages give a picture its size, so all widths may hold the same small one.
fn write_placeholder(request: &Request, missing: &[PictureFile]) -> Result<Facts> {
    let (width, height) = request.placeholder_size;
    let colour = Rgb(ground::colour(PLACEHOLDER_GROUND));
    write_same(&RgbImage::from_pixel(width / PLACEHOLDER_SCALE, height / PLACEHOLDER_SCALE, colour), missing)?;
    Ok(Facts { width, height, ground: PLACEHOLDER_GROUND })
}
