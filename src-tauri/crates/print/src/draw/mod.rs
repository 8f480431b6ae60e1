//! Pages to printpdf operations: every drawn thing inside marked content, numbered for the tree or set aside as an
//! artifact, and fonts cut down to the glyphs used.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, FontId, LineDashPattern, LinePoint, Mm, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, Rgb, TextItem,
    TextMatrix, WindingOrder,
};
use subsetter::GlyphRemapper;

use crate::PrintError;
use crate::face::Face;
use crate::layout_box::{Item, Page};
use crate::theme::{Ink, Theme};
use crate::tree::{Owner, Piece, Tree};
use crate::typeset::Run;

/// Where a link can be clicked: page, and left, bottom, right, top in PDF space.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    pub page: usize,
    pub link: usize,
    pub rect: [f32; 4],
}

/// Air above what a link arrives at.
const ABOVE: f32 = 12.0;

/// What was drawn and what tagging needs to know of it.
pub struct Drawn {
    pub pdf: PdfDocument,
    /// Owner element of each numbered piece, by page.
    pub pieces: Vec<Vec<crate::tree::ElementId>>,
    pub areas: Vec<Area>,
    /// Page and height from the bottom of each anchor, with some air above it.
    pub anchors: BTreeMap<String, (usize, f32)>,
    /// For each font: from the codes in the text to the glyphs of the cut-down font.
    pub glyphs: BTreeMap<Face, Vec<u16>>,
}

/// Codes used with one font: one for each pair of glyph and text, so that each can be turned back into its text.
#[derive(Default)]
struct Codes {
    by_pair: BTreeMap<(u16, String), u16>,
    glyphs: Vec<u16>,
}

