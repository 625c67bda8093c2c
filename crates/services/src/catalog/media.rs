//! Files of pictures: which are still shown, and what becomes of those that are not.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use crate::{error::Result, pool::Pool, shop::Shop};

/// Days that files stay after nothing shows them any more: a guest's cart does for 14 days after its last change, and pages that browsers have kept.
const KEPT_DAYS: i32 = 30;
/// What was written and never finished is left behind by a process that ended.
const UNFINISHED: TimeDelta = TimeDelta::hours(24);
/// Stems that are asked about at once.
const AT_ONCE: usize = 500;

/// Says that files of this stem are wanted: from here on they are not removed until they have been unused for as long as all others. Files that are being
/// removed in this moment are waited for.
pub(super) async fn want(pool: &Pool, stem: &str) -> Result<()> {
    sqlx::query!("INSERT INTO catalog_unused_media (stem) VALUES ($1) ON CONFLICT (stem) DO UPDATE SET since = now()", stem)
        .execute(pool)
        .await?;
    Ok(())
}

/// Removes files of pictures that neither a product nor a line of an order has shown for 30 days. Says how many pictures it removed.
///
/// What has a fixed address, such as the home page's picture, has no hash in its name and stays.
pub async fn clean_up_media(shop: &Shop) -> Result<u64> {
    let (media, now) = (shop.settings.media_dir.clone(), shop.clock.now());
    let found = tokio::task::spawn_blocking(move || find(&media, now)).await.map_err(io::Error::other)??;
    let stems: Vec<String> = found.keys().cloned().collect();
    let mut removed = 0;
    for some in stems.chunks(AT_ONCE) {
        note(&shop.pool, some).await?;
    }
    // What is not there any more needs no word about it.
    sqlx::query!(
        "DELETE FROM catalog_unused_media WHERE since < now() - make_interval(days => $2) AND stem <> ALL ($1)",
        &stems,
        KEPT_DAYS
    )
    .execute(&shop.pool)
    .await?;
    let over = sqlx::query_scalar!("SELECT stem FROM catalog_unused_media WHERE since < now() - make_interval(days => $1)", KEPT_DAYS)
        .fetch_all(&shop.pool)
        .await?;
    for stem in over {
        if let Some(files) = found.get(&stem) {
            removed += u64::from(remove(shop, &stem, files).await?);
        }
    }
    Ok(removed)
}

/// Writes down which of these stems are unused, and which are not any more.
async fn note(pool: &Pool, stems: &[String]) -> Result<()> {
    // Lines of orders are looked through only for what no product shows.
    let unused = sqlx::query_scalar!(
        r#"SELECT stem AS "stem!" FROM unnest($1::text[]) AS stem
           WHERE NOT EXISTS (SELECT FROM catalog_pictures AS picture WHERE picture.stem = stem.stem)"#,
        stems
    )
    .fetch_all(pool)
    .await?;
    let ordered = ordered(&mut *pool.acquire().await?, &unused).await?;
    let unused: Vec<String> = unused.into_iter().filter(|stem| !ordered.contains(stem)).collect();
    sqlx::query!("INSERT INTO catalog_unused_media (stem) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING", &unused).execute(pool).await?;
    sqlx::query!("DELETE FROM catalog_unused_media WHERE stem = ANY ($1) AND stem <> ALL ($2)", stems, &unused).execute(pool).await?;
    Ok(())
}

/// Those of the stems that a line of an order shows.
async fn ordered(connection: &mut PgConnection, stems: &[String]) -> Result<Vec<String>> {
    if stems.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_scalar!(
        r#"SELECT DISTINCT shown.stem AS "stem!"
           FROM orders_lines AS line
           CROSS JOIN LATERAL (VALUES (line.picture ->> 'stem'), (line.snapshot -> 'picture' ->> 'stem')) AS shown (stem)
           WHERE shown.stem = ANY ($1)"#,
        stems
    )
    .fetch_all(connection)
    .await?)
}

/// Removes the files of a stem, unless somebody has wanted it or shown it since. The row is locked while they go, so that who wants it waits.
async fn remove(shop: &Shop, stem: &str, files: &[PathBuf]) -> Result<bool> {
    let mut transaction = shop.begin().await?;
    let gone = sqlx::query!(
        "DELETE FROM catalog_unused_media AS unused
         WHERE stem = $1 AND since < now() - make_interval(days => $2)
           AND NOT EXISTS (SELECT FROM catalog_pictures AS picture WHERE picture.stem = unused.stem)",
        stem,
        KEPT_DAYS
    )
    .execute(&mut *transaction)
    .await?;
    if gone.rows_affected() == 0 || !ordered(&mut transaction, &[stem.to_owned()]).await?.is_empty() {
        return Ok(false);
    }
    for file in files {
        match tokio::fs::remove_file(file).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    transaction.commit().await?;
    Ok(true)
}

/// The files of a folder by their stems; those that were never finished are removed.
fn find(media: &Path, now: DateTime<Utc>) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let entries = match fs::read_dir(media) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if let Some(stem) = stem_of(name) {
            found.entry(stem.to_owned()).or_default().push(entry.path());
        } else if entry.path().extension().is_some_and(|kind| kind == "part") && is_old(&entry.metadata()?, now) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(found)
}

fn is_old(metadata: &fs::Metadata, now: DateTime<Utc>) -> bool {
    metadata.is_file() && metadata.modified().is_ok_and(|at| now - DateTime::<Utc>::from(at) > UNFINISHED)
}

/// `tasse-aare-3f9ac01b77de` of `tasse-aare-3f9ac01b77de-640.avif`; none for a file that is not named by its content.
fn stem_of(name: &str) -> Option<&str> {
    let (name, extension) = name.rsplit_once('.')?;
    let (stem, width) = name.rsplit_once('-')?;
    let (_, hash) = stem.rsplit_once('-')?;
    let is_hash = hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let is_file = matches!(extension, "avif" | "webp" | "jpg") && width.bytes().all(|byte| byte.is_ascii_digit());
    (is_hash && is_file).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::stem_of;

    #[test]
    fn only_what_is_named_by_its_content_is_ever_removed() {
        assert_eq!(stem_of("tasse-aare-3f9ac01b77de-640.avif"), Some("tasse-aare-3f9ac01b77de"));
        for name in [
            "hero-2000.jpg",
            "hero.sha256",
            "3f9ac01b77de-640.avif",
            "a-3f9ac01b77de-640.jpg.12.part",
            "a-3F9AC01B77DE-640.jpg",
            "notes.txt",
        ] {
            assert_eq!(stem_of(name), None, "{name}");
        }
    }
}
