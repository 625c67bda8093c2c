use std::path::Path;

use domain::{
    orders::{Benefit, tidy_code},
    payments::GiftCardCode,
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    orders::{
        Actor,
        vouchers::{self, NewVoucher},
    },
    payments::gift_cards,
    shop::Shop,
};

/// The file `codes.json` of a demo.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoFile {
    vouchers: Vec<DemoVoucher>,
    gift_cards: Vec<DemoGiftCard>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoVoucher {
    code: String,
    benefit: Benefit,
    #[serde(default)]
    minimum_rappen: i64,
    most_uses: Option<u32>,
    most_uses_by_customer: Option<u32>,
    /// Slugs.
    #[serde(default)]
    categories: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoGiftCard {
    code: String,
    amount_rappen: i64,
}

/// What an import made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DemoCodes {
    /// New vouchers.
    pub vouchers: usize,
    /// New gift cards.
    pub gift_cards: usize,
}

/// Brings the vouchers and gift cards of a demo's folder (`codes.json`) into the shop. Everybody can read these codes, so this is for demos and tests
/// alone. Codes that are there stay as they are, spent ones included; without the file nothing is done.
pub async fn import_demo(shop: &Shop, folder: &Path) -> Result<DemoCodes> {
    let path = folder.join("codes.json");
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(DemoCodes::default()),
        Err(error) => return Err(error.into()),
    };
    let file: DemoFile = serde_json::from_slice(&text).map_err(|error| Error::Data(format!("{}: {error}", path.display())))?;
    let mut made = DemoCodes::default();
    for voucher in file.vouchers {
        let code = tidy_code(&voucher.code).unwrap_or_default();
        if vouchers::find(&shop.pool, &code, None).await?.is_some() {
            continue;
        }
        let voucher = NewVoucher {
            minimum: voucher.minimum_rappen,
            most_uses: voucher.most_uses,
            most_uses_by_customer: voucher.most_uses_by_customer,
            categories: voucher.categories,
            ..NewVoucher::of(voucher.code, voucher.benefit)
        };
        vouchers::create(shop, Actor::Operator, voucher).await?;
        made.vouchers += 1;
    }
    for card in file.gift_cards {
        let code = tidy_code(&card.code).and_then(|code| GiftCardCode::read(&code));
        let code = code.ok_or_else(|| Error::Data(format!("{}: {} is no gift card's code", path.display(), card.code)))?;
        if gift_cards::issue_known(shop, &code, card.amount_rappen).await? {
            made.gift_cards += 1;
        }
    }
    Ok(made)
}