impl Codes {
    fn code(&mut self, glyph: u16, text: &str) -> u16 {
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

/// Draws pages. Fills the slots of the tree.
///
/// # Errors
/// If a bundled font cannot be cut down.
pub fn draw(
    title: &str,
    theme: &Theme,
    pages: &[Page],
    tree: &mut Tree,
) -> Result<Drawn, PrintError> {
    let mut fonts: BTreeMap<Face, Codes> = BTreeMap::new();
    let mut drawn = Drawn {
        pdf: PdfDocument::new(title),
        pieces: Vec::new(),
        areas: Vec::new(),
        anchors: BTreeMap::new(),
        glyphs: BTreeMap::new(),
    };
    let mut made = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut sheet = Sheet {
            page: number,
            height: theme.height,
            ops: Vec::new(),
            open: None,
            pieces: Vec::new(),
            fonts: &mut fonts,
        };
        for item in &page.items {
            match item {
                Item::Anchor { name, y } => {
                    drawn
                        .anchors
                        .entry(name.clone())
                        .or_insert((number, (theme.height - y + ABOVE).min(theme.height)));
                }
                Item::Bounds {
                    element,
                    x,
                    y,
                    width,
                    height,
                } => {
                    let (top, bottom) = (theme.height - y, theme.height - y - height);
                    tree.at(*element).place = Some((number, [*x, bottom, x + width, top]));
                }
                Item::Text { x, y, run } => {
                    if let Some(link) = run.link {
                        let (top, bottom) = (
                            theme.height - y + run.set.size,
                            theme.height - y - run.set.size * 0.3,
                        );
                        add_area(
                            &mut drawn.areas,
                            number,
                            link,
                            *x,
                            top,
                            x + run.width(),
                            bottom,
                        );
                    }
                    sheet.own(run.owner, tree);
                    sheet.text(*x, *y, run);
                }
                Item::Fill {
                    owner,
                    x,
                    y,
                    width,
                    height,
                    ink,
                } => {
                    sheet.own(*owner, tree);
                    sheet.fill(
                        &[
                            (*x, *y),
                            (x + width, *y),
                            (x + width, y + height),
                            (*x, y + height),
                        ],
                        *ink,
                    );
                }
                Item::Stroke {
                    owner,
                    points,
                    width,
                    ink,
                    dash,
                } => {
                    sheet.own(*owner, tree);
                    sheet.stroke(points, *width, *ink, *dash);
                }
                Item::Disc {
                    owner,
                    x,
                    y,
                    radius,
                    fill,
                    line,
                } => {
                    sheet.own(*owner, tree);
                    sheet.disc((*x, *y), *radius, *fill, *line);
                }
            }
        }
        sheet.close();
        drawn.pieces.push(sheet.pieces);
        made.push(sheet.ops);
    }
    for (face, codes) in fonts {
        let (font, map) = cut_down(face, &codes)?;
        drawn
            .pdf
            .resources
            .fonts
            .map
            .insert(font_id(face), PdfFont::new(font));
        drawn.glyphs.insert(face, map);
    }
    let size = (Mm::from(Pt(theme.width)), Mm::from(Pt(theme.height)));
    drawn.pdf.with_pages(
        made.into_iter()
            .map(|ops| PdfPage::new(size.0, size.1, ops))
            .collect(),
    );
    Ok(drawn)
}

fn add_area(
    areas: &mut Vec<Area>,
    page: usize,
    link: usize,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
) {
    let rect = [left, bottom, right, top];
    // Runs of one link on one line are one area.
    if let Some(last) = areas.last_mut().filter(|last| {
        last.page == page && last.link == link && (last.rect[1] - rect[1]).abs() < 4.0
    }) {
        last.rect[0] = last.rect[0].min(rect[0]);
        last.rect[1] = last.rect[1].min(rect[1]);
        last.rect[2] = last.rect[2].max(rect[2]);
        last.rect[3] = last.rect[3].max(rect[3]);
        return;
    }
    areas.push(Area { page, link, rect });
}

fn font_id(face: Face) -> FontId {
    FontId(format!("{face:?}"))
}

/// A font with only the glyphs used, as printpdf takes it: codes stand for glyphs, widths are by code.
fn cut_down(face: Face, codes: &Codes) -> Result<(ParsedFont, Vec<u16>), PrintError> {
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
    use sha2::Digest;
    sha2::Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

struct Sheet<'a> {
    page: usize,
    /// Of the page: measures go down from its top, the file's go up from its foot.
    height: f32,
    ops: Vec<Op>,
    open: Option<Owner>,
    pieces: Vec<crate::tree::ElementId>,
    fonts: &'a mut BTreeMap<Face, Codes>,
}

impl Sheet<'_> {
    /// Opens marked content for the owner, unless it is open already.
    fn own(&mut self, owner: Owner, tree: &mut Tree) {
        if self.open == Some(owner) {
            return;
        }
        self.close();
        let (tag, properties) = match owner {
            Owner::Artifact => ("Artifact", None),
            Owner::Header => ("Artifact", Some(pagination("Header"))),
            Owner::Footer => ("Artifact", Some(pagination("Footer"))),
            Owner::Slot(slot) => {
                let (element, content) = &mut tree.slots[slot.0];
                let number = self.pieces.len();
                self.pieces.push(*element);
                content.push(Piece {
                    page: self.page,
                    number,
                });
                let number = i64::try_from(number).unwrap_or_default();
                (
                    tree.elements[element.0].role.name(),
                    Some(dictionary([("MCID", DictItem::Int(number))])),
                )
            }
        };
        self.ops.push(match properties {
            Some(properties) => Op::BeginMarkedContentWithProperties {
                tag: tag.into(),
                properties,
            },
            None => Op::BeginMarkedContent { tag: tag.into() },
        });
        self.open = Some(owner);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Glyphs from a point on the baseline. What a glyph's true advance differs from its width is carried on.
    fn text(&mut self, x: f32, y: f32, run: &Run) {
        let codes = self.fonts.entry(run.set.face).or_default();
        let per_mille = |points: f32| points * 1000.0 / run.set.size;
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::External(font_id(run.set.face)),
            size: Pt(run.set.size),
        });
        self.ops.push(Op::SetFillColor {
            col: colour(run.set.ink),
        });
        let mut at = x;
        let mut owed = 0.0;
        let mut points: Vec<Codepoint> = Vec::new();
        self.ops.push(place(at, self.height - y));
        for glyph in &run.glyphs {
            let moved = glyph.dx.abs() > 0.01 || glyph.dy.abs() > 0.01;
            if moved {
                show(&mut self.ops, &mut points);
                self.ops
                    .push(place(at + glyph.dx, self.height - y + glyph.dy));
                owed = 0.0;
            }
            let width = f32::from(run.set.face.width(glyph.id));
            let code = codes.code(glyph.id, &glyph.text);
            at += glyph.advance;
            if moved {
                points.push(Codepoint::with_cid(code, 0.0, glyph.text.clone()));
                show(&mut self.ops, &mut points);
                self.ops.push(place(at, self.height - y));
                continue;
            }
            owed += width - per_mille(glyph.advance);
            let offset = owed.round();
            owed -= offset;
            points.push(Codepoint::with_cid(code, offset, glyph.text.clone()));
        }
        show(&mut self.ops, &mut points);
        self.ops.push(Op::EndTextSection);
    }

    fn fill(&mut self, points: &[(f32, f32)], ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        self.ops.push(Op::DrawPolygon {
            polygon: polygon(points.iter().map(|at| corner(self.height, *at)).collect()),
        });
    }

    fn stroke(&mut self, points: &[(f32, f32)], width: f32, ink: Ink, dash: Option<f32>) {
        self.pen(width, ink, dash);
        let line = printpdf::Line {
            points: points.iter().map(|at| corner(self.height, *at)).collect(),
            is_closed: false,
        };
        self.ops.push(Op::DrawLine { line });
    }

    fn disc(
        &mut self,
        centre: (f32, f32),
        radius: f32,
        fill: Option<Ink>,
        line: Option<(Ink, f32, bool)>,
    ) {
        if let Some(ink) = fill {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
            self.ops.push(Op::DrawPolygon {
                polygon: polygon(circle(self.height, centre, radius)),
            });
        }
        if let Some((ink, width, dashed)) = line {
            self.pen(width, ink, dashed.then_some(2.2));
            self.ops.push(Op::DrawLine {
                line: printpdf::Line {
                    points: circle(self.height, centre, radius),
                    is_closed: true,
                },
            });
        }
    }

    fn pen(&mut self, width: f32, ink: Ink, dash: Option<f32>) {
        self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        let pattern = dash.into_iter().flat_map(|dash| [dash, dash]).collect();
        self.ops.push(Op::SetLineDashPattern {
            dash: LineDashPattern {
                offset: 0.0,
                pattern,
            },
        });
    }
}

