//! Rows of a file, as its text comes.

/// Longest row, in bytes. A quote that is never closed would take in the rest of the file.
pub const LONGEST_ROW: usize = 512 * 1024;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Why a file is no CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvProblem {
    /// The quote that is opened in the row on this line has no end, or the row is longer than a row can be.
    Unclosed {
        /// From 1.
        line: u32,
    },
    /// Something stands between a closing quote and the next cell.
    AfterQuote {
        /// From 1.
        line: u32,
    },
    /// The last row has no line end: the file was cut, or its program leaves the last one out.
    NoLineEnd {
        /// From 1.
        line: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Begin,
    Plain,
    Quoted,
    /// Behind a quote in a quoted cell: its end, or the first of two that stand for one.
    Quote,
}

/// Reads rows out of pieces of text.
#[derive(Clone, Debug)]
pub struct CsvReader {
    delimiter: char,
    state: State,
    cell: String,
    cells: Vec<String>,
    /// Bytes of the row so far.
    length: usize,
    /// The line that is read, and the one on which the row began.
    line: u32,
    began: u32,
    /// Behind a carriage return, so that the line feed after it is no line of its own.
    after_return: bool,
}

impl CsvReader {
    /// At the beginning of a file.
    pub const fn new(delimiter: char) -> Self {
        Self { delimiter, state: State::Begin, cell: String::new(), cells: Vec::new(), length: 0, line: 1, began: 1, after_return: false }
    }

    /// Reads on, and hands over each row that ends. Empty lines are none.
    ///
    /// # Errors
    /// Where the file is no CSV.
    pub fn push(&mut self, text: &str, mut each: impl FnMut(Row)) -> Result<(), CsvProblem> {
        for character in text.chars() {
            let follows_return = std::mem::take(&mut self.after_return);
            if character == '\n' && follows_return {
                continue;
            }
            self.length += character.len_utf8();
            if self.length > LONGEST_ROW {
                return Err(CsvProblem::Unclosed { line: self.began });
            }
            let is_end = matches!(character, '\n' | '\r');
            match self.state {
                State::Quoted if character == '"' => self.state = State::Quote,
                State::Quoted => {
                    self.line += u32::from(character == '\n');
                    self.cell.push(character);
                }
                State::Quote if character == '"' => {
                    self.cell.push('"');
                    self.state = State::Quoted;
                }
                State::Begin if character == '"' => self.state = State::Quoted,
                _ if is_end => {
                    self.after_return = character == '\r';
                    self.end_row(&mut each);
                }
                _ if character == self.delimiter => self.end_cell(),
                State::Quote => return Err(CsvProblem::AfterQuote { line: self.line }),
                State::Begin | State::Plain => {
                    self.cell.push(character);
                    self.state = State::Plain;
                }
            }
        }
        Ok(())
    }

    /// Says that there is no more.
    ///
    /// # Errors
    /// When a row has begun that has no end.
    pub fn finish(&self) -> Result<(), CsvProblem> {
        match self.state {
            State::Quoted => Err(CsvProblem::Unclosed { line: self.began }),
            State::Begin if self.cells.is_empty() => Ok(()),
            State::Begin | State::Plain | State::Quote => Err(CsvProblem::NoLineEnd { line: self.began }),
        }
    }

    fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        self.state = State::Begin;
    }

    fn end_row(&mut self, each: &mut impl FnMut(Row)) {
        let is_empty = self.cells.is_empty() && self.state == State::Begin;
        self.end_cell();
        let cells = std::mem::take(&mut self.cells);
        if !is_empty {
            each(Row { line: self.began, cells });
        }
        self.line += 1;
        (self.began, self.length) = (self.line, 0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::csv::{unguarded, write_row};

    fn rows(text: &str) -> Result<Vec<(u32, Vec<String>)>, CsvProblem> {
        let (mut reader, mut rows) = (CsvReader::new(','), Vec::new());
        reader.push(text, |row| rows.push((row.line, row.cells)))?;
        reader.finish().map(|()| rows)
    }

    #[test]
    fn rows_know_their_lines() {
        let read = rows("a,b\r\n\r\n\"x\ny\",\"say \"\"hi\"\"\"\n,\nlast,\"\"\r").unwrap();
        let expected: [(u32, [&str; 2]); 4] = [(1, ["a", "b"]), (3, ["x\ny", "say \"hi\""]), (5, ["", ""]), (6, ["last", ""])];
        assert_eq!(read, expected.map(|(line, cells)| (line, cells.map(str::to_owned).to_vec())));
    }

    #[test]
    fn what_was_cut_is_no_file() {
        assert_eq!(rows("a,b\nc"), Err(CsvProblem::NoLineEnd { line: 2 }));
        assert_eq!(rows("a,b\nc,"), Err(CsvProblem::NoLineEnd { line: 2 }));
        assert_eq!(rows("a,b\nc,\"x\n"), Err(CsvProblem::Unclosed { line: 2 }));
        assert_eq!(rows("a,\"b\"c\n"), Err(CsvProblem::AfterQuote { line: 1 }));
        let endless = format!("a\n\"{}", "x\n".repeat(LONGEST_ROW));
        assert_eq!(rows(&endless), Err(CsvProblem::Unclosed { line: 2 }));
    }

    proptest! {
        /// What is written is read again, whatever it is and however it is cut into pieces.
        #[test]
        fn round_trip(table in vec(vec("[a-z=,;\"'\r\n äß€]{0,6}", 2..5), 1..6), piece in 1_usize..7) {
            let mut text = String::new();
            for row in &table {
                write_row(&mut text, row.iter().map(String::as_str));
            }
            let (mut reader, mut read) = (CsvReader::new(','), Vec::new());
            let characters: Vec<char> = text.chars().collect();
            for piece in characters.chunks(piece) {
                let whole = |row: Row| read.push(row.cells.iter().map(|cell| unguarded(cell).to_owned()).collect::<Vec<_>>());
                reader.push(&piece.iter().collect::<String>(), whole).unwrap();
            }
            prop_assert_eq!(reader.finish(), Ok(()));
            prop_assert_eq!(read, table);
        }
    }
}
