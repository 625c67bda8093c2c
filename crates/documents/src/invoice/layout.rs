//! Where everything stands on an invoice.

use domain::money::Money;

use super::{
    texts::{Texts, texts},
    values::{Invoice, Kind, Line, Settlement},
};
use crate::{
    error::DocumentError,
    latin::printable,
    paper::{LEFT, Paper, RIGHT, day},
    pdf::{self, About},
    qr_bill::{self, Code, SLIP_HEIGHT},
    sheet::{Sheet, Style},
    typeface::{Weight, wrap},
};

const TEXT: Style = Style::regular(9.5);
const SMALL: Style = Style::regular(8.0);
const BOLD: Style = Style::bold(9.5);
const TITLE: Style = Style::bold(16.0);
/// From line to line, in millimetres: of normal and of small print.
const STEP: f32 = 4.6;
const SMALL_STEP: f32 = 3.8;
/// Right ends of the table's columns, and where its articles begin and end, in millimetres.
const ARTICLE: f32 = 36.0;
const ARTICLE_WIDTH: f32 = 88.0;
const VAT_END: f32 = 142.0;
const PRICE_END: f32 = 166.0;
const QUANTITY_END: f32 = 31.0;
/// Where an address is seen through the window of an envelope.
const RECIPIENT_TOP: f32 = 52.0;
/// Where sums begin.
const SUMS: f32 = 110.0;

/// The invoice as a PDF.
///
/// # Errors
/// If its bill is unsound ([`qr_bill::Bill::prepare`]), or the PDF could not be written.
pub fn pdf(invoice: &Invoice) -> Result<Vec<u8>, DocumentError> {
    let title = title(invoice, texts(invoice.language));
    let about = About { title: &title, author: &invoice.supplier.party.name, language: invoice.language };
    pdf::write(&sheets(invoice)?, about)
}

/// The invoice as pages.
///
/// # Errors
/// If its bill is unsound.
pub fn sheets(invoice: &Invoice) -> Result<Vec<Sheet>, DocumentError> {
    let words = texts(invoice.language);
    let mut paper = Paper::new();
    letterhead(&mut paper, invoice, words);
    table(&mut paper, invoice, words);
    sums(&mut paper, invoice, words);
    if invoice.supplier.vat_number.is_some() {
        taxes(&mut paper, invoice, words);
    }
    let slip = settlement(&mut paper, invoice, words)?;
    let title = title(invoice, words);
    Ok(paper.finish(slip, |page, pages| {
        (title.clone(), words.page.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string()))
    }))
}

fn title(invoice: &Invoice, words: &Texts) -> String {
    let template = match invoice.kind {
        Kind::Invoice => words.invoice,
        Kind::PaymentRequest => words.payment_request,
    };
    template.replace("{number}", &invoice.number)
}

fn francs(rappen: i64) -> String {
    Money::rappen(rappen).digits()
}

fn letterhead(paper: &mut Paper, invoice: &Invoice, words: &Texts) {
    let supplier = &invoice.supplier;
    let sheet = paper.sheet();
    let mut at = 24.0;
    sheet.text((LEFT, at), Style::bold(12.0), &supplier.party.name);
    for line in supplier.party.postal() {
        at += STEP;
        sheet.text((LEFT, at), SMALL, &line);
    }
    let mut at = RECIPIENT_TOP;
    let name = wrap(&printable(&invoice.recipient.name), TEXT.size, Weight::Regular, 85.0);
    for line in name.into_iter().chain(invoice.recipient.postal()) {
        at += STEP;
        sheet.text((LEFT, at), TEXT, &line);
    }
    let mut facts = Vec::new();
    if invoice.kind == Kind::Invoice {
        facts.push((words.number, invoice.number.clone()));
    }
    facts.push((words.date, day(invoice.issued_on)));
    facts.push((words.order, invoice.order_number.clone()));
    facts.push((words.order_date, day(invoice.ordered_on)));
    if let (Kind::Invoice, Settlement::Paid { on, .. }) = (invoice.kind, &invoice.settlement) {
        facts.push((words.supply_date, day(*on)));
    }
    if let Some(number) = &supplier.vat_number {
        facts.push((words.vat_number, number.on_invoice(invoice.language)));
    }
    let mut at = RECIPIENT_TOP;
    for (name, value) in facts {
        at += STEP;
        sheet.text((118.0, at), SMALL, name);
        sheet.text_to((RIGHT, at), TEXT, &value);
    }
    paper.at = 94.0;
    let heading = title(invoice, words);
    for line in wrap(&heading, TITLE.size, Weight::Bold, RIGHT - LEFT) {
        let at = paper.at;
        paper.sheet().text((LEFT, at), TITLE, &line);
        paper.at += 7.0;
    }
    paper.at += 2.0;
}

fn table(paper: &mut Paper, invoice: &Invoice, words: &Texts) {
    let with_tax = invoice.supplier.vat_number.is_some();
    heading(paper, words, with_tax);
    for line in &invoice.lines {
        let name = wrap(&printable(&line.name), TEXT.size, Weight::Regular, ARTICLE_WIDTH);
        let detail = wrap(&printable(&line.detail), SMALL.size, Weight::Regular, ARTICLE_WIDTH);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = name.len().max(1) as f32 * STEP + detail.len() as f32 * SMALL_STEP + 2.0;
        if !paper.has_room(height) {
            paper.turn();
            heading(paper, words, with_tax);
        }
        article(paper, line, with_tax, (name, detail));
    }
    let at = paper.at;
    paper.sheet().line((LEFT, at), (RIGHT, at), 0.5);
    paper.at += 2.0;
}

