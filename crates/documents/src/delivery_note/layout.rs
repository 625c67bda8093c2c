//! Where everything stands on a delivery note: as on the invoice, so that the address is seen through the window of an envelope.

use super::{
    texts::{Texts, texts},
    values::{Closing, DeliveryNote, Piece},
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
const SMALL: Style = Style::regular(8.0);
const HEAD: Style = Style::bold(8.0);
const TITLE: Style = Style::bold(16.0);
/// From line to line, in millimetres: of normal and of small print.
const STEP: f32 = 4.6;
const SMALL_STEP: f32 = 3.8;
/// The right end of quantities, and where articles begin, in millimetres.
const QUANTITY_END: f32 = 33.0;
const ARTICLE: f32 = 40.0;
/// Where an address is seen through the window of an envelope.
const RECIPIENT_TOP: f32 = 52.0;

/// The delivery note as a PDF.
///
/// # Errors
/// If the PDF could not be written.
pub fn pdf(note: &DeliveryNote) -> Result<Vec<u8>, DocumentError> {
    let title = title(note, texts(note.language));
    let author = note.sender.as_ref().map(|sender| sender.name.as_str()).unwrap_or_default();
    pdf::write(&sheets(note), About { title: &title, author, language: note.language })
}

/// The delivery note as pages.
pub fn sheets(note: &DeliveryNote) -> Vec<Sheet> {
    let words = texts(note.language);
    let mut paper = Paper::new();
    letterhead(&mut paper, note, words);
    heading(&mut paper, words);
    for piece in &note.pieces {
        article(&mut paper, piece, words);
    }
    if let Some(closing) = note.closing {
        last_sentence(&mut paper, closing, words);
    }
    let title = title(note, words);
    paper.finish(false, |page, pages| {
        (title.clone(), words.page.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string()))
    })
}

fn last_sentence(paper: &mut Paper, closing: Closing, words: &Texts) {
    if !paper.has_room(STEP * 3.0) {
        paper.turn();
    }
    paper.at += STEP * 2.0;
    let at = paper.at;
    let sentence = match closing {
        Closing::Complete => words.complete,
        Closing::MoreFollows => words.more_follows,
    };
    paper.sheet().text((LEFT, at), TEXT, sentence);
}

fn title(note: &DeliveryNote, words: &Texts) -> String {
    words.title.replace("{order}", &note.order_number).replace("{parcel}", &note.parcel.to_string())
}

fn letterhead(paper: &mut Paper, note: &DeliveryNote, words: &Texts) {
    let sheet = paper.sheet();
    if let Some(sender) = &note.sender {
        let mut at = 24.0;
        sheet.text((LEFT, at), Style::bold(12.0), &sender.name);
        for line in sender.postal() {
            at += STEP;
            sheet.text((LEFT, at), SMALL, &line);
        }
    }
    let mut at = RECIPIENT_TOP;
    let name = wrap(&printable(&note.recipient.name), TEXT.size, Weight::Regular, 85.0);
    for line in name.into_iter().chain(note.recipient.postal()) {
        at += STEP;
        sheet.text((LEFT, at), TEXT, &line);
    }
    let mut facts =
        vec![(words.order, note.order_number.clone()), (words.order_date, day(note.ordered_on)), (words.parcel, note.parcel.to_string())];
    facts.extend(note.sent_on.map(|sent| (words.sent, day(sent))));
    facts.push((words.delivery, note.delivery_name.clone()));
    facts.extend(note.tracking.clone().map(|number| (words.tracking, number)));
    let mut at = RECIPIENT_TOP;
    for (name, value) in facts {
        at += STEP;
        sheet.text((118.0, at), SMALL, name);
        sheet.text_to((RIGHT, at), TEXT, &value);
    }
    paper.at = 94.0;
    for line in wrap(&printable(&title(note, words)), TITLE.size, Weight::Bold, RIGHT - LEFT) {
        let at = paper.at;
        paper.sheet().text((LEFT, at), TITLE, &line);
        paper.at += 7.0;
    }
    paper.at += 2.0;
}

fn heading(paper: &mut Paper, words: &Texts) {
    let at = paper.at;
    let sheet = paper.sheet();
    sheet.text_to((QUANTITY_END, at), HEAD, words.quantity);
    sheet.text((ARTICLE, at), HEAD, words.article);
    sheet.line((LEFT, at + 1.6), (RIGHT, at + 1.6), 0.5);
    paper.at += 2.6;
}

fn article(paper: &mut Paper, piece: &Piece, words: &Texts) {
    let name = wrap(&printable(&piece.name), TEXT.size, Weight::Regular, RIGHT - ARTICLE);
    let detail = wrap(&printable(&piece.detail), SMALL.size, Weight::Regular, RIGHT - ARTICLE);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = STEP * name.len() as f32 + SMALL_STEP * detail.len() as f32 + 2.0;
    if !paper.has_room(height) {
        paper.turn();
        heading(paper, words);
    }
    paper.at += STEP;
    let mut at = paper.at;
    let sheet = paper.sheet();
    sheet.text_to((QUANTITY_END, at), TEXT, &piece.quantity.to_string());
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
