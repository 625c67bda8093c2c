use domain::{
    backoffice::{ImportFormat, ImportKind, ImportRefusal, LARGEST_IMPORT, MOST_COLUMNS, StaffRefusal, guess},
    csv::{CsvReader, Encoding, delimiter},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    decode::{BadByte, Decoder},
    piece,
    request::may_import,
};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Rows that are shown beside the names of the columns.
const SAMPLES: usize = 3;
/// So much of the file's beginning is looked at for its head.
const HEAD: usize = 64 * 1024;

/// A file on its way in.
#[derive(Debug)]
pub struct Upload {
    id: Uuid,
    kind: ImportKind,
    decoder: Decoder,
    text: String,
    pieces: i32,
    bytes: usize,
    /// The file's beginning.
    head: String,
}

/// Begins an import with this key, which becomes its id. The same key again begins anew, as long as no whole file has come under it.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`ImportRefusal::NotNow`] where a file has come under this key.
pub async fn begin(
    shop: &Shop,
    by: impl Into<Acting>,
    key: Uuid,
    (kind, file_name, encoding): (ImportKind, &str, Encoding),
) -> Result<Upload> {
    let by = by.into();
    may_import(by, kind)?;
    let name: String = file_name.chars().filter(|character| !character.is_control()).take(120).collect();
    let mut transaction = shop.begin().await?;
    sqlx::query!("DELETE FROM imports WHERE id = $1 AND state = 'uploading' AND actor = $2", key, by.actor.code())
        .execute(&mut *transaction)
        .await?;
    let begun = sqlx::query!(
        "INSERT INTO imports (id, actor, place, file_name, format, state) VALUES ($1, $2, $3, $4, $5, 'uploading') ON CONFLICT (id) DO NOTHING",
        key,
        by.actor.code(),
        by.place.map(|place| place.to_string()).unwrap_or_default(),
        if name.is_empty() { "import.csv" } else { &name },
        kind.own_format().code()
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    if begun.rows_affected() == 0 || key.is_nil() {
        return Err(refused(ImportRefusal::NotNow));
    }
    Ok(Upload { id: key, kind, decoder: Decoder::new(encoding), text: String::new(), pieces: 0, bytes: 0, head: String::new() })
}

impl Upload {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`ImportRefusal::Encoding`] and [`ImportRefusal::TooLarge`]; then nothing is left of the file.
    pub async fn push(&mut self, shop: &Shop, bytes: &[u8]) -> Result<()> {
        let before = self.text.len();
        self.bytes += bytes.len();
        let outcome = if self.bytes > LARGEST_IMPORT {
            Err(ImportRefusal::TooLarge)
        } else {
            self.decoder.push(bytes, &mut self.text).map_err(|BadByte { line, byte }| ImportRefusal::Encoding { line, byte })
        };
        if let Err(refusal) = outcome {
            return Err(self.give_up(shop, refusal).await);
        }
        if self.head.len() < HEAD {
            self.head.push_str(&self.text[before..]);
        }
        while let Some(piece) = piece::full(&mut self.text) {
            self.store(shop, &piece).await?;
        }
        Ok(())
    }

    /// Says that all of it is there, and finds out what it holds; gives the import's id.
    ///
    /// # Errors
    /// An [`ImportRefusal`] where it is no such file; then nothing is left of it.
    pub async fn finish(mut self, shop: &Shop) -> Result<Uuid> {
        if let Err(BadByte { line, byte }) = self.decoder.finish(&mut self.text) {
            return Err(self.give_up(shop, ImportRefusal::Encoding { line, byte }).await);
        }
        let last = std::mem::take(&mut self.text);
        self.store(shop, &last).await?;
        let (delimiter, rows) = first_rows(&self.head);
        let refusal = match rows.split_first() {
            None | Some((_, [])) => Some(ImportRefusal::Empty),
            Some((head, _)) if !(2..=MOST_COLUMNS).contains(&head.len()) => Some(ImportRefusal::Columns),
            Some(_) => None,
        };
        if let Some(refusal) = refusal {
            return Err(self.give_up(shop, refusal).await);
        }
        self.describe(shop, delimiter, &rows).await
    }

    /// Forgets a file that did not come whole.
    pub async fn abandon(self, shop: &Shop) -> Error {
        self.give_up(shop, ImportRefusal::Empty).await
    }

    async fn describe(self, shop: &Shop, delimiter: char, rows: &[Vec<String>]) -> Result<Uuid> {
        let (header, samples) = rows.split_first().ok_or_else(|| refused(ImportRefusal::Empty))?;
        let format = ImportFormat::of_header(self.kind, header);
        let settings = json!({ "columns": guess(format, header), "language": "de", "category": "", "weight_grams": null });
        let samples: Vec<Vec<String>> = (0..header.len())
            .map(|column| samples.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().take(60).collect()).collect())
            .collect();
        sqlx::query!(
            "UPDATE imports SET state = 'mapping', bytes = $2, delimiter = $3, format = $4, header = $5, samples = $6, settings = $7 WHERE id = $1",
            self.id,
            i64::try_from(self.bytes).unwrap_or(i64::MAX),
            delimiter.to_string(),
            format.code(),
            json!(header),
            json!(samples),
            settings
        )
        .execute(&shop.pool)
        .await?;
        Ok(self.id)
    }

    async fn store(&mut self, shop: &Shop, piece: &str) -> Result<()> {
        self.pieces += 1;
        sqlx::query!("INSERT INTO imports_pieces (import_id, number, text) VALUES ($1, $2, $3)", self.id, self.pieces, piece)
            .execute(&shop.pool)
            .await?;
        Ok(())
    }

    async fn give_up(&self, shop: &Shop, refusal: ImportRefusal) -> Error {
        match sqlx::query!("DELETE FROM imports WHERE id = $1 AND state = 'uploading'", self.id).execute(&shop.pool).await {
            Ok(_) => refused(refusal),
            Err(error) => error.into(),
        }
    }
}

fn refused(refusal: ImportRefusal) -> Error {
    Error::refused(StaffRefusal::Import(refusal))
}

/// What parts the cells, and the head with the first rows below it.
fn first_rows(head: &str) -> (char, Vec<Vec<String>>) {
    let delimiter = delimiter(head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default());
    let mut rows = Vec::new();
    // What is wrong further down is told with the rows.
    let _ = CsvReader::new(delimiter).push(head, |row| {
        if rows.len() <= SAMPLES {
            rows.push(row.cells);
        }
    });
    (delimiter, rows)
}
