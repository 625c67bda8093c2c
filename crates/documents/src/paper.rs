//! Pages that fill from top to bottom, with a new one when there is no room left.

use chrono::NaiveDate;

use crate::sheet::{HEIGHT, Sheet, Style};

/// Where text begins on the first page, on further ones, and where it ends, in millimetres.
const TOP: f32 = 22.0;
const BOTTOM: f32 = HEIGHT - 22.0;
const FOOT: f32 = HEIGHT - 12.0;
pub(crate) const LEFT: f32 = 20.0;
pub(crate) const RIGHT: f32 = 190.0;

/// A day as documents write it: `24.12.2026`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// Pages in the making.
pub(crate) struct Paper {
    sheets: Vec<Sheet>,
    sheet: Sheet,
    /// Where the next thing goes.
    pub at: f32,
}

impl Paper {
    pub fn new() -> Self {
        Self { sheets: Vec::new(), sheet: Sheet::default(), at: TOP }
    }

    /// The page that is being filled.
    pub fn sheet(&mut self) -> &mut Sheet {
        &mut self.sheet
    }

    /// Whether this much fits above the page's lower margin.
    pub fn has_room(&self, height: f32) -> bool {
        self.at + height <= BOTTOM
    }

    /// Begins a new page.
    pub fn turn(&mut self) {
        self.sheets.push(std::mem::take(&mut self.sheet));
        self.at = TOP;
    }

    /// Ends with something at the foot that needs this much from the lower edge: on a page of its own if need be.
    pub fn make_room_at_foot(&mut self, height: f32) {
        if self.at > HEIGHT - height {
            self.turn();
        }
    }

    /// All pages, with a line at the foot of each; one that ends with a slip has none, since nothing may stand there.
    pub fn finish(mut self, slip_on_last: bool, foot: impl Fn(usize, usize) -> (String, String)) -> Vec<Sheet> {
        self.sheets.push(self.sheet);
        let pages = self.sheets.len();
        for (index, sheet) in self.sheets.iter_mut().enumerate() {
            let (left, right) = foot(index + 1, pages);
            if !(slip_on_last && index + 1 == pages) {
                sheet.text((LEFT, FOOT), Style::regular(8.0), &left);
                sheet.text_to((RIGHT, FOOT), Style::regular(8.0), &right);
            }
        }
        self.sheets
    }
}
