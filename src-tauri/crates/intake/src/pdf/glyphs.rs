//! Glyphs of a page with their characters and places, in the order they are drawn.
//!
//! A device for hayro's interpreter that keeps text and drops the rest. Coordinates are those of the page as it is
//! displayed: points from its top left corner. Deliberately not here: words, lines, reading order.

use std::collections::HashMap;

use hayro::hayro_interpret::font::{Glyph as Drawn, GlyphRun, OutlineGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use hayro::hayro_syntax::object::{Dict, String as PdfString};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape};

use super::symbols;
use super::text_string;

/// Most glyphs kept of one page: a page of small print has about ten thousand.
const GLYPHS_ON_A_PAGE: usize = 400_000;

/// Deepest marked content kept apart; deeper sequences belong to the deepest kept.
const MARKED_DEPTH: usize = 256;

/// Stems wider than this, in thousandths of an em, are bold: about 85 in a regular face, about 120 in a bold one.
const BOLD_STEM: f64 = 102.0;

/// One character and where it is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub c: char,
    /// 0-based page.
    pub page: u32,
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    /// Distance of the base line from the top of the page.
    pub baseline: f32,
    /// Height of the font as displayed, in points.
    pub size: f32,
    pub bold: bool,
    /// Marked content it belongs to, on its page.
    pub mark: Option<u32>,
    /// Furniture by the file's own word: running header, footer, ornament.
    pub artifact: bool,
    /// Drawn left to right.
    pub upright: bool,
}

/// The text of one page.
#[derive(Debug, Default)]
pub(crate) struct PageGlyphs {
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    /// Share of the page covered by its largest picture, 0 to 1.
    pub picture: f32,
    /// True where glyphs were left out because there were too many.
    pub overfull: bool,
}

/// Reads the glyphs of one page.
pub(crate) fn read<'a>(page: &Page<'a>, index: usize, cache: &InterpreterCache<'a>) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let mut collector = Collector {
        page: u32::try_from(index).unwrap_or(u32::MAX),
        out: PageGlyphs {
            width,
            height,
            ..PageGlyphs::default()
        },
        marked: Vec::new(),
        too_deep: 0,
        stems: HashMap::new(),
        last_stem: false,
        last_run: Vec::new(),
    };
    let t = page.initial_transform(true);
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(
        Affine::new(t.as_coeffs()),
        bounds,
        cache,
        page.xref(),
        settings,
    );
    interpret_page(page, &mut context, &mut collector);
    collector.out
}

/// An open marked content sequence.
struct Marked {
    mark: Option<u32>,
    artifact: bool,
    /// Replacement for the glyphs drawn since `from`.
    actual: Option<String>,
    from: usize,
}

struct Collector {
    page: u32,
    out: PageGlyphs,
    marked: Vec<Marked>,
    too_deep: usize,
    stems: HashMap<u128, bool>,
    last_stem: bool,
    /// Origins of the run before, to know a run that is drawn a second time (filled, then stroked).
    last_run: Vec<(f64, f64)>,
}

impl Collector {
    fn mark(&self) -> Option<u32> {
        self.marked.iter().rev().find_map(|m| m.mark)
    }

    fn push(&mut self, glyph: &Drawn<'_>, transform: Affine, bold: bool, font_name: &str) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) => s,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let advance = match glyph {
            Drawn::Outline(g) => g.advance_width(),
            Drawn::Type3(g) => g.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0)).clamp(0.0, 10_000.0);
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let size = up.hypot();
        if ![origin.x, origin.y, size, along.hypot()]
            .iter()
            .all(|v| v.is_finite())
        {
            return;
        }
        let chars: Vec<char> = text.chars().collect();
        let upright = along.x > 0.0 && along.y.abs() < along.x * 0.2;
        for (i, &c) in chars.iter().enumerate() {
            let c = symbols::plain(c, font_name);
            if self.out.glyphs.len() >= GLYPHS_ON_A_PAGE {
                self.out.overfull = true;
                return;
            }
            let from = advance * i as f64 / chars.len() as f64;
            let to = advance * (i + 1) as f64 / chars.len() as f64;
            let corners = [(from, -210.0), (to, -210.0), (from, 750.0), (to, 750.0)];
            let corners = corners.map(|(x, y)| transform * Point::new(x, y));
            let bound = |f: fn(&Point) -> f64, pick: fn(f64, f64) -> f64, start: f64| {
                corners.iter().map(f).fold(start, pick) as f32
            };
            self.out.glyphs.push(Glyph {
                c,
                page: self.page,
                left: bound(|p| p.x, f64::min, f64::INFINITY),
                right: bound(|p| p.x, f64::max, f64::NEG_INFINITY),
                top: bound(|p| p.y, f64::min, f64::INFINITY),
                bottom: bound(|p| p.y, f64::max, f64::NEG_INFINITY),
                baseline: origin.y as f32,
                size: size as f32,
                bold,
                mark: self.mark(),
                artifact: self.marked.iter().any(|m| m.artifact),
                upright,
            });
        }
    }

    /// Whether the run's font is bold: by its name and weight where the file tells, else by its stems.
    fn bold(
        &mut self,
        first: &Drawn<'_>,
        run: &GlyphRun<'_, '_>,
        draw_mode: &DrawMode,
    ) -> (bool, String) {
        let Drawn::Outline(outline) = first else {
            return (false, String::new());
        };
        let stroked = matches!(draw_mode, DrawMode::FillAndStroke(..));
        let Some(font) = outline.font_data() else {
            return (self.bold_by_stem(run) || stroked, String::new());
        };
        let name = font.postscript_name.unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        let named = ["bold", "black", "heavy", "semibold", "demi"]
            .iter()
            .any(|w| lower.contains(w));
        (
            stroked || named || font.weight.is_some_and(|w| w >= 600),
            name,
        )
    }

    /// By the first letter of the run that has a plain stem; a run without one is like the run before it.
    fn bold_by_stem(&mut self, run: &GlyphRun<'_, '_>) -> bool {
        let stemmed = |g: &OutlineGlyph| matches!(g.as_unicode(), Some(BfString::Char(c)) if "lIiHhnrTtdbkLEFBDPRmu1".contains(c));
        for glyph in run.glyphs() {
            let Drawn::Outline(outline) = &**glyph else {
                continue;
            };
            if !stemmed(outline) {
                continue;
            }
            let key = outline.identifier().cache_key();
            let bold = *self
                .stems
                .entry(key)
                .or_insert_with(|| stem_width(&outline.outline()).is_some_and(|w| w > BOLD_STEM));
            self.last_stem = bold;
            return bold;
        }
        self.last_stem
    }
}

