//! Where everything stands on a picking list. Each line has a box to tick.

use super::{
    texts::{Texts, texts},
    values::{Item, PickedOrder, PickingList},
};
use crate::{
    error::DocumentError,
    latin::printable,
    paper::{LEFT, Paper, RIGHT, day},
    pdf::{self, About},
    sheet::{Sheet, Style},
    typeface::{Weight, wrap},
};

const TEXT: Style = Style::regular(9.5);
const BOLD: Style = Style::bold(9.5);
const SMALL: Style = Style::regular(8.0);
const HEAD: Style = Style::bold(8.0);
const TITLE: Style = Style::bold(16.0);
const SECTION: Style = Style::bold(12.0);
/// From line to line, in millimetres: of normal and of small print.
const STEP: f32 = 4.6;
const SMALL_STEP: f32 = 3.8;
/// An edge of a box to tick, in millimetres.
const BOX: f32 = 3.4;
/// The right end of quantities, and where SKUs and articles begin, in millimetres.
const QUANTITY_END: f32 = 42.0;
const SKU: f32 = 47.0;
const ARTICLE: f32 = 100.0;

/// The picking list as a PDF.
///
/// # Errors
/// If the PDF could not be written.
pub fn pdf(list: &PickingList) -> Result<Vec<u8>, DocumentError> {
    let title = title(list, texts(list.language));
    pdf::write(&sheets(list), About { title: &title, author: "", language: list.language })
}

/// The picking list as pages. The sums stand on top where there is more than one order.
pub fn sheets(list: &PickingList) -> Vec<Sheet> {
    let words = texts(list.language);
    let mut paper = Paper::new();
    let at = paper.at;
    paper.sheet().text((LEFT, at), TITLE, &title(list, words));
    paper.at += 9.0;
    if list.orders.len() > 1 {
        section(&mut paper, words, words.sums, None, &list.sums());
    }
    for order in &list.orders {
        section(&mut paper, words, &words.order.replace("{order}", &order.number), Some(order), &order.items);
    }
    if !list.left_out.is_empty() {
        left_out(&mut paper, &words.left_out.replace("{orders}", &list.left_out.join(", ")));
    }
    let title = title(list, words);
    paper.finish(false, |page, pages| {
        (title.clone(), words.page.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string()))
    })
}

fn title(list: &PickingList, words: &Texts) -> String {
    words.title.replace("{date}", &day(list.made_on))
}

/// A heading, for an order with where it goes, and the lines below it. It does not stand alone at the foot of a page.
fn section(paper: &mut Paper, words: &Texts, heading: &str, order: Option<&PickedOrder>, items: &[Item]) {
    if !paper.has_room(STEP * 6.0) {
        paper.turn();
    }
    paper.at += STEP;
    let at = paper.at;
    paper.sheet().text((LEFT, at), SECTION, heading);
    if let Some(order) = order {
        paper.at += STEP;
        let about = format!("{} · {} · {}", order.recipient, day(order.ordered_on), order.delivery_name);
        for line in wrap(&printable(&about), SMALL.size, Weight::Regular, RIGHT - LEFT) {
            let at = paper.at;
            paper.sheet().text((LEFT, at), SMALL, &line);
            paper.at += SMALL_STEP;
        }
    } else {
        paper.at += STEP;
    }
    columns(paper, words);
    for item in items {
        line(paper, words, item);
    }
    paper.at += STEP;
}

fn columns(paper: &mut Paper, words: &Texts) {
    paper.at += 1.0;
    let at = paper.at;
    let sheet = paper.sheet();
    sheet.text_to((QUANTITY_END, at), HEAD, words.quantity);
    sheet.text((SKU, at), HEAD, words.sku);
    sheet.text((ARTICLE, at), HEAD, words.article);
    sheet.line((LEFT, at + 1.6), (RIGHT, at + 1.6), 0.5);
    paper.at += 2.6;
}

fn line(paper: &mut Paper, words: &Texts, item: &Item) {
    let sku = wrap(&printable(&item.sku), TEXT.size, Weight::Regular, ARTICLE - SKU - 3.0);
    let name = wrap(&printable(&item.name), TEXT.size, Weight::Regular, RIGHT - ARTICLE);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = STEP * sku.len().max(name.len()).max(1) as f32 + 2.0;
    if !paper.has_room(height) {
        paper.turn();
        columns(paper, words);
    }
    let top = paper.at;
    let first = top + STEP;
    let sheet = paper.sheet();
    tick_box(sheet, (LEFT + 1.0, first - BOX + 0.4));
    sheet.text_to((QUANTITY_END, first), BOLD, &item.quantity.to_string());
    for (left, lines) in [(SKU, &sku), (ARTICLE, &name)] {
        let mut at = first;
        for text in lines {
            sheet.text((left, at), TEXT, text);
            at += STEP;
        }
    }
    paper.at = top + height;
}

fn tick_box(sheet: &mut Sheet, (left, top): (f32, f32)) {
    let (right, bottom) = (left + BOX, top + BOX);
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    for (index, corner) in corners.into_iter().enumerate() {
        sheet.line(corner, corners[(index + 1) % 4], 0.6);
    }
}

fn left_out(paper: &mut Paper, sentence: &str) {
    for line in wrap(&printable(sentence), TEXT.size, Weight::Regular, RIGHT - LEFT) {
        if !paper.has_room(STEP) {
            paper.turn();
        }
        paper.at += STEP;
        let at = paper.at;
        paper.sheet().text((LEFT, at), TEXT, &line);
    }
}
