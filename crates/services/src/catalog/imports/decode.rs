//! Bytes of a file as text, as they come.

use domain::csv::Encoding;
use encoding_rs::{DecoderResult, UTF_8, WINDOWS_1252};

/// Where a file is no text of its encoding; both are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadByte {
    /// The line.
    pub line: u64,
    /// The byte, from the beginning of the file.
    pub byte: u64,
}

/// Turns pieces of a file into text.
pub(super) struct Decoder {
    encoding: Encoding,
    state: encoding_rs::Decoder,
    /// Bytes that came, and line ends among them.
    bytes: usize,
    lines: usize,
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Decoder").field("encoding", &self.encoding).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl Decoder {
    /// At the beginning of a file.
    pub(super) fn new(encoding: Encoding) -> Self {
        let state = match encoding {
            Encoding::Utf8 => UTF_8.new_decoder_with_bom_removal(),
            Encoding::Windows1252 => WINDOWS_1252.new_decoder_without_bom_handling(),
        };
        Self { encoding, state, bytes: 0, lines: 0 }
    }

    /// Adds the next piece's text to `text`.
    ///
    /// # Errors
    /// The first byte that is none of the encoding's, or that no text holds.
    pub(super) fn push(&mut self, piece: &[u8], text: &mut String) -> Result<(), BadByte> {
        let sound = piece.iter().position(|byte| self.is_no_text(*byte)).unwrap_or(piece.len());
        self.decode(&piece[..sound], text, false)?;
        if sound < piece.len() { Err(self.here()) } else { Ok(()) }
    }

    /// Says that there is no more.
    ///
    /// # Errors
    /// Where the last character has no end.
    pub(super) fn finish(&mut self, text: &mut String) -> Result<(), BadByte> {
        self.decode(&[], text, true)
    }

    /// NUL, which PostgreSQL keeps in no text, and the bytes that stand for nothing in Windows-1252: the standard maps them to controls
    /// (<https://encoding.spec.whatwg.org/index-windows-1252.txt>), but a file that has them is in another encoding.
    const fn is_no_text(&self, byte: u8) -> bool {
        byte == 0 || matches!((self.encoding, byte), (Encoding::Windows1252, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
    }

    fn decode(&mut self, bytes: &[u8], text: &mut String, is_last: bool) -> Result<(), BadByte> {
        let mut rest = bytes;
        loop {
            // Too long for any memory is as good as full: what there is room for is decoded, and the rest afterwards.
            text.reserve(self.state.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()).max(4));
            let (result, read) = self.state.decode_to_string_without_replacement(rest, text, is_last);
            self.bytes += read;
            self.lines += rest[..read].split(|byte| *byte == b'\n').count() - 1;
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    self.bytes -= usize::from(length) + usize::from(after);
                    return Err(self.here());
                }
            }
        }
    }

    /// The byte that comes next.
    fn here(&self) -> BadByte {
        let counted = |count: usize| u64::try_from(count).unwrap_or(u64::MAX).saturating_add(1);
        BadByte { line: counted(self.lines), byte: counted(self.bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoding: Encoding, bytes: &[u8], piece: usize) -> Result<String, BadByte> {
        let (mut decoder, mut text) = (Decoder::new(encoding), String::new());
        for piece in bytes.chunks(piece) {
            decoder.push(piece, &mut text)?;
        }
        decoder.finish(&mut text).map(|()| text)
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
            assert_eq!(
                decoded(Encoding::Utf8, "\u{feff}a\n\u{fc}".as_bytes().split_last().unwrap().1, piece),
                Err(BadByte { line: 2, byte: 6 })
            );
            assert_eq!(decoded(Encoding::Utf8, b"a\n\n\xE2\x82", piece), Err(BadByte { line: 3, byte: 4 }), "cut in a character");
            assert_eq!(decoded(Encoding::Utf8, b"ab\n\0", piece), Err(BadByte { line: 2, byte: 4 }));
            assert_eq!(decoded(Encoding::Windows1252, b"ab\n\x81", piece), Err(BadByte { line: 2, byte: 4 }));
            assert!(decoded(Encoding::Utf8, b"\xFF\xFEa\0", piece).is_err(), "UTF-16");
        }
    }
}