/// Width of the narrowest stroke that a horizontal line a quarter up the glyph crosses, in thousandths of an em.
fn stem_width(outline: &BezPath) -> Option<f64> {
    let bounds = outline.bounding_box();
    if bounds.height() < 1.0 {
        return None;
    }
    let y = bounds.y0 + bounds.height() * 0.3;
    let line = hayro::kurbo::Line::new((bounds.x0 - 10.0, y), (bounds.x1 + 10.0, y));
    let mut crossings: Vec<f64> = outline
        .segments()
        .take(500)
        .flat_map(|s| {
            s.intersect_line(line)
                .into_iter()
                .map(|hit| line.p0.x + hit.line_t * (line.p1.x - line.p0.x))
        })
        .collect();
    crossings.sort_by(f64::total_cmp);
    crossings
        .chunks_exact(2)
        .map(|pair| pair[1] - pair[0])
        .filter(|w| *w > 10.0)
        .min_by(f64::total_cmp)
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        // The transform places one pixel.
        let pixels = image.width() as f32 * image.height() as f32;
        let area = props.transform.determinant().abs() as f32 * pixels;
        let page = (self.out.width * self.out.height).max(1.0);
        self.out.picture = self.out.picture.max((area / page).clamp(0.0, 1.0));
    }

    fn draw_glyph_run(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: DrawProps<'a>,
        draw_mode: &DrawMode,
    ) {
        let Some(first) = run.glyphs().first() else {
            return;
        };
        let origins: Vec<(f64, f64)> = run
            .glyphs()
            .iter()
            .map(|g| {
                let p = props.transform * g.transform() * Point::ZERO;
                (p.x, p.y)
            })
            .collect();
        if matches!(draw_mode, DrawMode::Stroke(_)) && origins == self.last_run {
            return;
        }
        let (bold, name) = self.bold(first, run, draw_mode);
        for glyph in run.glyphs() {
            self.push(glyph, props.transform * glyph.transform(), bold, &name);
        }
        self.last_run = origins;
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        if self.marked.len() >= MARKED_DEPTH {
            self.too_deep += 1;
            return;
        }
        self.marked.push(Marked {
            mark: properties.and_then(|p| p.get::<u32>("MCID")),
            artifact: tag == b"Artifact",
            actual: properties
                .and_then(|p| p.get::<PdfString<'_>>("ActualText"))
                .map(|s| text_string(s.as_bytes())),
            from: self.out.glyphs.len(),
        });
    }

    fn end_marked_content(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if let Some(Marked {
            actual: Some(text),
            from,
            ..
        }) = self.marked.pop()
        {
            let drawn = self.out.glyphs.split_off(from.min(self.out.glyphs.len()));
            self.out.glyphs.extend(replaced(&drawn, &text));
        }
    }
}

/// `text` spread over the places of the glyphs that were drawn for it.
pub(crate) fn replaced(drawn: &[Glyph], text: &str) -> Vec<Glyph> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() || drawn.is_empty() {
        return Vec::new();
    }
    let place = |i: usize| {
        let at = i * drawn.len() / chars.len();
        drawn.get(at).or(drawn.last()).copied()
    };
    chars
        .iter()
        .enumerate()
        .filter_map(|(i, &c)| place(i).map(|g| Glyph { c, ..g }))
        .collect()
}
