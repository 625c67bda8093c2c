//! What can go wrong while a document is made.

use domain::payments::NotAnIban;

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A QR-IBAN goes with a QR reference and any other with a creditor reference or none.
    #[error("the kind of reference does not go with the account")]
    ReferenceForAccount,
    /// A QR-bill is over 0.01 to 999 999 999.99.
    #[error("the amount is not between 0.01 and 999 999 999.99")]
    Amount,
    /// The creditor has no name, postal code, town or country.
    #[error("the creditor's {0} is missing")]
    Creditor(&'static str),
    /// The account is none of Switzerland or Liechtenstein.
    #[error(transparent)]
    Account(#[from] NotAnIban),
    /// The code would need more modules than a QR-bill may have.
    #[error("the data do not fit into the QR code")]
    TooMuchData,
    /// The PDF could not be written: a fault of this crate or of the font in it.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
}