fn show(ops: &mut Vec<Op>, points: &mut Vec<Codepoint>) {
    if !points.is_empty() {
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(std::mem::take(points))],
        });
    }
}

fn place(x: f32, y: f32) -> Op {
    Op::SetTextMatrix {
        matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, round(x), round(y)]),
    }
}

fn round(points: f32) -> f32 {
    (points * 1000.0).round() / 1000.0
}

fn corner(height: f32, (x, y): (f32, f32)) -> LinePoint {
    LinePoint {
        p: Point {
            x: Pt(round(x)),
            y: Pt(round(height - y)),
        },
        bezier: false,
    }
}

fn polygon(points: Vec<LinePoint>) -> Polygon {
    Polygon {
        rings: vec![PolygonRing { points }],
        mode: PaintMode::Fill,
        winding_order: WindingOrder::NonZero,
    }
}

/// A circle of four curves.
fn circle(height: f32, (x, y): (f32, f32), radius: f32) -> Vec<LinePoint> {
    let k = radius * 0.552_284_8;
    let handle = |at| LinePoint {
        bezier: true,
        ..corner(height, at)
    };
    vec![
        corner(height, (x + radius, y)),
        handle((x + radius, y + k)),
        handle((x + k, y + radius)),
        corner(height, (x, y + radius)),
        handle((x - k, y + radius)),
        handle((x - radius, y + k)),
        corner(height, (x - radius, y)),
        handle((x - radius, y - k)),
        handle((x - k, y - radius)),
        corner(height, (x, y - radius)),
        handle((x + k, y - radius)),
        handle((x + radius, y - k)),
        corner(height, (x + radius, y)),
    ]
}

fn colour(Ink(red, green, blue): Ink) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb {
        r: part(red),
        g: part(green),
        b: part(blue),
        icc_profile: None,
    })
}

fn pagination(kind: &str) -> DictItem {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    dictionary([("Type", name("Pagination")), ("Subtype", name(kind))])
}

fn dictionary<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    DictItem::Dict {
        map: entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    }
}
