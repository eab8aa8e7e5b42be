//! Pages as the bytes of a file.

use std::collections::BTreeMap;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ContentTag, Identifier, SpanTag};

use super::face::Faces;
use super::pages::{Mark, PAGE, Part, Tone};
use super::tags;
use crate::document::{DocumentError, Written};

/// The pieces of each part, in reading order.
pub(super) type Pieces = BTreeMap<Part, Vec<Identifier>>;

/// Writes the file. The same pages are the same bytes.
pub(super) fn draw(
    faces: &Faces,
    written: &Written,
    pages: &[Vec<Mark>],
    logo: Option<&Image>,
) -> Result<Vec<u8>, DocumentError> {
    let failed = |why: &dyn std::fmt::Display| DocumentError::Failed(why.to_string());
    let mut document = Document::new();
    let (mut pieces, mut order) = (Pieces::new(), Vec::new());
    for marks in pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| failed(&"A4 is no page"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            if let Some((part, piece)) = stamp(&mut surface, faces, mark, logo)? {
                if !pieces.contains_key(&part) {
                    order.push(part);
                }
                pieces.entry(part).or_default().push(piece);
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tags::tree(pieces, &order, written));
    document.set_metadata(metadata(written));
    document.finish().map_err(|why| failed(&why))
}

fn metadata(written: &Written) -> Metadata {
    let metadata = Metadata::new()
        .title(written.title.clone())
        .description(written.subject.clone())
        .language(written.language.as_str().to_owned())
        .creator("desk".to_owned());
    match &written.company.name {
        Some(name) => metadata.authors(vec![name.clone()]),
        None => metadata,
    }
}

/// Draws a mark; returns what part of the document it is a piece of.
fn stamp(
    surface: &mut Surface<'_>,
    faces: &Faces,
    mark: &Mark,
    logo: Option<&Image>,
) -> Result<Option<(Part, Identifier)>, DocumentError> {
    match mark {
        Mark::Text { x, y, text, style, part } => {
            let tag = match part {
                Part::Ornament => ContentTag::Artifact(Artifact::default()),
                _ => ContentTag::Span(SpanTag::empty()),
            };
            let face = faces.of(style.weight);
            let glyphs = face.glyphs(text);
            if let Some(letter) = face.lacks(text, &glyphs) {
                return Err(DocumentError::Letter { letter, text: text.trim().chars().take(60).collect() });
            }
            let piece = surface.start_tagged(tag);
            surface.set_fill(Some(paint(style.tone)));
            surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, face.font.clone(), text, style.size, false);
            surface.end_tagged();
            Ok((*part != Part::Ornament).then_some((*part, piece)))
        }
        Mark::Box { x, y, width, height, tone } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::default()));
            fill(surface, Rect::from_xywh(*x, *y, *width, *height), *tone);
            surface.end_tagged();
            Ok(None)
        }
        Mark::Logo { x, y, width, height } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::default()));
            if let Some((logo, size)) = logo.zip(Size::from_wh(*width, *height)) {
                surface.push_transform(&Transform::from_translate(*x, *y));
                surface.draw_image(logo.clone(), size);
                surface.pop();
            }
            surface.end_tagged();
            Ok(None)
        }
    }
}

fn fill(surface: &mut Surface<'_>, rect: Option<Rect>, tone: Tone) {
    let mut path = PathBuilder::new();
    if let Some(rect) = rect {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(paint(tone)));
        surface.draw_path(&path);
    }
}

fn paint(tone: Tone) -> Fill {
    let (red, green, blue) = match tone {
        Tone::Ink => (0x1b, 0x1f, 0x24),
        Tone::Soft => (0x62, 0x6b, 0x76),
        Tone::Hair => (0xd9, 0xdd, 0xe2),
        Tone::Warning => (0x9a, 0x4a, 0x08),
    };
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}
