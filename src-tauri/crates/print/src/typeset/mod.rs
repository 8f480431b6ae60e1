//! Text to lines of glyphs: shaping and line breaking (parley) over the bundled fonts. Knows no pages.

mod hyphens;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use parley::fontique::{Blob, FontInfoOverride};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, Layout, LayoutContext,
    LineHeight, OverflowWrap, PositionedLayoutItem, StyleProperty,
};

use crate::face::{Face, nested, stand_in};
use crate::theme::Type;
use crate::tree::Owner;
use hyphens::{keep_hyphens, torn};

/// A run of text in one type for one owner.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub set: Type,
    pub owner: Owner,
    /// Place in the list of links, where it is one.
    pub link: Option<usize>,
}

/// A glyph with the text it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    pub id: u16,
    /// Points to the next glyph.
    pub advance: f32,
    /// Moved by, right and up.
    pub dx: f32,
    pub dy: f32,
    /// What is copied and read out.
    pub text: String,
}

/// Glyphs of one span on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// From the start of the line.
    pub x: f32,
    pub set: Type,
    pub owner: Owner,
    pub link: Option<usize>,
    pub glyphs: Vec<Glyph>,
}

impl Run {
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub height: f32,
    /// From the top of the line.
    pub baseline: f32,
    /// Without the space at its end.
    pub width: f32,
    pub runs: Vec<Run>,
}

/// Shapes and breaks text; keeps its caches between texts.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<usize>,
    /// The fonts' identities, to tell which one a run took.
    blobs: Vec<(u64, Face)>,
}

impl Default for Typesetter {
    fn default() -> Self {
        let mut fonts = FontContext::new();
        let mut blobs = Vec::new();
        for face in Face::ALL {
            let blob = Blob::new(std::sync::Arc::new(face.file()));
            blobs.push((blob.id(), face));
            // Each face is a family of its own: a weight is chosen, never matched.
            let family = FontInfoOverride {
                family_name: Some(face.name()),
                ..FontInfoOverride::default()
            };
            fonts.collection.register_fonts(blob, Some(family));
        }
        Typesetter {
            fonts,
            layouts: LayoutContext::new(),
            blobs,
        }
    }
}

