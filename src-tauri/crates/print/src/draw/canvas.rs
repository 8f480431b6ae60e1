//! What is drawn on one page as printpdf's operations, inside marked content.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, Point,
    Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::fonts::{Codes, font_id};
use crate::face::Face;
use crate::theme::Ink;
use crate::tree::{ElementId, Owner, Piece, Tree};
use crate::typeset::Run;

/// The operations of one page.
pub struct Canvas<'a> {
    pub page: usize,
    /// Of the page: measures go down from its top, the file's go up from its foot.
    pub height: f32,
    pub ops: Vec<Op>,
    pub open: Option<Owner>,
    pub pieces: Vec<ElementId>,
    pub fonts: &'a mut BTreeMap<Face, Codes>,
}

impl Canvas<'_> {
    /// Opens marked content for the owner, unless it is open already.
    pub fn own(&mut self, owner: Owner, tree: &mut Tree) {
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

    pub fn close(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Glyphs from a point on the baseline. What a glyph's true advance differs from its width is carried on.
    pub fn text(&mut self, x: f32, y: f32, run: &Run) {
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

    pub fn fill(&mut self, points: &[(f32, f32)], ink: Ink) {
        self.ops.push(Op::SetFillColor { col: colour(ink) });
        self.ops.push(Op::DrawPolygon {
            polygon: polygon(points.iter().map(|at| corner(self.height, *at)).collect()),
        });
    }

    pub fn stroke(&mut self, points: &[(f32, f32)], width: f32, ink: Ink, dash: Option<f32>) {
        self.pen(width, ink, dash);
        let line = printpdf::Line {
            points: points.iter().map(|at| corner(self.height, *at)).collect(),
            is_closed: false,
        };
        self.ops.push(Op::DrawLine { line });
    }

    pub fn disc(
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
