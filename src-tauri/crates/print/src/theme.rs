//! What pages look like: sizes, colours and distances. Measures are points; nothing here sets or draws.

use crate::face::Face;

/// A colour, red, green and blue from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Default for Ink {
    fn default() -> Self {
        INK
    }
}

pub const INK: Ink = Ink(0x16, 0x20, 0x2b);
/// What comes second: citations, captions, running lines. 7.3 to 1 on white.
pub const SOFT: Ink = Ink(0x4a, 0x57, 0x63);
/// Hairlines.
pub const LINE: Ink = Ink(0xd3, 0xd9, 0xdf);
/// A line that carries meaning (the timeline): 3 to 1 on white.
pub const RAIL: Ink = Ink(0x87, 0x94, 0xa0);
pub const ACCENT: Ink = Ink(0x1b, 0x4f, 0x8a);
pub const WEAK: Ink = Ink(0xa3, 0x2a, 0x12);
pub const MIXED: Ink = Ink(0x7a, 0x56, 0x00);
pub const STRONG: Ink = Ink(0x0a, 0x64, 0x59);
pub const PANEL: Ink = Ink(0xf3, 0xf5, 0xf7);
pub const NOTE: Ink = Ink(0xff, 0xf6, 0xd6);
pub const NOTE_RULE: Ink = Ink(0xc9, 0x9a, 0x00);

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Type {
    pub face: Face,
    pub size: f32,
    /// From baseline to baseline.
    pub leading: f32,
    pub ink: Ink,
    /// Above the line: the mark of a footnote.
    pub rise: f32,
}

impl Type {
    pub const fn new(face: Face, size: f32, leading: f32, ink: Ink) -> Type {
        Type {
            face,
            size,
            leading,
            ink,
            rise: 0.0,
        }
    }

    pub const fn in_face(self, face: Face) -> Type {
        Type { face, ..self }
    }

    pub const fn sized(self, size: f32, leading: f32) -> Type {
        Type {
            size,
            leading,
            ..self
        }
    }

    /// The small raised figure of a footnote.
    pub const fn raised(self) -> Type {
        Type {
            size: self.size * 0.65,
            rise: self.size * 0.33,
            ..self
        }
    }

    pub const fn in_ink(self, ink: Ink) -> Type {
        Type { ink, ..self }
    }
}

/// Everything that differs between a briefing and a plain paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The page.
    pub width: f32,
    pub height: f32,
    /// Baseline of the running line at the head.
    pub head: f32,
    /// Left, right, top and bottom edge of the text.
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// First line of the foot, up from the edge of the page.
    pub foot: f32,
    pub text: Type,
    pub small: Type,
    pub title: Type,
    /// Headings of levels 1 to 4; the title is the first of level 1.
    pub headings: [Type; 4],
    /// The lead, and the line under a title.
    pub lead: Type,
    pub under_title: Type,
    pub quoted: Type,
    /// Between paragraphs.
    pub gap: f32,
    /// Words stand side by side and tables in small type where that saves room.
    pub dense: bool,
    /// States in ink alone, never in a colour.
    pub one_ink: bool,
}

/// The theme of a pack on a paper.
impl From<Sheet> for Theme {
    fn from(paper: Sheet) -> Theme {
        match paper {
            Sheet::A4 => BRIEFING,
            Sheet::A5 => A5,
            Sheet::A4LargePrint => LARGE,
        }
    }
}

impl Theme {
    /// The ink of a state.
    pub fn ink(&self, ink: Ink) -> Ink {
        if self.one_ink { INK } else { ink }
    }
}

/// The papers a pack can be printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    #[default]
    A4,
    /// Pages of a booklet.
    A5,
    /// A4 with no type smaller than 16 points.
    A4LargePrint,
}

const PAGE_WIDTH: f32 = 595.28;
const PAGE_HEIGHT: f32 = 841.89;
const A5_WIDTH: f32 = 419.53;
const A5_HEIGHT: f32 = 595.28;

