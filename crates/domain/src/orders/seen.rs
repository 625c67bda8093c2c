//! What a buyer agreed to, in a few characters.

use crate::ids::VariantId;

/// A fingerprint of lines as a page showed them: variants, pieces and prices of one piece in rappen, in their order. The checkout page sends it
/// along, so that prices which change against each other without changing the total are noticed as well.
///
/// It protects the buyer who sends it and nobody else: prices are the server's in any case. FNV-1a of 64 bits, the same in the browser.
pub fn seen_lines(lines: impl IntoIterator<Item = (VariantId, u32, i64)>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for (variant, quantity, unit_price) in lines {
        take(variant.0.as_bytes());
        take(&quantity.to_be_bytes());
        take(&unit_price.to_be_bytes());
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_part_counts() {
        let line = |variant, quantity, price| (VariantId(Uuid::from_u128(variant)), quantity, price);
        let base = seen_lines([line(1, 2, 300), line(2, 1, 100)]);
        assert_eq!(base, seen_lines([line(1, 2, 300), line(2, 1, 100)]));
        let others = [
            vec![line(3, 2, 300), line(2, 1, 100)],
            vec![line(1, 3, 300), line(2, 1, 100)],
            vec![line(1, 2, 250), line(2, 1, 200)],
            vec![line(2, 1, 100), line(1, 2, 300)],
            vec![line(1, 2, 300)],
            vec![],
        ];
        for other in others {
            assert_ne!(base, seen_lines(other.clone()), "{other:?}");
        }
    }
}
