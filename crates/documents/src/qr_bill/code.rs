//! The code itself: modules, and the Swiss cross in their middle.

use fast_qr::{ECL, QRBuilder, qr::QRCode};

use super::payload::Prepared;
use crate::{
    error::DocumentError,
    sheet::{Mark, Sheet},
};

/// The edge of the code, whatever its version, in millimetres.
pub const EDGE: f32 = 46.0;
/// Modules of the largest allowed version, 25.
const MOST_MODULES: usize = 117;
/// The white area in the middle, the black square in it, and the arms of the white cross, in millimetres.
const CLEARED: f32 = 7.0;
const SQUARE: f32 = 6.0;
const ARM_WIDTH: f32 = 7.0 / 6.0;
const ARM_LENGTH: f32 = 35.0 / 9.0;

/// A bill as a code.
pub struct Code {
    matrix: QRCode,
    /// What the code says, which can be less than what was asked for.
    pub bill: Prepared,
}

/// The modules are no reading matter.
impl std::fmt::Debug for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Code").field("modules", &self.matrix.size).field("bill", &self.bill).finish()
    }
}

impl Code {
    /// Encodes the payload as bytes with error correction M. What does not fit is left out from the least important on.
    ///
    /// # Errors
    /// [`DocumentError::TooMuchData`] if account, creditor and amount alone do not fit.
    pub fn of(bill: Prepared) -> Result<Self, DocumentError> {
        let mut bill = bill;
        loop {
            let code = QRBuilder::new(bill.payload()).ecl(ECL::M).mode(fast_qr::Mode::Byte).build();
            match code {
                Ok(matrix) if matrix.size <= MOST_MODULES => return Ok(Self { matrix, bill }),
                Ok(_) | Err(_) => bill = bill.shorter().ok_or(DocumentError::TooMuchData)?,
            }
        }
    }

    /// Modules along an edge.
    pub fn modules(&self) -> usize {
        self.matrix.size
    }

    fn is_dark(&self, row: usize, column: usize) -> bool {
        self.matrix[row][column].value()
    }

    /// Draws the code with its upper left corner at `corner`.
    pub(super) fn draw(&self, sheet: &mut Sheet, corner: (f32, f32)) {
        let boxes = self.dark_runs(corner);
        sheet.marks.push(Mark::Boxes { boxes, lightness: 0 });
        let centre = (corner.0 + EDGE / 2.0, corner.1 + EDGE / 2.0);
        let mut square = |width: f32, height: f32, lightness: u8| {
            sheet.fill((centre.0 - width / 2.0, centre.1 - height / 2.0), (width, height), lightness);
        };
        square(CLEARED, CLEARED, 255);
        square(SQUARE, SQUARE, 0);
        square(ARM_LENGTH, ARM_WIDTH, 255);
        square(ARM_WIDTH, ARM_LENGTH, 255);
    }

    /// Neighbouring dark modules of a row as one rectangle each; none below the cross.
    fn dark_runs(&self, corner: (f32, f32)) -> Vec<(f32, f32, f32, f32)> {
        let size = self.matrix.size;
        #[expect(clippy::cast_precision_loss, reason = "at most 117 modules")]
        let at = |modules: usize| modules as f32 * EDGE / size as f32;
        let (first, last) = ((EDGE - CLEARED) / 2.0, f32::midpoint(EDGE, CLEARED));
        let is_cleared = |module: usize| at(module + 1) > first && at(module) < last;
        let mut runs = Vec::new();
        for row in 0..size {
            let mut start = None;
            for column in 0..=size {
                let dark = column < size && self.is_dark(row, column) && !(is_cleared(row) && is_cleared(column));
                match (start, dark) {
                    (None, true) => start = Some(column),
                    (Some(begin), false) => {
                        runs.push((corner.0 + at(begin), corner.1 + at(row), at(column - begin), at(1)));
                        start = None;
                    }
                    (None, false) | (Some(_), true) => {}
                }
            }
        }
        runs
    }
}
