use domain::{language::Language, orders::CodeKind};
use rand::{Rng, rngs::StdRng};
use services::orders::codes;

use super::Taken;
use crate::{
    ground::CARDS,
    model::VOUCHERS,
    said::{Said, same},
    world::{BUYERS, World},
};

/// A buyer enters the code of a gift card or of a voucher, or takes it away.
#[derive(Clone, Debug)]
pub struct EnterCode {
    buyer: usize,
    code: Code,
}

#[derive(Clone, Debug)]
enum Code {
    Card(usize),
    Voucher(usize),
    Nobodys,
    Leave(CodeKind),
}

impl EnterCode {
    pub fn any(random: &mut StdRng) -> Self {
        let code = match random.random_range(0..10) {
            0..4 => Code::Card(random.random_range(0..CARDS.len())),
            4..8 => Code::Voucher(random.random_range(0..VOUCHERS.len())),
            8 => Code::Nobodys,
            _ if random.random() => Code::Leave(CodeKind::GiftCard),
            _ => Code::Leave(CodeKind::Voucher),
        };
        Self { buyer: random.random_range(0..BUYERS), code }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let (shop, owner) = (&world.test.shop, world.owners[self.buyer]);
        let code = match self.code {
            Code::Card(card) => world.model.cards[card].code.clone(),
            Code::Voucher(voucher) => VOUCHERS[voucher].code.to_lowercase(),
            Code::Nobodys => "NOBODYS".to_owned(),
            Code::Leave(kind) => {
                same("code left", &Said::from(codes::leave(shop, Language::De, owner, kind).await.map(drop)), &Said::Done(()))?;
                match kind {
                    CodeKind::GiftCard => world.model.cards_in_use[self.buyer] = None,
                    CodeKind::Voucher => world.model.vouchers_in_use[self.buyer] = None,
                }
                return Ok(true);
            }
        };
        let said = Said::from(codes::enter(shop, Language::De, owner, &code).await.map(drop));
        let expected = match self.code {
            Code::Card(card) => world.model.use_card(self.buyer, card),
            Code::Voucher(voucher) => world.model.use_voucher(self.buyer, voucher),
            Code::Nobodys | Code::Leave(_) => world.model.use_nothing(self.buyer),
        };
        same("code", &said, &Said::expected(expected))?;
        Ok(true)
    }
}
