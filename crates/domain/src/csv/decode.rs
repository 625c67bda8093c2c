//! Bytes of a file as text, as they come.

use serde::{Deserialize, Serialize};

/// How a file is encoded. Nothing is guessed: a file that is not what it is said to be would fill the shop with broken words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// What spreadsheets on Windows write by themselves.
    Windows1252,
}

impl Encoding {
    /// The encoding of a name: `utf-8`, `windows-1252`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "utf-8" => Some(Self::Utf8),
            "windows-1252" => Some(Self::Windows1252),
            _ => None,
        }
    }
}

/// Where a file is no text of its encoding; both are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadByte {
    /// The line.
    pub line: u64,
    /// The byte, from the beginning of the file.
    pub byte: u64,
}

/// Turns pieces of a file into text.
#[derive(Clone, Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// The beginning of a character whose end has not come yet.
    begun: Vec<u8>,
    /// Bytes that are done.
    bytes: u64,
    /// Line ends among them.
    lines: u64,
}

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the bytes 0x80 to 0x9F mean in Windows-1252; five of them nothing (<https://encoding.spec.whatwg.org/index-windows-1252.txt> maps those to controls).
const UPPER: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

impl Decoder {
    /// At the beginning of a file.
    pub const fn new(encoding: Encoding) -> Self {
        Self { encoding, begun: Vec::new(), bytes: 0, lines: 0 }
    }

    /// Adds the next piece's text to `text`.
    ///
    /// # Errors
    /// The first byte that is none of the encoding's, or that no text holds (NUL).
    pub fn push(&mut self, piece: &[u8], text: &mut String) -> Result<(), BadByte> {
        match self.encoding {
            Encoding::Utf8 => self.push_utf8(piece, text),
            Encoding::Windows1252 => piece.iter().try_for_each(|byte| {
                let character = match byte {
                    0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
                    byte => Some(char::from(*byte)),
                };
                let character = character.filter(|character| *character != '\0').ok_or_else(|| self.here(0))?;
                self.bytes += 1;
                self.lines += u64::from(character == '\n');
                text.push(character);
                Ok(())
            }),
        }
    }

    /// Says that there is no more.
    ///
    /// # Errors
    /// Where the last character has no end.
    pub fn finish(&self) -> Result<(), BadByte> {
        if self.begun.is_empty() { Ok(()) } else { Err(self.here(0)) }
    }

    fn push_utf8(&mut self, piece: &[u8], text: &mut String) -> Result<(), BadByte> {
        let mut bytes = std::mem::take(&mut self.begun);
        bytes.extend_from_slice(piece);
        // The mark is looked for once all of it is there.
        if self.bytes == 0 && bytes.len() < MARK.len() && MARK.starts_with(&bytes) {
            self.begun = bytes;
            return Ok(());
        }
        let mut rest = bytes.as_slice();
        if self.bytes == 0 && rest.starts_with(MARK) {
            rest = &rest[MARK.len()..];
            self.bytes = 3;
        }
        let (sound, broken) = match std::str::from_utf8(rest) {
            Ok(sound) => (sound, None),
            Err(error) => (std::str::from_utf8(&rest[..error.valid_up_to()]).unwrap_or_default(), error.error_len()),
        };
        if let Some(at) = sound.find('\0') {
            return Err(self.after(&sound[..at]));
        }
        if broken.is_some() {
            return Err(self.after(sound));
        }
        text.push_str(sound);
        self.begun = rest[sound.len()..].to_vec();
        self.bytes += u64::try_from(sound.len()).unwrap_or(u64::MAX);
        self.lines += lines(sound);
        Ok(())
    }

    fn after(&self, sound: &str) -> BadByte {
        let here = self.here(sound.len());
        BadByte { line: here.line + lines(sound), ..here }
    }

    fn here(&self, further: usize) -> BadByte {
        BadByte { line: self.lines + 1, byte: self.bytes + u64::try_from(further).unwrap_or(u64::MAX) + 1 }
    }
}

fn lines(text: &str) -> u64 {
    u64::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoding: Encoding, bytes: &[u8], piece: usize) -> Result<String, BadByte> {
        let (mut decoder, mut text) = (Decoder::new(encoding), String::new());
        for piece in bytes.chunks(piece) {
            decoder.push(piece, &mut text)?;
        }
        decoder.finish().map(|()| text)
    }

    #[test]
    fn characters_may_be_cut_by_pieces() {
        for piece in 1..9 {
            assert_eq!(decoded(Encoding::Utf8, "\u{feff}Zürich\n€ 5\n".as_bytes(), piece).as_deref(), Ok("Zürich\n€ 5\n"));
            assert_eq!(decoded(Encoding::Windows1252, b"Z\xFCrich\n\x80 5", piece).as_deref(), Ok("Zürich\n€ 5"));
        }
    }

    #[test]
    fn what_is_no_text_is_named_by_line_and_byte() {
        for piece in 1..9 {
            assert_eq!(decoded(Encoding::Utf8, b"a\nZ\xFCrich", piece), Err(BadByte { line: 2, byte: 4 }), "pieces of {piece}");
            assert_eq!(decoded(Encoding::Utf8, b"a\n\n\xE2\x82", piece), Err(BadByte { line: 3, byte: 4 }), "cut in a character");
            assert_eq!(decoded(Encoding::Utf8, b"ab\n\0", piece), Err(BadByte { line: 2, byte: 4 }));
            assert_eq!(decoded(Encoding::Windows1252, b"ab\n\x81", piece), Err(BadByte { line: 2, byte: 4 }));
            assert!(decoded(Encoding::Utf8, b"\xFF\xFEa\0", piece).is_err(), "UTF-16");
        }
    }
}
