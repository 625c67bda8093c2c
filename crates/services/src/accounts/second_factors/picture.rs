//! The QR code that an app scans.

use std::fmt::Write as _;

use domain::accounts::CodeSetup;
use fast_qr::{ECL, QRBuilder};
use totp_rs::Secret;

use crate::error::{Error, Result};

/// Who the codes are for, as apps show it.
const ISSUER: &str = "Astris";

/// Secret, address and picture for an app.
pub(super) fn setup(secret: &[u8], email: &str) -> Result<CodeSetup> {
    let base32 = Secret::from(secret.to_vec()).to_base32();
    let link =
        format!("otpauth://totp/{ISSUER}:{}?secret={base32}&issuer={ISSUER}&algorithm=SHA1&digits=6&period=30", percent_encoded(email));
    let code = QRBuilder::new(link.as_str()).ecl(ECL::M).build().map_err(|error| Error::Data(format!("QR code: {error:?}")))?;
    let mut picture = String::new();
    for row in 0..code.size {
        for (column, _) in code[row].iter().enumerate().filter(|(_, module)| module.value()) {
            // Writing into a string does not fail.
            let _ = write!(picture, "M{column} {row}h1v1h-1z");
        }
    }
    let groups: Vec<String> = base32.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    Ok(CodeSetup { secret: groups.join(" "), link, picture, size: code.size })
}

/// RFC 3986: everything but unreserved characters.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_gets_the_secret() {
        let setup = setup(b"12345678901234567890", "anna+x@example.ch").unwrap();
        assert_eq!(
            setup.link,
            "otpauth://totp/Astris:anna%2Bx%40example.ch?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Astris&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(setup.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(setup.size > 20 && setup.picture.starts_with("M0 0h1v1h-1z"), "the corner of a QR code is dark");
    }
}
