//! What an order would cost now, by the database's numbers alone.

use domain::{
    cart::MOST_PIECES,
    email::Email,
    failure::FieldError,
    ids::VariantId,
    language::Language,
    orders::{Benefit, CheckoutForm, DeliveryMethodView, OrderRefusal, UsedVoucher, Voucher},
    payments::GiftCardView,
    vat::{BasisPoints, Taxable, VatClass, VatShare, shares_of},
};
use uuid::Uuid;

use super::{
    codes::Codes,
    delivery::{self, Parcel},
    vouchers,
};
use crate::{
    cart::CartLine,
    catalog::Measure,
    error::{Error, Result},
    payments::gift_cards,
    shop::Shop,
    vat,
};

/// A line with today's price and texts.
#[derive(Debug)]
pub(super) struct QuotedLine {
    pub variant: VariantId,
    pub product_slug: String,
    pub sku: String,
    pub name: String,
    pub options: String,
    pub picture: Option<serde_json::Value>,
    pub vat_class: VatClass,
    pub vat_rate: BasisPoints,
    pub unit_price: i64,
    pub quantity: u32,
    pub total: i64,
    /// Its part of the order's discount.
    pub discount: i64,
    pub measure: Measure,
}

/// An order's numbers before it is placed, in rappen.
#[derive(Debug)]
pub(super) struct Quote {
    pub lines: Vec<QuotedLine>,
    pub items_total: i64,
    /// The voucher that takes something off, with its row's id.
    pub voucher: Option<(Uuid, Voucher)>,
    pub discount_total: i64,
    pub delivery: DeliveryMethodView,
    pub total: i64,
    pub vat: Vec<VatShare>,
    /// The gift card that pays a part, with its row's id.
    pub gift_card: Option<(Uuid, GiftCardView)>,
}

impl Quote {
    /// What the gift card pays.
    pub fn gift_card_total(&self) -> i64 {
        self.gift_card.as_ref().map_or(0, |(_, card)| card.pays(self.total))
    }

    /// What is left to pay.
    pub fn due(&self) -> i64 {
        self.total - self.gift_card_total()
    }

    /// What the order keeps of the voucher.
    pub fn used_voucher(&self) -> Option<UsedVoucher> {
        let (_, voucher) = self.voucher.as_ref()?;
        Some(UsedVoucher { code: voucher.code.clone(), benefit: voucher.benefit, discount: self.discount_total })
    }
}

/// Prices a cart's lines, and the codes entered beside it, for what was entered at checkout. The cart's snapshots say what is wanted, never what it costs.
///
/// A voucher or gift card that no longer counts is left out, without an error: the total then is not the one that the buyer saw.
pub(super) async fn quote(
    shop: &Shop,
    language: Language,
    cart: (&Codes, &[CartLine]),
    email: &Email,
    form: &CheckoutForm,
) -> Result<Quote> {
    let (codes, wanted) = cart;
    if wanted.is_empty() {
        return Err(Error::refused(OrderRefusal::CartEmpty));
    }
    let wanted: Vec<(VariantId, u32)> = wanted.iter().map(|line| (line.variant, line.quantity.min(MOST_PIECES))).collect();
    let mut lines = price(shop, language, &wanted).await?;
    let items_total = sum(lines.iter().map(|line| line.total))?;
    let voucher = discount(shop, codes, email, &mut lines).await?;
    let discount_total = sum(lines.iter().map(|line| line.discount))?;
    let delivery = deliver(shop, language, form, (&lines, items_total, voucher.as_ref())).await?;
    let goods: Vec<_> = lines.iter().map(|line| Taxable { rate: line.vat_rate, gross: line.total, discount: line.discount }).collect();
    let vat = shares_of(&goods, delivery.fee);
    let total = sum([items_total, -discount_total, delivery.fee])?;
    let gift_card = gift_card(shop, codes, total).await?;
    Ok(Quote { lines, items_total, voucher, discount_total, delivery, total, vat, gift_card })
}