fn heading(paper: &mut Paper, words: &Texts, with_tax: bool) {
    paper.at += STEP;
    let at = paper.at;
    let sheet = paper.sheet();
    let style = Style::bold(8.0);
    sheet.text((LEFT, at), style, words.quantity);
    sheet.text((ARTICLE, at), style, words.article);
    if with_tax {
        sheet.text_to((VAT_END, at), style, words.vat);
    }
    sheet.text_to((PRICE_END, at), style, words.unit_price);
    sheet.text_to((RIGHT, at), style, words.amount);
    sheet.line((LEFT, at + 1.6), (RIGHT, at + 1.6), 0.5);
    paper.at += 2.6;
}

fn article(paper: &mut Paper, line: &Line, with_tax: bool, (name, detail): (Vec<String>, Vec<String>)) {
    paper.at += STEP;
    let mut at = paper.at;
    let sheet = paper.sheet();
    sheet.text_to((QUANTITY_END, at), TEXT, &line.quantity.to_string());
    if with_tax {
        sheet.text_to((VAT_END, at), TEXT, &line.vat_rate.to_string());
    }
    sheet.text_to((PRICE_END, at), TEXT, &francs(line.unit_price));
    sheet.text_to((RIGHT, at), TEXT, &francs(line.total));
    for (index, text) in name.iter().enumerate() {
        at += if index == 0 { 0.0 } else { STEP };
        sheet.text((ARTICLE, at), TEXT, text);
    }
    for text in &detail {
        at += SMALL_STEP;
        sheet.text((ARTICLE, at), SMALL, text);
    }
    paper.at = at + 2.0;
}

fn sums(paper: &mut Paper, invoice: &Invoice, words: &Texts) {
    let mut rows = vec![(words.items.to_owned(), francs(invoice.items_total), TEXT)];
    if let Some(discount) = invoice.discount {
        rows.push((words.discount.to_owned(), francs(-discount), TEXT));
    }
    rows.push((format!("{}: {}", words.delivery, invoice.delivery_name), francs(invoice.delivery_fee), TEXT));
    rows.push((words.total.to_owned(), francs(invoice.total), BOLD));
    if let Some(gift_card) = invoice.gift_card {
        rows.push((words.gift_card.to_owned(), francs(-gift_card), TEXT));
        rows.push((words.due.to_owned(), francs(invoice.due()), BOLD));
    }
    if !paper.has_room(STEP * 8.0) {
        paper.turn();
    }
    for (name, amount, style) in rows {
        for line in wrap(&printable(&name), style.size, style.weight, PRICE_END - SUMS) {
            paper.at += STEP;
            let at = paper.at;
            paper.sheet().text((SUMS, at), style, &line);
        }
        let at = paper.at;
        paper.sheet().text_to((RIGHT, at), style, &amount);
    }
    paper.at += STEP;
}

fn taxes(paper: &mut Paper, invoice: &Invoice, words: &Texts) {
    #[expect(clippy::cast_precision_loss, reason = "a few rates")]
    let height = STEP * (3.0 + invoice.vat.len() as f32);
    if !paper.has_room(height) {
        paper.turn();
    }
    paper.at += STEP;
    let ends = [65.0, 88.0, 111.0];
    let at = paper.at;
    paper.sheet().text((LEFT, at), Style::bold(8.0), words.vat_contained);
    let rows =
        invoice.vat.iter().map(|share| [share.rate.to_string(), francs(share.gross - share.vat), francs(share.vat), francs(share.gross)]);
    let head = [words.rate, words.net, words.vat, words.gross].map(str::to_owned);
    for [rate, amounts @ ..] in std::iter::once(head).chain(rows) {
        paper.at += SMALL_STEP + 0.4;
        let at = paper.at;
        let sheet = paper.sheet();
        sheet.text((LEFT, at), SMALL, &rate);
        for (end, amount) in ends.into_iter().zip(&amounts) {
            sheet.text_to((end, at), SMALL, amount);
        }
    }
    paper.at += STEP;
}

/// The last sentence, and the slip; whether there is one.
fn settlement(paper: &mut Paper, invoice: &Invoice, words: &Texts) -> Result<bool, DocumentError> {
    let sentence = match &invoice.settlement {
        Settlement::Paid { on, method } => words.paid.replace("{date}", &day(*on)).replace("{method}", method),
        Settlement::Due { by, .. } => words.pay_by.replace("{date}", &day(*by)),
    };
    let lines = wrap(&printable(&sentence), TEXT.size, Weight::Regular, RIGHT - LEFT);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = STEP * (1.0 + lines.len() as f32);
    if !paper.has_room(height) {
        paper.turn();
    }
    for line in lines {
        paper.at += STEP;
        let at = paper.at;
        paper.sheet().text((LEFT, at), TEXT, &line);
    }
    let Settlement::Due { bill, .. } = &invoice.settlement else { return Ok(false) };
    let code = Code::of(bill.prepare()?)?;
    paper.make_room_at_foot(SLIP_HEIGHT + 3.0);
    qr_bill::draw(paper.sheet(), &code, invoice.language);
    Ok(true)
}
