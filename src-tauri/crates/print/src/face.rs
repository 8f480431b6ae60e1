//! The bundled fonts and what they can draw. How they were made: `fonts/README.md`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use printpdf::ParsedFont;

/// A font of the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Face {
    #[default]
    Sans,
    SansSemiBold,
    SansBold,
    Serif,
    SerifItalic,
    SerifSemiBold,
}

impl Face {
    pub const ALL: [Face; 6] = [
        Face::Sans,
        Face::SansSemiBold,
        Face::SansBold,
        Face::Serif,
        Face::SerifItalic,
        Face::SerifSemiBold,
    ];

    /// The TrueType file.
    pub fn file(self) -> &'static [u8] {
        match self {
            Face::Sans => include_bytes!("../fonts/sans-regular.ttf"),
            Face::SansSemiBold => include_bytes!("../fonts/sans-semibold.ttf"),
            Face::SansBold => include_bytes!("../fonts/sans-bold.ttf"),
            Face::Serif => include_bytes!("../fonts/serif-regular.ttf"),
            Face::SerifItalic => include_bytes!("../fonts/serif-italic.ttf"),
            Face::SerifSemiBold => include_bytes!("../fonts/serif-semibold.ttf"),
        }
    }

    /// PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Face::Sans => "AtkinsonHyperlegibleNext-Regular",
            Face::SansSemiBold => "AtkinsonHyperlegibleNext-SemiBold",
            Face::SansBold => "AtkinsonHyperlegibleNext-Bold",
            Face::Serif => "ScrutinySerif-Regular",
            Face::SerifItalic => "ScrutinySerif-Italic",
            Face::SerifSemiBold => "ScrutinySerif-SemiBold",
        }
    }

    /// The bold cut that belongs to it.
    pub fn strong(self) -> Face {
        match self {
            Face::Sans | Face::SansSemiBold => Face::SansSemiBold,
            Face::SansBold => Face::SansBold,
            Face::Serif | Face::SerifItalic | Face::SerifSemiBold => Face::SerifSemiBold,
        }
    }

    /// Metrics, widths and the map from characters to glyphs.
    pub fn parsed(self) -> &'static ParsedFont {
        static PARSED: LazyLock<BTreeMap<Face, ParsedFont>> = LazyLock::new(|| {
            Face::ALL
                .into_iter()
                .map(|face| {
                    let font = ParsedFont::from_bytes(face.file(), 0, &mut Vec::new())
                        .expect("the bundled fonts are sound: a test opens each");
                    (face, font)
                })
                .collect()
        });
        &PARSED[&self]
    }

    /// True if the font has a glyph for it.
    pub fn draws(self, character: char) -> bool {
        self.parsed()
            .lookup_glyph_index(u32::from(character))
            .is_some_and(|glyph| glyph != 0)
    }

    /// Width of a glyph in thousandths of the size.
    pub fn width(self, glyph: u16) -> u16 {
        self.parsed().get_glyph_width(glyph).unwrap_or_default()
    }
}

/// Quotation marks inside a quotation, by characters that Unicode keeps for use inside a program.
pub const NESTED_OPEN: char = '\u{fdd0}';
pub const NESTED_CLOSE: char = '\u{fdd1}';
pub const NESTED_STRAIGHT_OPEN: char = '\u{fdd2}';
pub const NESTED_STRAIGHT_CLOSE: char = '\u{fdd3}';

/// A space that no line ends at, for one that is a plain space when it is copied: "page 4".
pub const BOUND: char = '\u{fdd4}';

/// What is drawn for a character that is kept for use inside, and what stands there when it is copied.
pub fn nested(character: char) -> Option<(char, char)> {
    match character {
        NESTED_OPEN => Some(('‘', '“')),
        NESTED_CLOSE => Some(('’', '”')),
        NESTED_STRAIGHT_OPEN => Some(('‘', '"')),
        NESTED_STRAIGHT_CLOSE => Some(('’', '"')),
        BOUND => Some(('\u{a0}', ' ')),
        _ => None,
    }
}

/// The character drawn for one that the fonts lack. What is copied or read out stays the character itself.
pub fn stand_in(character: char) -> Option<char> {
    match character {
        // Control characters and marks that draw nothing.
        '\u{0}'..='\u{8}'
        | '\u{b}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}' => None,
        '\u{2060}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        '\t' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{202f}' => Some('\u{a0}'),
        '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{25aa}' => Some('■'),
        '\u{25e6}' | '\u{25cb}' => Some('○'),
        '\u{2219}' | '\u{22c5}' => Some('·'),
        _ => Some('□'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_font_draws_what_a_british_document_holds() {
        for face in Face::ALL {
            for character in "AZaz09 “”‘’–—…£%½•·■□◆●○-\u{2010}\u{2011}\u{a0}\u{fb01}éŵŷłşğ".chars()
            {
                assert!(face.draws(character), "{face:?} lacks {character}");
            }
            assert_eq!(
                face.parsed().units_per_em,
                1000,
                "widths must be whole numbers in the PDF"
            );
        }
    }
}
