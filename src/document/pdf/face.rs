//! The letters: which there are, how wide a text is, and where it may be broken.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};

use crate::document::DocumentError;

/// IBM Plex Sans, Latin and Cyrillic, with figures of one width. Its licence lies beside it.
const REGULAR: &[u8] = include_bytes!("../fonts/IBMPlexSans-Regular.ttf");
const STRONG: &[u8] = include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf");

/// The most bytes of a text that may fit on a line.
const SHORT: usize = 1000;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Strong,
}

/// A font at one weight.
pub(super) struct Face {
    /// The font as it goes into the file.
    pub(super) font: Font,
    shaper: rustybuzz::Face<'static>,
}

/// The fonts of a document.
pub(super) struct Faces {
    regular: Face,
    strong: Face,
}

impl Faces {
    /// Reads the fonts.
    pub(super) fn new() -> Result<Self, DocumentError> {
        let face = |bytes: &'static [u8]| {
            let font = Font::new(bytes.into(), 0)?;
            Some(Face { font, shaper: rustybuzz::Face::from_slice(bytes, 0)? })
        };
        let faces = face(REGULAR).zip(face(STRONG)).map(|(regular, strong)| Self { regular, strong });
        faces.ok_or_else(|| DocumentError::Failed("its fonts cannot be read".to_owned()))
    }

    /// Returns the font of a weight.
    pub(super) const fn of(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Strong => &self.strong,
        }
    }
}

impl Face {
    /// Returns the letters of a text, from left to right, in sizes of a letter of size 1.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let (infos, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut glyphs: Vec<KrillaGlyph> = Vec::with_capacity(infos.len());
        let mut end = text.len();
        for (info, place) in infos.iter().zip(places).rev() {
            let start = info.cluster as usize;
            // Several glyphs of one letter, an accent on it for one, share its text.
            end = glyphs.last().map_or(end, |after| {
                if after.text_range.start == start { after.text_range.end } else { after.text_range.start }
            });
            let [advance, right, up, down] =
                [place.x_advance, place.x_offset, place.y_offset, place.y_advance].map(|units| self.share(units));
            let id = GlyphId::new(info.glyph_id);
            glyphs.push(KrillaGlyph::new(id, advance, right, up, down, start..end, None));
        }
        glyphs.reverse();
        glyphs
    }

    fn share(&self, units: i32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "fonts count in thousands")]
        let (units, em) = (units as f32, self.shaper.units_per_em() as f32);
        units / em
    }

    /// Returns the width of a text at a size.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        self.glyphs(text).iter().map(|glyph| glyph.x_advance).sum::<f32>() * size
    }

    /// Returns the first letter of a text that the font does not have.
    pub(super) fn lacks(&self, text: &str, glyphs: &[KrillaGlyph]) -> Option<char> {
        let missing = glyphs.iter().find(|glyph| glyph.glyph_id.to_u32() == 0)?;
        let letters = text.get(missing.text_range.clone()).unwrap_or_default();
        letters.chars().find(|c| self.shaper.glyph_index(*c).is_none()).or_else(|| letters.chars().next())
    }

    /// Breaks a text into lines of at most a width: between words, and in a word that is wider alone.
    pub(super) fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        text.split('\n').flat_map(|paragraph| self.paragraph(paragraph, size, width)).collect()
    }

    fn paragraph(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        // Set together, words are narrower than one by one: what fits as it is stays whole.
        if text.len() < SHORT && self.width(text, size) <= width {
            return vec![text.to_owned()];
        }
        let space = self.width(" ", size);
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in text.split(' ') {
            let long = self.width(word, size);
            if !line.is_empty() && used + space + long <= width {
                line.push(' ');
                line.push_str(word);
                used += space + long;
                continue;
            }
            lines.extend(Some(std::mem::take(&mut line)).filter(|line| !line.is_empty()));
            (line, used) = (word.to_owned(), long);
            if long > width {
                lines.extend(self.pieces(word, size, width));
                line = lines.pop().unwrap_or_default();
                used = self.width(&line, size);
            }
        }
        lines.push(line);
        lines
    }

    /// Breaks a word wherever the width is used up.
    fn pieces(&self, word: &str, size: f32, width: f32) -> Vec<String> {
        let (mut pieces, mut begin, mut used) = (Vec::new(), 0, 0.0);
        for glyph in self.glyphs(word) {
            let advance = glyph.x_advance * size;
            if used + advance > width && glyph.text_range.start > begin {
                pieces.extend(word.get(begin..glyph.text_range.start).map(str::to_owned));
                (begin, used) = (glyph.text_range.start, 0.0);
            }
            used += advance;
        }
        pieces.extend(word.get(begin..).map(str::to_owned));
        pieces
    }
}