impl Typesetter {
    /// Sets text in lines no wider than `width`. A line feed ends a line.
    pub fn lines(&mut self, spans: &[Span], width: f32) -> Vec<Line> {
        let mut shown = String::new();
        // (place in `shown`, the character it stands for), ascending.
        let mut meant: Vec<(usize, char)> = Vec::new();
        let mut ranges = Vec::new();
        for (index, span) in spans.iter().enumerate() {
            let start = shown.len();
            for character in span.text.chars() {
                let (drawn, character) = match nested(character) {
                    Some((drawn, own)) => (Some(drawn), own),
                    None if character == '\n' || span.set.face.draws(character) => {
                        (Some(character), character)
                    }
                    None => (stand_in(character), character),
                };
                if let Some(drawn) = drawn {
                    if drawn != character {
                        meant.push((shown.len(), character));
                    }
                    shown.push(drawn);
                }
            }
            ranges.push((start..shown.len(), index));
        }
        if shown.is_empty() {
            return Vec::new();
        }
        let mut layout = self.layout(spans, &shown, &ranges, BTreeSet::new());
        layout.break_all_lines(Some(width.max(1.0)));
        let torn = torn(&shown, &layout);
        if !torn.is_empty() {
            // In a column narrower than a word of two halves, "template-/orientated" before "template-orient/ated".
            layout = self.layout(spans, &shown, &ranges, torn);
            layout.break_all_lines(Some(width.max(1.0)));
        }
        layout.align(Alignment::Start, AlignmentOptions::default());
        let mut lines = Vec::new();
        for line in layout.lines() {
            let metrics = line.metrics();
            let top = metrics.block_min_coord;
            let mut runs: Vec<Run> = Vec::new();
            let mut at = None;
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(glyphs) = item {
                    at = Some(at.map_or(glyphs.offset(), |x: f32| x.min(glyphs.offset())));
                }
            }
            let mut x = at.unwrap_or_default();
            for run in line.runs() {
                let Some(face) = self.face_of(run.font().data.id()) else {
                    continue;
                };
                for cluster in run.visual_clusters() {
                    let span = cluster.style().brush;
                    let range = cluster.text_range();
                    let text = restore(&shown, range, &meant);
                    let advance = cluster.advance();
                    let mut glyphs = cluster.glyphs().peekable();
                    if glyphs.peek().is_none() {
                        // A continued ligature: its text belongs to the glyph before.
                        if cluster.is_ligature_continuation()
                            && let Some(last) =
                                runs.last_mut().and_then(|run| run.glyphs.last_mut())
                        {
                            last.text.push_str(&text);
                        }
                        x += advance * f32::from(u8::from(!cluster.is_ligature_continuation()));
                        continue;
                    }
                    let owner = &spans[span];
                    let set = owner.set.in_face(face);
                    let open = runs.last().is_some_and(|run| {
                        run.owner == owner.owner && run.set == set && run.link == owner.link
                    });
                    if !open {
                        runs.push(Run {
                            x,
                            set,
                            owner: owner.owner,
                            link: owner.link,
                            glyphs: Vec::new(),
                        });
                    }
                    let count = cluster.glyphs().count();
                    for (index, glyph) in glyphs.enumerate() {
                        if let Some(run) = runs.last_mut() {
                            run.glyphs.push(Glyph {
                                id: u16::try_from(glyph.id).unwrap_or_default(),
                                advance: glyph.advance,
                                dx: glyph.x,
                                dy: -glyph.y,
                                text: share(&text, index, count),
                            });
                        }
                        x += glyph.advance;
                    }
                }
            }
            lines.push(Line {
                height: metrics.block_max_coord - top,
                baseline: metrics.baseline - top,
                width: metrics.advance - metrics.hanging_advance,
                runs,
            });
        }
        lines
    }

    /// How wide a text is on one line.
    pub fn width(&mut self, text: &str, set: Type) -> f32 {
        let span = Span {
            text: text.into(),
            set,
            owner: Owner::Artifact,
            link: None,
        };
        let lines = self.lines(&[span], f32::MAX);
        lines.first().map_or(0.0, |line| line.width)
    }

    fn layout(
        &mut self,
        spans: &[Span],
        shown: &str,
        ranges: &[(Range<usize>, usize)],
        free_hyphens: BTreeSet<usize>,
    ) -> Layout<usize> {
        let breaks = keep_hyphens(free_hyphens);
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, shown, 1.0, false);
        builder.set_line_break_override(Some(&breaks));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if let Some(first) = spans.first() {
            for property in properties(first.set) {
                builder.push_default(property);
            }
        }
        for (range, index) in ranges {
            if range.is_empty() {
                continue;
            }
            for property in properties(spans[*index].set) {
                builder.push(property, range.clone());
            }
            builder.push(StyleProperty::Brush(*index), range.clone());
        }
        builder.build(shown)
    }

    fn face_of(&self, blob: u64) -> Option<Face> {
        self.blobs
            .iter()
            .find(|(id, _)| *id == blob)
            .map(|(_, face)| *face)
    }
}

fn properties(set: Type) -> [StyleProperty<'static, usize>; 3] {
    [
        StyleProperty::FontFamily(FontFamily::Single(FontFamilyName::Named(Cow::Borrowed(
            set.face.name(),
        )))),
        StyleProperty::FontSize(set.size),
        StyleProperty::LineHeight(LineHeight::Absolute(set.leading)),
    ]
}

/// The text a cluster stands for, stand-ins put back.
fn restore(shown: &str, range: Range<usize>, meant: &[(usize, char)]) -> String {
    let start = range.start;
    shown[range]
        .char_indices()
        .filter(|(_, character)| *character != '\n')
        .map(|(at, character)| {
            match meant.binary_search_by_key(&(start + at), |(place, _)| *place) {
                Ok(found) => meant[found].1,
                Err(_) => character,
            }
        })
        .collect()
}

/// A letter and its mark may be two glyphs: each stands for its own character, the last for what remains.
fn share(text: &str, index: usize, count: usize) -> String {
    if index + 1 < count {
        text.chars().skip(index).take(1).collect()
    } else {
        text.chars().skip(index).collect()
    }
}

#[cfg(test)]
mod tests;
