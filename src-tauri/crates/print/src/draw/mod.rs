//! Pages to printpdf operations: every drawn thing inside marked content, numbered for the tree or set aside as an
//! artifact, and fonts cut down to the glyphs used.

mod canvas;
mod fonts;

use std::collections::BTreeMap;

use canvas::Canvas;
use fonts::{Codes, cut_down, font_id};
use printpdf::{Mm, PdfDocument, PdfFont, PdfPage, Pt};

use crate::PrintError;
use crate::face::Face;
use crate::layout_box::{Item, Page};
use crate::theme::Theme;
use crate::tree::{ElementId, Tree};

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
    pub pieces: Vec<Vec<ElementId>>,
    pub areas: Vec<Area>,
    /// Page and height from the bottom of each anchor, with some air above it.
    pub anchors: BTreeMap<String, (usize, f32)>,
    /// For each font: from the codes in the text to the glyphs of the cut-down font.
    pub glyphs: BTreeMap<Face, Vec<u16>>,
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
        let mut canvas = Canvas {
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
                    canvas.own(run.owner, tree);
                    canvas.text(*x, *y, run);
                }
                Item::Fill {
                    owner,
                    x,
                    y,
                    width,
                    height,
                    ink,
                } => {
                    canvas.own(*owner, tree);
                    canvas.fill(
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
                    canvas.own(*owner, tree);
                    canvas.stroke(points, *width, *ink, *dash);
                }
                Item::Disc {
                    owner,
                    x,
                    y,
                    radius,
                    fill,
                    line,
                } => {
                    canvas.own(*owner, tree);
                    canvas.disc((*x, *y), *radius, *fill, *line);
                }
            }
        }
        canvas.close();
        drawn.pieces.push(canvas.pieces);
        made.push(canvas.ops);
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
