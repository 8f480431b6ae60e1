//! What a page draws beside its text, as far as it decides whether a reader sees the text: what is clipped off, what is
//! painted under words and over them.
//!
//! Deliberately not here: colours blended with one another. What is not sure to hide does not hide.

use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{BlendMode, ClipPath, DrawMode, DrawProps, FillRule, Paint};
use hayro::kurbo::{BezPath, PathEl, Point, Rect, Shape};

/// Most areas of a page that are kept; what is painted on a page of more is a drawing.
const AREAS: usize = 20_000;
/// What is painted more thinly than this, in points, is a rule.
const RULE: f64 = 2.5;
/// From this share on, paint lets nothing through.
const OPAQUE: f32 = 0.95;
/// Two colours of less contrast than this, as WCAG measures it (1 to 21), are one to the eye.
const CONTRAST: f32 = 1.2;

/// Why a reader of the page does not see a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Hidden {
    /// Something that is seen itself was painted over it: a black box.
    Covered,
    /// Something of the colour of paper was painted over it.
    Whited,
    /// A line was drawn through it.
    Struck,
    /// It has the colour of what it stands on, or none at all.
    Faint,
    /// It stands outside the page or the part of it that is shown.
    Outside,
    /// It is drawn as no ink: what a machine read in a picture lies like this over the picture.
    Inkless,
}

/// Red, green and blue, 0 to 1.
pub(crate) type Colour = [f32; 3];

const WHITE: Colour = [1.0, 1.0, 1.0];

/// An area, as it is displayed.
#[derive(Debug)]
struct Area {
    bounds: Rect,
    /// None where the bounds are the whole shape.
    path: Option<(BezPath, FillRule)>,
}

impl Area {
    fn new(path: BezPath, rule: FillRule) -> Area {
        let bounds = path.bounding_box();
        let straight = is_upright_rectangle(&path);
        Area {
            bounds,
            path: (!straight).then_some((path, rule)),
        }
    }

    fn contains(&self, at: Point) -> bool {
        self.bounds.contains(at)
            && self.path.as_ref().is_none_or(|(path, rule)| {
                let winding = path.winding(at);
                match rule {
                    FillRule::NonZero => winding != 0,
                    FillRule::EvenOdd => winding % 2 != 0,
                }
            })
    }
}

fn is_upright_rectangle(path: &BezPath) -> bool {
    let mut points = Vec::with_capacity(5);
    for element in path.elements() {
        match element {
            PathEl::MoveTo(p) if points.is_empty() => points.push(*p),
            PathEl::LineTo(p) => points.push(*p),
            PathEl::ClosePath => {}
            PathEl::MoveTo(_) | PathEl::QuadTo(..) | PathEl::CurveTo(..) => return false,
        }
    }
    if points.first() == points.last() {
        points.pop();
    }
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let turns = |i: usize| {
        let (a, b) = (points[i], points[(i + 1) % 4]);
        near(a.x, b.x) != near(a.y, b.y)
    };
    points.len() == 4 && (0..4).all(turns)
}

/// What lies where on a page, so far.
#[derive(Debug, Default)]
pub(crate) struct Paintings {
    clips: Vec<Area>,
    /// Of each open group, whether what is painted in it lets nothing through.
    groups: Vec<bool>,
    /// Opaque areas in the order they are painted, with their colours; none where an area has many.
    under: Vec<(Area, Option<Colour>)>,
    pub(crate) pictures: Vec<Rect>,
}

/// What has just been painted, for the text that stands there already.
#[derive(Debug)]
pub(crate) struct Over {
    bounds: Rect,
    how: Hidden,
    /// An area painted with a picture.
    pub(crate) picture: bool,
}

impl Paintings {
    pub(crate) fn clip(&mut self, clip: &ClipPath) {
        self.clips.push(Area::new(clip.path.clone(), clip.fill));
    }

    pub(crate) fn unclip(&mut self) {
        self.clips.pop();
    }

    pub(crate) fn group(&mut self, opacity: f32, masked: bool, blend: BlendMode) {
        self.groups
            .push(opacity >= OPAQUE && !masked && blend == BlendMode::Normal);
    }

    pub(crate) fn end_group(&mut self) {
        self.groups.pop();
    }

    /// True where no clip leaves the point out.
    pub(crate) fn shows(&self, at: Point) -> bool {
        self.clips.iter().all(|c| c.contains(at))
    }

    pub(crate) fn on_a_picture(&self, at: Point) -> bool {
        self.pictures.iter().any(|p| p.contains(at))
    }

