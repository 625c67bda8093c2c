//! A ZIP file whose entries are stored as they are (APPNOTE 6.3, 4.3): PDFs are compressed already, and the rest is small.

/// Version 2.0 of the format, which folders need.
const VERSION: u16 = 20;
/// Names are UTF-8 (general purpose bit 11).
const UTF8: u16 = 1 << 11;
/// 1980-01-01, the earliest day there is: the files were made when they were asked for.
const DAY: u16 = 0x21;

/// Files on their way into an archive.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Archive {
    /// Adds a file; `false` when the archive would be larger than the format (without its 64 bit extension) can say.
    pub fn add(&mut self, name: &str, content: &[u8]) -> bool {
        let offset = u32::try_from(self.bytes.len());
        let (size, length) = (u32::try_from(content.len()), u16::try_from(name.len()));
        let (Ok(offset), Ok(size), Ok(length), Some(entries)) = (offset, size, length, self.entries.checked_add(1)) else {
            return false;
        };
        let mut common = Vec::with_capacity(26);
        for field in [VERSION, UTF8, 0, 0, DAY] {
            common.extend(field.to_le_bytes());
        }
        for field in [crc32(content), size, size] {
            common.extend(field.to_le_bytes());
        }
        common.extend(length.to_le_bytes());
        common.extend(0_u16.to_le_bytes());

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(content);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&common);
        // Comment's length, disk, attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.entries = entries;
        true
    }

    /// The file; none when it is too large.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let (offset, size) = (u32::try_from(self.bytes.len()).ok()?, u32::try_from(self.directory.len()).ok()?);
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]);
        Some(self.bytes)
    }
}

/// CRC-32 as in IEEE 802.3.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn an_archive_has_what_was_added() {
        let mut archive = Archive::default();
        assert!(archive.add("data.json", b"{}") && archive.add("invoices/R2026-00001.pdf", b"%PDF"));
        let bytes = archive.finish().unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04"));
        let end = bytes.len() - 22;
        assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
        let directory = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
        assert_eq!(&bytes[directory..directory + 4], b"PK\x01\x02");
        let first = 30 + "data.json".len();
        assert_eq!(&bytes[first..first + 2], b"{}");
        assert_eq!(bytes[directory + 46..directory + 55], *b"data.json");
    }
}
