//! Where everything stands on the slip: 210 × 105 mm at the lower edge of an A4 sheet.

use domain::language::Language;

use super::{
    code::Code,
    labels::{Labels, labels},
    payload::{Prepared, spaced},
    scissors,
};
use crate::{
    party::Party,
    sheet::{HEIGHT, Sheet, Style, WIDTH},
    typeface::{POINT, wrap},
};

/// The slip's height in millimetres.
pub const SLIP_HEIGHT: f32 = 105.0;
const TOP: f32 = HEIGHT - SLIP_HEIGHT;
const RECEIPT_WIDTH: f32 = 62.0;
const MARGIN: f32 = 5.0;
/// Below the slip's upper edge: the code, and on the receipt everything below the title.
const CODE_TOP: f32 = 17.0;
const RECEIPT_TOP: f32 = 12.0;
/// From the slip's lower edge: where the amounts begin, and the acceptance point.
const AMOUNT_FROM_BOTTOM: f32 = 37.0;
const ACCEPTANCE_FROM_BOTTOM: f32 = 23.0;
const INFORMATION_LEFT: f32 = RECEIPT_WIDTH + 56.0;
const INFORMATION_WIDTH: f32 = 87.0;
const TITLE: Style = Style::bold(11.0);

/// A column of headings and values.
struct Column {
    left: f32,
    width: f32,
    top: f32,
    /// How far down it may reach.
    bottom: f32,
    /// The blank field for the payer.
    debtor: (f32, f32),
}

const RECEIPT: Column = Column {
    left: MARGIN,
    width: RECEIPT_WIDTH - 2.0 * MARGIN,
    top: TOP + RECEIPT_TOP,
    bottom: HEIGHT - AMOUNT_FROM_BOTTOM,
    debtor: (52.0, 20.0),
};
const PAYMENT: Column =
    Column { left: INFORMATION_LEFT, width: INFORMATION_WIDTH, top: TOP + MARGIN, bottom: HEIGHT - MARGIN, debtor: (65.0, 25.0) };

/// Sizes in points: values, headings, from line to line, and between paragraphs.
#[derive(Clone, Copy)]
struct Sizes {
    value: f32,
    leading: f32,
    gap: f32,
}

impl Sizes {
    const fn new(value: f32, leading: f32, gap: f32) -> Self {
        Self { value, leading, gap }
    }

    const fn heading(self) -> Style {
        Style::bold(self.value - 2.0)
    }

    const fn text(self) -> Style {
        Style::regular(self.value)
    }
}

/// From the preferred sizes to the smallest allowed ones.
const RECEIPT_SIZES: [Sizes; 3] = [Sizes::new(8.0, 9.0, 9.0), Sizes::new(8.0, 9.0, 4.5), Sizes::new(8.0, 8.6, 2.0)];
const PAYMENT_SIZES: [Sizes; 4] =
    [Sizes::new(10.0, 11.0, 11.0), Sizes::new(9.0, 10.0, 8.0), Sizes::new(8.0, 9.0, 6.0), Sizes::new(8.0, 8.6, 2.0)];

/// A heading with its lines; without lines, the payer's blank field.
struct Paragraph {
    heading: &'static str,
    lines: Vec<String>,
}

/// Draws the slip with its separation lines.
pub fn draw(sheet: &mut Sheet, code: &Code, language: Language) {
    let (bill, labels) = (&code.bill, labels(language));
    scissors::draw(sheet, TOP, RECEIPT_WIDTH);
    let title = TOP + MARGIN + TITLE.ascender();
    sheet.text((MARGIN, title), TITLE, labels.receipt);
    sheet.text((RECEIPT_WIDTH + MARGIN, title), TITLE, labels.payment_part);
    code.draw(sheet, (RECEIPT_WIDTH + MARGIN, TOP + CODE_TOP));
    receipt(sheet, bill, labels);
    payment_part(sheet, bill, labels);
}

fn receipt(sheet: &mut Sheet, bill: &Prepared, labels: &'static Labels) {
    // The guidelines let a receipt do without streets when it is full.
    let mut shown = paragraphs(bill, labels, Detail::Receipt { streets: true });
    if height(&shown, &RECEIPT, RECEIPT_SIZES[2]) > RECEIPT.bottom - RECEIPT.top {
        shown = paragraphs(bill, labels, Detail::Receipt { streets: false });
    }
    column(sheet, &RECEIPT, &RECEIPT_SIZES, &shown);
    let sizes = RECEIPT_SIZES[0];
    let top = HEIGHT - AMOUNT_FROM_BOTTOM;
    let heading = top + sizes.heading().ascender();
    let value = heading + sizes.leading * POINT;
    sheet.text((MARGIN, heading), sizes.heading(), labels.currency);
    sheet.text((MARGIN + 12.0, heading), sizes.heading(), labels.amount);
    sheet.text((MARGIN, value), sizes.text(), bill.currency.code());
    match bill.amount {
        Some(amount) => sheet.text((MARGIN + 12.0, value), sizes.text(), &spaced(amount)),
        None => corners(sheet, (RECEIPT_WIDTH - MARGIN - 30.0, top), (30.0, 10.0)),
    }
    let acceptance = HEIGHT - ACCEPTANCE_FROM_BOTTOM + sizes.heading().ascender();
    sheet.text_to((RECEIPT_WIDTH - MARGIN, acceptance), sizes.heading(), labels.acceptance_point);
}