    /// Whether text of this colour is seen at this point, on what has been painted there.
    pub(crate) fn contrasts(&self, colour: Colour, at: Point) -> bool {
        let under = self.under.iter().rev().find(|(area, _)| area.contains(at));
        match under {
            None => self.on_a_picture(at) || contrast(colour, WHITE) >= CONTRAST,
            Some((_, Some(under))) => contrast(colour, *under) >= CONTRAST,
            Some((_, None)) => true,
        }
    }

    /// A path is painted. What of the text before it that hides is told.
    pub(crate) fn path(
        &mut self,
        path: &BezPath,
        props: &DrawProps<'_>,
        mode: &DrawMode,
    ) -> Option<Over> {
        let drawn = props.transform * path.clone();
        let bounds = drawn.bounding_box();
        if !bounds.is_finite() {
            return None;
        }
        let clipped = self.clips.iter().fold(bounds, |b, c| b.intersect(c.bounds));
        let fills = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        let (colour, alpha) = inked(&props.paint);
        let rule = match mode {
            DrawMode::Stroke(stroke) => {
                f64::from(stroke.line_width) * props.transform.determinant().abs().sqrt() <= RULE
                    && bounds.height() <= RULE
            }
            _ => bounds.height() <= RULE,
        };
        let seen = alpha >= 0.3 && colour.is_none_or(|c| contrast(c, WHITE) >= 1.5);
        if rule && clipped.width() > 2.0 {
            let bounds = Rect::new(clipped.x0, bounds.y0, clipped.x1, bounds.y1);
            return seen.then_some(Over {
                bounds,
                how: Hidden::Struck,
                picture: false,
            });
        }
        let opaque = alpha >= OPAQUE
            && props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal
            && self.groups.iter().all(|o| *o);
        if !fills || clipped.area() < RULE * RULE || self.under.len() >= AREAS {
            return None;
        }
        let fill = match mode {
            DrawMode::Fill(rule) | DrawMode::FillAndStroke(rule, _) => *rule,
            _ => FillRule::NonZero,
        };
        let area = Area::new(drawn, fill);
        if !opaque {
            // What shines through has no colour of its own.
            self.under.push((area, None));
            return None;
        }
        self.under.push((area, colour));
        let paper = colour.is_some_and(|c| contrast(c, WHITE) < CONTRAST);
        Some(Over {
            bounds: clipped,
            how: if paper {
                Hidden::Whited
            } else {
                Hidden::Covered
            },
            picture: false,
        })
    }

    /// A picture is drawn in this frame.
    pub(crate) fn picture(&mut self, frame: Rect, opaque: bool) -> Option<Over> {
        let clipped = self.clips.iter().fold(frame, |b, c| b.intersect(c.bounds));
        if clipped.area() < RULE * RULE || self.under.len() >= AREAS {
            return None;
        }
        self.pictures.push(clipped);
        let area = Area {
            bounds: clipped,
            path: None,
        };
        self.under.push((area, None));
        (opaque && self.groups.iter().all(|o| *o)).then_some(Over {
            bounds: clipped,
            how: Hidden::Covered,
            picture: true,
        })
    }

    /// How what was painted last hides a character whose middle runs between these two points; none where it does not.
    pub(crate) fn hides(&self, over: &Over, [low, high]: [Point; 2]) -> Option<Hidden> {
        if over.how == Hidden::Struck {
            let through = (over.bounds.y0 + over.bounds.y1) / 2.0;
            let crosses = over.bounds.x0 <= low.x && low.x <= over.bounds.x1;
            return (crosses && high.y < through && through < low.y).then_some(Hidden::Struck);
        }
        let (last, _) = self.under.last()?;
        [low, high]
            .iter()
            .all(|at| over.bounds.contains(*at) && last.contains(*at))
            .then_some(over.how)
    }
}

/// The colour of a paint, where it is one, and how much of it is laid on.
pub(crate) fn inked(paint: &Paint<'_>) -> (Option<Colour>, f32) {
    match paint {
        Paint::Color(colour) => {
            let [r, g, b, a] = colour.to_rgba().components();
            (Some([r, g, b]), a)
        }
        Paint::Pattern(pattern) => match **pattern {
            Pattern::Shading(_) => (None, 1.0),
            // It has holes.
            Pattern::Tiling(_) => (None, 0.5),
        },
    }
}

/// Contrast of two colours as WCAG 2 defines it, 1 to 21.
fn contrast(a: Colour, b: Colour) -> f32 {
    let linear = |c: f32| {
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance =
        |[r, g, b]: Colour| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}
