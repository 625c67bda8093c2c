//! From templates to a mail's two bodies.

use askama::Template;
use mrml::prelude::render::RenderOptions;

use crate::error::{Error, Result};

/// A mail ready to be sent: rendered once and stored, so that every retry sends the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rendered {
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// Renders the HTML body through MJML, which makes it hold in old mail programs, and the text body as it is.
pub(super) fn render(subject: String, mjml: &impl Template, text: &impl Template) -> Result<Rendered> {
    let mjml = mjml.render().map_err(|error| Error::Template(error.to_string()))?;
    let parsed = mrml::parse(&mjml).map_err(|error| Error::Template(error.to_string()))?;
    let html = parsed.element.render(&RenderOptions::default()).map_err(|error| Error::Template(error.to_string()))?;
    let text = text.render().map_err(|error| Error::Template(error.to_string()))?;
    Ok(Rendered { subject, html, text })
}