/// The pack. Text keeps out of the top and bottom eighth of the page: words that stand there on page after page are
/// taken for running lines by programs that read aloud.
pub const BRIEFING: Theme = Theme {
    width: PAGE_WIDTH,
    height: PAGE_HEIGHT,
    head: 56.0,
    left: 51.0,
    right: PAGE_WIDTH - 51.0,
    top: 90.0,
    bottom: PAGE_HEIGHT - 91.0,
    foot: 52.0,
    text: Type::new(Face::Sans, 11.0, 15.3, INK),
    small: Type::new(Face::Sans, 9.5, 12.6, SOFT),
    title: Type::new(Face::SansBold, 24.75, 28.5, INK),
    headings: [
        Type::new(Face::SansBold, 18.75, 22.5, INK),
        Type::new(Face::SansBold, 13.2, 17.0, INK),
        Type::new(Face::SansSemiBold, 11.4, 15.3, INK),
        Type::new(Face::SansSemiBold, 11.0, 15.3, SOFT),
    ],
    lead: Type::new(Face::Sans, 12.6, 17.4, INK),
    under_title: Type::new(Face::Sans, 12.6, 17.0, SOFT),
    quoted: Type::new(Face::Serif, 11.4, 15.6, INK),
    gap: 7.0,
    dense: true,
    one_ink: false,
};

const A5: Theme = Theme {
    width: A5_WIDTH,
    height: A5_HEIGHT,
    head: 40.0,
    left: 34.0,
    right: A5_WIDTH - 34.0,
    top: 64.0,
    bottom: A5_HEIGHT - 66.0,
    foot: 36.0,
    text: Type::new(Face::Sans, 11.0, 14.6, INK),
    small: Type::new(Face::Sans, 9.5, 12.2, SOFT),
    title: Type::new(Face::SansBold, 20.0, 23.0, INK),
    headings: [
        Type::new(Face::SansBold, 15.5, 18.5, INK),
        Type::new(Face::SansBold, 11.6, 14.8, INK),
        Type::new(Face::SansSemiBold, 11.2, 14.6, INK),
        Type::new(Face::SansSemiBold, 11.0, 14.6, SOFT),
    ],
    lead: Type::new(Face::Sans, 11.4, 15.4, INK),
    under_title: Type::new(Face::Sans, 11.2, 14.8, SOFT),
    quoted: Type::new(Face::Serif, 11.2, 14.8, INK),
    gap: 6.0,
    dense: true,
    one_ink: false,
};

const LARGE: Theme = Theme {
    top: 92.0,
    bottom: PAGE_HEIGHT - 92.0,
    text: Type::new(Face::Sans, 17.0, 24.0, INK),
    small: Type::new(Face::Sans, 16.0, 21.5, SOFT),
    title: Type::new(Face::SansBold, 30.0, 35.0, INK),
    headings: [
        Type::new(Face::SansBold, 25.0, 30.0, INK),
        Type::new(Face::SansBold, 20.0, 25.0, INK),
        Type::new(Face::SansSemiBold, 18.0, 24.0, INK),
        Type::new(Face::SansSemiBold, 17.0, 24.0, SOFT),
    ],
    lead: Type::new(Face::Sans, 18.0, 25.5, INK),
    under_title: Type::new(Face::Sans, 18.0, 24.0, SOFT),
    quoted: Type::new(Face::Serif, 18.0, 25.0, INK),
    gap: 10.0,
    dense: false,
    ..BRIEFING
};

/// A letter or report as an inspectorate sends it.
pub const PLAIN: Theme = Theme {
    width: PAGE_WIDTH,
    height: PAGE_HEIGHT,
    head: 56.0,
    left: 68.0,
    right: PAGE_WIDTH - 68.0,
    top: 68.0,
    bottom: PAGE_HEIGHT - 72.0,
    foot: 38.0,
    text: Type::new(Face::Sans, 11.5, 15.8, INK),
    small: Type::new(Face::Sans, 9.0, 12.0, SOFT),
    title: Type::new(Face::SansBold, 20.0, 25.0, INK),
    headings: [
        Type::new(Face::SansBold, 15.0, 19.5, INK),
        Type::new(Face::SansBold, 12.5, 16.5, INK),
        Type::new(Face::SansSemiBold, 11.5, 15.8, INK),
        Type::new(Face::SansSemiBold, 11.5, 15.8, SOFT),
    ],
    lead: Type::new(Face::Sans, 12.3, 17.8, INK),
    under_title: Type::new(Face::Sans, 12.6, 17.0, SOFT),
    quoted: Type::new(Face::Serif, 11.4, 15.6, INK),
    gap: 8.5,
    dense: true,
    one_ink: false,
};
