//! Codes for glyphs, and fonts cut down to the glyphs used.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::PrintError;
use crate::face::Face;

/// Codes used with one font: one for each pair of glyph and text, so that each can be turned back into its text.
#[derive(Default)]
pub struct Codes {
    by_pair: BTreeMap<(u16, String), u16>,
    glyphs: Vec<u16>,
}

impl Codes {
    pub fn code(&mut self, glyph: u16, text: &str) -> u16 {
        if let Some(code) = self.by_pair.get(&(glyph, text.to_owned())) {
            return *code;
        }
        // Code 0 is the missing glyph.
        let code = u16::try_from(self.glyphs.len() + 1).unwrap_or_default();
        self.glyphs.push(glyph);
        self.by_pair.insert((glyph, text.to_owned()), code);
        code
    }
}

pub fn font_id(face: Face) -> FontId {
    FontId(format!("{face:?}"))
}

/// A font with only the glyphs used, as printpdf takes it: codes stand for glyphs, widths are by code.
pub fn cut_down(face: Face, codes: &Codes) -> Result<(ParsedFont, Vec<u16>), PrintError> {
    let mut remapper = GlyphRemapper::new();
    let mut map = vec![0];
    map.extend(codes.glyphs.iter().map(|glyph| remapper.remap(*glyph)));
    let bytes = subsetter::subset(face.file(), 0, &remapper).map_err(|cause| PrintError::Font {
        font: face.name(),
        reason: cause.to_string(),
    })?;
    let whole = face.parsed();
    let mut font = whole.clone();
    font.font_name = Some(format!("{}+{}", tag(&bytes), face.name()));
    font.original_bytes = bytes;
    font.codepoint_to_glyph.clear();
    font.glyph_widths = (0_u16..)
        .zip(std::iter::once(0).chain(codes.glyphs.iter().copied()))
        .map(|(code, glyph)| (code, face.width(glyph)))
        .collect();
    Ok((font, map))
}

/// Six letters that tell subsets of a font apart (ISO 32000-1, 9.6.4), from what is in it.
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
