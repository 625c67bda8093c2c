//! From sheets to the bytes of a PDF. The same sheets make the same bytes: no time and no chance enters, so a mail's attachment stays what it was.

use domain::language::Language;
use krilla::{
    Document,
    color::luma,
    geom::{Path, PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, LineCap, Stroke},
    surface::Surface,
};

use crate::{
    error::DocumentError,
    sheet::{HEIGHT, Mark, Sheet, WIDTH},
    typeface::{POINT, Weight, shape},
};

/// Control points of a quarter circle lie this part of the radius away from its ends.
const QUARTER: f32 = 0.552_284_8;

/// What a document's properties say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    pub title: &'a str,
    pub author: &'a str,
    pub language: Language,
}

/// Writes the sheets.
pub(crate) fn write(sheets: &[Sheet], about: About<'_>) -> Result<Vec<u8>, DocumentError> {
    let mut document = Document::new();
    let metadata = Metadata::new()
        .title(about.title.to_owned())
        .authors(vec![about.author.to_owned()])
        .creator("Astris".to_owned())
        .language(format!("{}-CH", about.language));
    document.set_metadata(metadata);
    for sheet in sheets {
        let settings = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).ok_or_else(|| fault("no size of a page"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in &sheet.marks {
            draw(&mut surface, mark)?;
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| fault(format!("{error:?}")))
}

fn fault(what: impl Into<String>) -> DocumentError {
    DocumentError::Pdf(what.into())
}

fn points(millimetres: f32) -> f32 {
    millimetres / POINT
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) -> Result<(), DocumentError> {
    match mark {
        Mark::Text { at, size, bold, text } => {
            let (font, glyphs) = shape(text, if *bold { Weight::Bold } else { Weight::Regular })?;
            surface.set_fill(Some(filled(0)));
            surface.set_stroke(None);
            surface.draw_glyphs(Point::from_xy(points(at.0), points(at.1)), &glyphs, font, text, *size, false);
        }
        Mark::Line { from, to, points: thickness } => {
            let mut path = PathBuilder::new();
            path.move_to(points(from.0), points(from.1));
            path.line_to(points(to.0), points(to.1));
            stroke(surface, path.finish(), *thickness);
        }
        Mark::Ring { centre, radii, points: thickness } => stroke(surface, ellipse(*centre, *radii), *thickness),
        Mark::Boxes { boxes, lightness } => {
            let mut path = PathBuilder::new();
            for &(left, top, width, height) in boxes {
                if let Some(rectangle) = Rect::from_xywh(points(left), points(top), points(width), points(height)) {
                    path.push_rect(rectangle);
                }
            }
            if let Some(path) = path.finish() {
                surface.set_stroke(None);
                surface.set_fill(Some(filled(*lightness)));
                surface.draw_path(&path);
            }
        }
    }
    Ok(())
}

fn filled(lightness: u8) -> Fill {
    Fill { paint: luma::Color::new(lightness).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, width: f32) {
    let Some(path) = path else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: luma::Color::black().into(), width, line_cap: LineCap::Butt, ..Stroke::default() }));
    surface.draw_path(&path);
}

/// Four quarters, each a cubic curve.
fn ellipse(centre: (f32, f32), radii: (f32, f32)) -> Option<Path> {
    let (x, y, across, down) = (points(centre.0), points(centre.1), points(radii.0), points(radii.1));
    let (near, far) = (across * QUARTER, down * QUARTER);
    let mut path = PathBuilder::new();
    path.move_to(x + across, y);
    path.cubic_to(x + across, y + far, x + near, y + down, x, y + down);
    path.cubic_to(x - near, y + down, x - across, y + far, x - across, y);
    path.cubic_to(x - across, y - far, x - near, y - down, x, y - down);
    path.cubic_to(x + near, y - down, x + across, y - far, x + across, y);
    path.close();
    path.finish()
}