/// Takes the voucher's discount off the lines, if one is in use and counts.
async fn discount(shop: &Shop, codes: &Codes, email: &Email, lines: &mut [QuotedLine]) -> Result<Option<(Uuid, Voucher)>> {
    let Some(code) = &codes.voucher else { return Ok(None) };
    let Some(found) = vouchers::find(&shop.pool, code, Some(&email.customer())).await? else { return Ok(None) };
    let id = found.id;
    let voucher = found.on(&lines.iter().map(|line| line.measure).collect::<Vec<_>>());
    let values: Vec<_> = lines.iter().map(|line| (line.variant, line.total)).collect();
    let Ok(parts) = voucher.parts(&values) else { return Ok(None) };
    for (line, part) in lines.iter_mut().zip(parts) {
        line.discount = part;
    }
    Ok(Some((id, voucher)))
}

/// The chosen delivery method for these goods: lines, their value, and the voucher.
async fn deliver(
    shop: &Shop,
    language: Language,
    form: &CheckoutForm,
    goods: (&[QuotedLine], i64, Option<&(Uuid, Voucher)>),
) -> Result<DeliveryMethodView> {
    let (lines, value, voucher) = goods;
    let grams = lines.iter().map(|line| i64::from(line.measure.weight_grams) * i64::from(line.quantity)).sum();
    let free = voucher.is_some_and(|(_, voucher)| voucher.benefit == Benefit::FreeDelivery);
    let parcel = Parcel { country: form.address.country.clone(), grams, value, free };
    let methods = delivery::methods(shop, language, &parcel).await?;
    if methods.is_empty() {
        return Err(Error::refused(OrderRefusal::NoDelivery));
    }
    let chosen = methods.into_iter().find(|method| method.code == form.delivery_method);
    chosen.ok_or_else(|| Error::Invalid(vec![FieldError::unknown("delivery_method")]))
}

/// The gift card in use, if something of the total can be paid with it.
async fn gift_card(shop: &Shop, codes: &Codes, total: i64) -> Result<Option<(Uuid, GiftCardView)>> {
    let Some(card) = codes.gift_card.filter(|_| total > 0) else { return Ok(None) };
    Ok(gift_cards::usable(&shop.pool, card).await?.map(|view| (card, view)))
}

async fn price(shop: &Shop, language: Language, wanted: &[(VariantId, u32)]) -> Result<Vec<QuotedLine>> {
    let variants: Vec<Uuid> = wanted.iter().map(|(variant, _)| variant.0).collect();
    let rows = super::store::for_sale(&shop.pool, language, &variants).await?;
    let today = vat::today(shop).await?;
    wanted
        .iter()
        .map(|&(variant, quantity)| {
            let row = rows.iter().find(|row| row.variant_id == variant.0).ok_or_else(|| {
                // Gone from the range since it was put in: the cart's page says which line it is.
                Error::refused(OrderRefusal::OutOfStock { variant, name: String::new(), left: 0 })
            })?;
            let vat_class = VatClass::from_code(&row.vat_class).ok_or_else(|| Error::Data(format!("VAT class {}", row.vat_class)))?;
            let total = row.price.checked_mul(i64::from(quantity)).ok_or_else(|| Error::Data("price beyond the range".into()))?;
            Ok(QuotedLine {
                variant,
                product_slug: row.product_slug.clone(),
                sku: row.sku.clone(),
                name: row.name.clone(),
                options: row.options.clone(),
                picture: row.picture.clone(),
                vat_class,
                vat_rate: today.rate(vat_class),
                unit_price: row.price,
                quantity,
                total,
                discount: 0,
                measure: Measure { variant, weight_grams: row.weight_grams, category: row.category_id },
            })
        })
        .collect()
}

fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<i64> {
    amounts.into_iter().try_fold(0_i64, i64::checked_add).ok_or_else(|| Error::Data("sum beyond the range".into()))
}
