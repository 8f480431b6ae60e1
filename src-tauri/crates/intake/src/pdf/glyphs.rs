//! Glyphs of a page with their characters and places, in the order they are drawn.
//!
//! A device for hayro's interpreter that keeps text and drops the rest. Coordinates are those of the page as it is
//! displayed: points from its top left corner. Deliberately not here: words, lines, reading order.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::font::{Glyph as Drawn, GlyphRun, OutlineGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, SoftMask,
    interpret_page,
};
use hayro::hayro_syntax::object::{Dict, String as PdfString};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

use unicode_normalization::UnicodeNormalization as _;

use super::paint::{Colour, Hidden, Over, Paintings, inked};
use super::symbols;
use super::text_string;
use super::{annotations, seen};

/// Most glyphs kept of one page: a page of small print has about ten thousand.
const GLYPHS_ON_A_PAGE: usize = 400_000;

/// Deepest marked content kept apart; deeper sequences belong to the deepest kept.
const MARKED_DEPTH: usize = 256;

/// Text of fewer points is not meant to be read.
const SMALLEST: f64 = 1.0;
/// Ink of less opacity is none.
const THINNEST: f32 = 0.06;

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
    /// Distance of the base line from the top of the page, for a reader who has turned the page so that it stands upright.
    pub baseline: f32,
    /// Height of the font as displayed, in points.
    pub size: f32,
    pub bold: bool,
    /// Marked content it belongs to, on its page.
    pub mark: Option<u32>,
    /// Furniture by the file's own word: running header, footer, ornament.
    pub artifact: bool,
    pub turn: Turn,
    /// Why a reader of the page does not see it.
    pub hidden: Option<Hidden>,
    /// Two points of its middle, near its foot and its head.
    pub core: [(f32, f32); 2],
}

/// Which way text runs on the page as it is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    Upright,
    /// From the foot of the page to its head.
    Up,
    UpsideDown,
    /// From the head of the page to its foot.
    Down,
    /// Aslant, as stamps are.
    Aslant,
}

impl Turn {
    fn of(along: Vec2) -> Turn {
        let (x, y) = (along.x, along.y);
        if x > 0.0 && y.abs() < x * 0.2 {
            Turn::Upright
        } else if x < 0.0 && y.abs() < -x * 0.2 {
            Turn::UpsideDown
        } else if y < 0.0 && x.abs() < -y * 0.2 {
            Turn::Up
        } else if y > 0.0 && x.abs() < y * 0.2 {
            Turn::Down
        } else {
            Turn::Aslant
        }
    }

    /// Distance of the base line of a character that stands at `origin`, for a reader who has turned the page.
    fn baseline(self, origin: Point) -> f64 {
        match self {
            Turn::Upright | Turn::Aslant => origin.y,
            Turn::UpsideDown => -origin.y,
            Turn::Up => origin.x,
            Turn::Down => -origin.x,
        }
    }
}

impl Glyph {
    pub(crate) fn upright(&self) -> bool {
        self.turn == Turn::Upright
    }

    /// As a reader sees it who has turned the page so that it stands upright.
    pub(crate) fn turned(self) -> Glyph {
        let (left, top, right, bottom) = match self.turn {
            Turn::Upright | Turn::Aslant => return self,
            Turn::UpsideDown => (-self.right, -self.bottom, -self.left, -self.top),
            Turn::Up => (-self.bottom, self.left, -self.top, self.right),
            Turn::Down => (self.top, -self.right, self.bottom, -self.left),
        };
        Glyph {
            left,
            top,
            right,
            bottom,
            ..self
        }
    }

    fn middle(&self) -> [Point; 2] {
        self.core
            .map(|(x, y)| Point::new(f64::from(x), f64::from(y)))
    }
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
    /// True where a machine read a picture of the page and laid its reading over it.
    pub machine_read: bool,
    /// Letters that are on the page and that its reader does not see, by why.
    pub hidden: BTreeMap<Hidden, usize>,
    /// Letters of remarks that were typed on the page.
    pub remarks: usize,
    /// Letters of answers that were filled in.
    pub answers: usize,
    /// What the library beneath met and went over.
    pub faults: Faults,
}