fn payment_part(sheet: &mut Sheet, bill: &Prepared, labels: &'static Labels) {
    column(sheet, &PAYMENT, &PAYMENT_SIZES, &paragraphs(bill, labels, Detail::Full));
    let (sizes, left) = (PAYMENT_SIZES[0], RECEIPT_WIDTH + MARGIN);
    let top = HEIGHT - AMOUNT_FROM_BOTTOM;
    let heading = top + sizes.heading().ascender();
    let value = heading + 1.2 * sizes.leading * POINT;
    sheet.text((left, heading), sizes.heading(), labels.currency);
    sheet.text((left, value), sizes.text(), bill.currency.code());
    sheet.text((left + 15.0, heading), sizes.heading(), labels.amount);
    match bill.amount {
        Some(amount) => sheet.text((left + 15.0, value), sizes.text(), &spaced(amount)),
        None => corners(sheet, (left + 10.0, heading + 1.5), (40.0, 15.0)),
    }
}

/// What a column says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// The payment part: everything.
    Full,
    /// The receipt: no additional information.
    Receipt { streets: bool },
}

fn paragraphs(bill: &Prepared, labels: &'static Labels, detail: Detail) -> Vec<Paragraph> {
    let streets = detail != Detail::Receipt { streets: false };
    let mut payable_to = vec![bill.account.to_string()];
    payable_to.extend(address(&bill.creditor, streets));
    let mut shown = vec![Paragraph { heading: labels.payable_to, lines: payable_to }];
    if let Some(reference) = &bill.reference {
        shown.push(Paragraph { heading: labels.reference, lines: vec![reference.to_string()] });
    }
    if detail == Detail::Full {
        let lines: Vec<String> = [&bill.message, &bill.information].into_iter().filter(|text| !text.is_empty()).cloned().collect();
        if !lines.is_empty() {
            shown.push(Paragraph { heading: labels.information, lines });
        }
    }
    shown.push(match &bill.debtor {
        Some(debtor) => Paragraph { heading: labels.payable_by, lines: address(debtor, streets) },
        None => Paragraph { heading: labels.payable_by_blank, lines: Vec::new() },
    });
    shown
}

/// The country is named abroad only; Liechtenstein shares the postal codes.
fn address(party: &Party, street: bool) -> Vec<String> {
    let town = format!("{} {}", party.postal_code, party.town);
    let mut lines = vec![party.name.clone()];
    let number = format!("{} {}", party.street, party.house_number);
    if street && !number.trim().is_empty() {
        lines.push(number.trim().to_owned());
    }
    lines.push(if ["CH", "LI"].contains(&party.country.as_str()) { town } else { format!("{}-{town}", party.country) });
    lines
}

/// Writes the paragraphs in the largest sizes with which they have room.
fn column(sheet: &mut Sheet, column: &Column, sizes: &[Sizes], shown: &[Paragraph]) {
    let room = column.bottom - column.top;
    let fitting = sizes.iter().find(|sizes| height(shown, column, **sizes) <= room).or(sizes.last());
    let Some(&sizes) = fitting else { return };
    let mut line = column.top + sizes.heading().ascender();
    for paragraph in shown {
        sheet.text((column.left, line), sizes.heading(), paragraph.heading);
        if paragraph.lines.is_empty() {
            corners(sheet, (column.left, line + 1.2), column.debtor);
        }
        for text in paragraph.lines.iter().flat_map(|text| wrap(text, sizes.value, sizes.text().weight, column.width)) {
            line += sizes.leading * POINT;
            sheet.text((column.left, line), sizes.text(), &text);
        }
        line += (sizes.leading + sizes.gap) * POINT;
    }
}

/// How far down the paragraphs reach, in millimetres.
fn height(shown: &[Paragraph], column: &Column, sizes: Sizes) -> f32 {
    let mut points = 0.0;
    let mut blank = 0.0;
    for paragraph in shown {
        let lines = paragraph.lines.iter().map(|text| wrap(text, sizes.value, sizes.text().weight, column.width).len()).sum::<usize>();
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = lines as f32;
        points += sizes.leading * (1.0 + lines) + sizes.gap;
        if paragraph.lines.is_empty() {
            blank = column.debtor.1;
        }
    }
    (points - sizes.gap) * POINT + blank
}

/// A field to be filled in by hand: its four corners, each three millimetres long.
fn corners(sheet: &mut Sheet, (left, top): (f32, f32), (width, height): (f32, f32)) {
    const LENGTH: f32 = 3.0;
    for (x, inward) in [(left, LENGTH), (left + width, -LENGTH)] {
        for (y, down) in [(top, LENGTH), (top + height, -LENGTH)] {
            sheet.line((x, y), (x + inward, y), 0.75);
            sheet.line((x, y), (x, y + down), 0.75);
        }
    }
}

const _: () = assert!(INFORMATION_LEFT + INFORMATION_WIDTH + MARGIN == WIDTH);
