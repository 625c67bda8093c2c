//! Looking at a file: what its rows say, and what that means for the catalogue, or which orders they are.

use domain::{
    backoffice::{ImportCounts, ImportKind, KEPT_ERRORS, MOST_IMPORT_ROWS, OrderReader, ReadOrder, RowError, RowProblem, RowReader},
    csv::{CsvProblem, CsvReader, Row},
    language::Language,
};
use serde_json::{Map, Value, json};
use sqlx::PgConnection;

use super::{
    check_orders::{check_orders, order_reader, store_orders},
    next::Waiting,
    statements::{run, tell},
};
use crate::{error::Result, shop::Shop};

/// What its rows mean.
const CHECK: &str = include_str!("sql/check.sql");
/// Rows that are written at once.
const BATCH: usize = 500;
/// How far the reading of the file leads, in percent.
const READ: usize = 60;

/// Who reads the rows.
enum Reader {
    Products(Box<RowReader>),
    Orders(Box<OrderReader>),
}

/// What was read and is not written yet.
#[derive(Default)]
struct Heap {
    rows: Vec<Value>,
    errors: Vec<Value>,
    counts: ImportCounts,
    /// Errors that were kept.
    kept: u64,
}

/// Reads the file and finds out what it would change.
pub(super) async fn check(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<()> {
    for statement in [
        "DELETE FROM imports_rows WHERE import_id = $1",
        "DELETE FROM imports_products WHERE import_id = $1",
        "DELETE FROM imports_orders WHERE import_id = $1",
        "DELETE FROM imports_errors WHERE import_id = $1",
    ] {
        sqlx::query(statement).bind(import.id).execute(&mut *connection).await?;
    }
    let mut counts = read(shop, connection, import).await?;
    if import.format.kind() == ImportKind::Orders {
        check_orders(shop, connection, import, &mut counts, READ).await?;
    } else {
        sqlx::raw_sql("ANALYZE imports_rows").execute(&mut *connection).await?;
        run(shop, connection, import.id, CHECK, (READ, 100)).await?;
        count(connection, import, &mut counts).await?;
    }
    sqlx::query!("UPDATE imports SET state = 'checked', counts = $2 WHERE id = $1", import.id, json!(counts)).execute(connection).await?;
    Ok(())
}

/// Reads the file piece by piece.
async fn read(shop: &Shop, connection: &mut PgConnection, import: &Waiting) -> Result<ImportCounts> {
    let settings = &import.settings;
    let language = Language::from_code(&settings.language).unwrap_or_default();
    let mut csv = CsvReader::new(import.delimiter);
    let mut reader = match import.format.kind() {
        ImportKind::Products => Reader::Products(Box::new(RowReader::new(import.format, settings.columns.clone(), language))),
        ImportKind::Orders => Reader::Orders(Box::new(order_reader(connection, import, language).await?)),
    };
    let mut heap = Heap::default();
    let (mut is_head, mut bytes) = (true, 0);
    for number in 1.. {
        let piece = sqlx::query_scalar!("SELECT text FROM imports_pieces WHERE import_id = $1 AND number = $2", import.id, number)
            .fetch_optional(&mut *connection)
            .await?;
        let Some(piece) = piece else { break };
        let pushed = csv.push(&piece, |row| {
            if !std::mem::take(&mut is_head) {
                heap.take(&mut reader, &row);
            }
        });
        heap.flush(connection, import, BATCH).await?;
        bytes += piece.len();
        tell(&shop.pool, import.id, READ * bytes / usize::try_from(import.bytes).unwrap_or(usize::MAX).max(bytes)).await;
        if let Err(problem) = pushed {
            heap.wrong(&of_file(problem));
            heap.flush(connection, import, 1).await?;
            return Ok(heap.counts);
        }
    }
    if let Err(problem) = csv.finish() {
        heap.wrong(&of_file(problem));
    }
    heap.end(&mut reader);
    heap.flush(connection, import, 1).await?;
    Ok(heap.counts)
}

fn of_file(problem: CsvProblem) -> RowError {
    match problem {
        CsvProblem::Unclosed { line } | CsvProblem::AfterQuote { line } => RowError::of_row(line, RowProblem::Quote),
        CsvProblem::NoLineEnd { line } => RowError::of_row(line, RowProblem::Cut),
    }
}

impl Heap {
    fn take(&mut self, reader: &mut Reader, row: &Row) {
        self.counts.rows += 1;
        if self.counts.rows > MOST_IMPORT_ROWS {
            if self.counts.rows == MOST_IMPORT_ROWS + 1 {
                self.wrong(&RowError::of_row(row.line, RowProblem::TooMany));
            }
            return;
        }
        match reader {
            Reader::Products(reader) => self.take_product(reader, row),
            Reader::Orders(reader) => self.take_order(reader.read(row)),
        }
    }

    /// What is told once all rows are read.
    fn end(&mut self, reader: &mut Reader) {
        match reader {
            Reader::Products(reader) => self.counts.pictures = reader.pictures(),
            Reader::Orders(reader) => self.take_order(reader.finish()),
        }
    }

    fn take_order(&mut self, read: Option<ReadOrder>) {
        match read {
            None => {}
            Some(Ok(order)) => self.rows.push(json!({ "line": order.line, "number": order.number, "said": order })),
            Some(Err(errors)) => errors.iter().for_each(|error| self.wrong(error)),
        }
    }

    fn take_product(&mut self, reader: &mut RowReader, row: &Row) {
        match reader.read(row) {
            Ok(None) => {}
            Ok(Some(said)) => self.rows.push(json!({
                "line": said.line,
                "slug": said.slug,
                "sku": said.sku,
                "product": said.product.into_iter().map(|(field, text)| (field, Value::String(text))).collect::<Map<_, _>>(),
                "variant": said.variant.into_iter().map(|(field, number)| (field.to_owned(), json!(number))).collect::<Map<_, _>>(),
                "options": said.options.iter().map(|option| json!({ "name": option.name, "value": option.value, "slug": option.slug })).collect::<Vec<_>>(),
            })),
            Err(errors) => errors.iter().for_each(|error| self.wrong(error)),
        }
    }

    fn wrong(&mut self, error: &RowError) {
        self.kept += 1;
        if self.kept <= KEPT_ERRORS {
            self.errors.push(json!({ "line": error.line, "field": error.column, "problem": error.problem.code(), "value": error.value }));
        }
    }

    /// Writes what has been read, if it is as much as this.
    async fn flush(&mut self, connection: &mut PgConnection, import: &Waiting, least: usize) -> Result<()> {
        while self.rows.len() >= least {
            let rows: Vec<Value> = self.rows.drain(..self.rows.len().min(BATCH)).collect();
            if import.format.kind() == ImportKind::Orders {
                store_orders(connection, import, rows).await?;
                continue;
            }
            sqlx::query!(
                "INSERT INTO imports_rows (import_id, line, slug, sku, product, variant, options)
                 SELECT $1, line, slug, sku, product, variant, options
                 FROM jsonb_to_recordset($2) AS said (line integer, slug text, sku text, product jsonb, variant jsonb, options jsonb)",
                import.id,
                Value::Array(rows)
            )
            .execute(&mut *connection)
            .await?;
        }
        while self.errors.len() >= least {
            let errors: Vec<Value> = self.errors.drain(..self.errors.len().min(BATCH)).collect();
            sqlx::query!(
                "INSERT INTO imports_errors (import_id, line, field, problem, value)
                 SELECT $1, line, field, problem, value FROM jsonb_to_recordset($2) AS wrong (line integer, field text, problem text, value text)",
                import.id,
                Value::Array(errors)
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }
}

/// Counts what it would do.
async fn count(connection: &mut PgConnection, import: &Waiting, counts: &mut ImportCounts) -> Result<()> {
    let found = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM imports_errors WHERE import_id = $1) AS "errors!",
                  (SELECT count(*) FROM imports_products WHERE import_id = $1 AND is_new) AS "new_products!",
                  (SELECT count(*) FROM imports_products WHERE import_id = $1 AND NOT is_new AND after <> before) AS "changed_products!",
                  count(*) FILTER (WHERE is_new) AS "new_variants!", count(*) FILTER (WHERE NOT is_new AND after <> before) AS "changed_variants!",
                  count(*) FILTER (WHERE after = before) AS "same_variants!"
           FROM imports_rows WHERE import_id = $1"#,
        import.id
    )
    .fetch_one(connection)
    .await?;
    let whole = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    *counts = ImportCounts {
        errors: whole(found.errors),
        new_products: whole(found.new_products),
        changed_products: whole(found.changed_products),
        new_variants: whole(found.new_variants),
        changed_variants: whole(found.changed_variants),
        same_variants: whole(found.same_variants),
        ..*counts
    };
    Ok(())
}