/// What keeps a page from being read as it was made.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Faults {
    /// A font could not be opened; another was put in its place.
    pub font: bool,
    /// Text that the file states otherwise than it draws it.
    pub stated_otherwise: bool,
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
        painted: Paintings::default(),
        put_on: None,
        last_from: 0,
    };
    let t = page.initial_transform(true);
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let lost_font = Arc::new(AtomicBool::new(false));
    // Answers in the fields of a form are drawn last, with boxes and remarks that were put on the page.
    for content in [RenderContent::PAGE, RenderContent::ANNOTATIONS] {
        let lost = Arc::clone(&lost_font);
        let settings = InterpreterSettings {
            render_content: content,
            warning_sink: Arc::new(move |warning| {
                if matches!(warning, InterpreterWarning::UnsupportedFont) {
                    lost.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        let mut context = Context::new(
            Affine::new(t.as_coeffs()),
            bounds,
            cache,
            page.xref(),
            settings,
        );
        collector.put_on = (content == RenderContent::ANNOTATIONS)
            .then(|| annotations::fields(page, Affine::new(t.as_coeffs())));
        interpret_page(page, &mut context, &mut collector);
    }
    let mut out = collector.out;
    out.faults.font = lost_font.load(Ordering::Relaxed);
    seen::settle(&mut out, &collector.painted);
    out
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
    /// Where the glyphs of that run begin.
    last_from: usize,
    painted: Paintings,
    /// While what was put on the page is drawn: the frames of the fields of its form.
    put_on: Option<Vec<Rect>>,
}

impl Collector {
    fn mark(&self) -> Option<u32> {
        self.marked.iter().rev().find_map(|m| m.mark)
    }

    fn push(&mut self, glyph: &Drawn<'_>, transform: Affine, look: &Look) {
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
        let core = [120.0, 420.0].map(|y| transform * Point::new(advance / 2.0, y));
        if self.is_remark(core[0], &chars) {
            return;
        }
        let hidden = self.hidden(core, look, size);
        let core = core.map(|p| (p.x as f32, p.y as f32));
        let turn = Turn::of(along);
        for (i, &c) in chars.iter().enumerate() {
            let c = symbols::plain(c, &look.font);
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
                baseline: turn.baseline(origin) as f32,
                size: size as f32,
                bold: look.bold,
                mark: self.mark(),
                artifact: self.marked.iter().any(|m| m.artifact),
                turn,
                hidden,
                core,
            });
        }
    }

    /// Words put on a page that are no answer in its form: they are counted, and stay out of its text.
    fn is_remark(&mut self, at: Point, chars: &[char]) -> bool {
        let Some(fields) = &self.put_on else {
            return false;
        };
        let letters = chars.iter().filter(|c| c.is_alphanumeric()).count();
        let answer = fields.iter().any(|f| f.contains(at));
        if answer {
            self.out.answers += letters;
        } else {
            self.out.remarks += letters;
        }
        !answer
    }

    fn hidden(&self, core: [Point; 2], look: &Look, size: f64) -> Option<Hidden> {
        let (width, height) = (f64::from(self.out.width), f64::from(self.out.height));
        let page = Rect::new(0.0, 0.0, width, height);
        if !core
            .iter()
            .all(|at| page.contains(*at) && self.painted.shows(*at))
        {
            return Some(Hidden::Outside);
        }
        match look.ink {
            Ink::None => Some(Hidden::Inkless),
            _ if size < SMALLEST => Some(Hidden::Faint),
            Ink::Colour(colour) if !self.painted.contrasts(colour, core[1]) => Some(Hidden::Faint),
            Ink::Colour(_) | Ink::Many => None,
        }
    }

    /// Marks the text that was drawn before and is hidden now.
    fn hide(&mut self, over: Option<Over>) {
        let Some(over) = over else { return };
        for g in &mut self.out.glyphs {
            if g.hidden.is_none()
                && let Some(how) = self.painted.hides(&over, g.middle())
            {
                // A picture over a page's words is the page, and the words are what a machine read in it.
                g.hidden = Some(if over.picture { Hidden::Inkless } else { how });
            }
        }
    }

    /// The run before is drawn again as outlines: what could not be seen may be seen now.
    fn outline(&mut self, ink: Ink) {
        for g in self.out.glyphs.iter_mut().skip(self.last_from) {
            let seen = match ink {
                Ink::None => false,
                Ink::Colour(colour) => self.painted.contrasts(colour, g.middle()[1]),
                Ink::Many => true,
            };
            if seen && matches!(g.hidden, Some(Hidden::Faint | Hidden::Inkless)) {
                g.hidden = None;
            }
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

/// A picture that lets nothing through.
fn is_opaque(image: &Image<'_, '_>) -> bool {
    match image {
        Image::Stencil(_) => false,
        Image::Raster(raster) => {
            let dict = raster.stream().dict();
            !["SMask", "Mask", "SMaskInData"]
                .iter()
                .any(|key| dict.contains_key(key))
        }
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

/// How the glyphs of a run look.
struct Look {
    bold: bool,
    font: String,
    ink: Ink,
}

/// What a run is drawn with.
#[derive(Debug, Clone, Copy)]
enum Ink {
    None,
    Colour(Colour),
    /// A pattern.
    Many,
}

impl Ink {
    fn of(props: &DrawProps<'_>, mode: &DrawMode) -> Ink {
        let (colour, alpha) = inked(&props.paint);
        match (mode, colour) {
            (DrawMode::Invisible, _) => Ink::None,
            _ if alpha < THINNEST => Ink::None,
            (_, Some(colour)) => Ink::Colour(colour),
            (_, None) => Ink::Many,
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let over = self.painted.path(path, &props, mode);
        self.hide(over);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.painted.clip(clip);
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.painted.group(opacity, mask.is_some(), blend);
    }

    fn pop_clip(&mut self) {
        self.painted.unclip();
    }

    fn pop_transparency_group(&mut self) {
        self.painted.end_group();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        // The transform places one pixel.
        let pixels = image.width() as f32 * image.height() as f32;
        let area = props.transform.determinant().abs() as f32 * pixels;
        let page = (self.out.width * self.out.height).max(1.0);
        self.out.picture = self.out.picture.max((area / page).clamp(0.0, 1.0));
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let frame = Rect::new(0.0, 0.0, width, height).to_path(0.1);
        let opaque =
            props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal && is_opaque(&image);
        let over = self
            .painted
            .picture((props.transform * frame).bounding_box(), opaque);
        self.hide(over);
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
        let ink = Ink::of(&props, draw_mode);
        if matches!(draw_mode, DrawMode::Stroke(_)) && origins == self.last_run {
            self.outline(ink);
            return;
        }
        let (bold, font) = self.bold(first, run, draw_mode);
        let look = Look { bold, font, ink };
        self.last_from = self.out.glyphs.len();
        for glyph in run.glyphs() {
            self.push(glyph, props.transform * glyph.transform(), &look);
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
            self.out.faults.stated_otherwise |= differs(&drawn, &text);
            self.out.glyphs.extend(replaced(&drawn, &text));
        }
    }
}

/// Whether a text that a file states for what it draws has other letters or digits than are drawn. A drawn character
/// that the file does not explain says nothing.
pub(crate) fn differs(drawn: &[Glyph], text: &str) -> bool {
    let plain = |chars: &mut dyn Iterator<Item = char>| -> String {
        chars
            .collect::<String>()
            .nfkc()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let unexplained = |c: char| c == char::REPLACEMENT_CHARACTER || symbols::is_bullet(c);
    if drawn.is_empty() || drawn.iter().any(|g| unexplained(g.c)) {
        return false;
    }
    plain(&mut drawn.iter().map(|g| g.c)) != plain(&mut text.chars())
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
