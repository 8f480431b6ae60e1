//! A page as a picture, in the coordinates of its words.
//!
//! Deliberately not here: highlights. They are drawn over the picture from the words' boxes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::{Limits, Refusal};

/// The longer side of a picture in pixels: an A4 page at five times its size. Beyond that a page is drawn smaller.
const LONGEST: f32 = 4_200.0;

/// Draws a page as PNG, `scale` pixels a point; none where there is no such page.
pub(crate) fn picture(
    bytes: &[u8],
    page: usize,
    scale: f32,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, Refusal> {
    let broken = |detail: &str| Refusal::Broken {
        detail: detail.to_owned(),
    };
    // The libraries beneath are careful, but a panic in them must end as a refusal.
    catch_unwind(AssertUnwindSafe(|| {
        let pdf = super::open(bytes)?;
        if page >= limits.pages {
            return Ok(None);
        }
        let Some(page) = pdf.pages().get(page) else {
            return Ok(None);
        };
        let (width, height) = page.render_dimensions();
        let longer = width.max(height);
        if !longer.is_finite() || longer < 1.0 {
            return Err(broken("this page has no size"));
        }
        let scale = scale.clamp(0.1, (LONGEST / longer).max(0.1));
        let pixels = PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        };
        let drawn = hayro::render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &pixels,
        );
        drawn
            .into_png()
            .map(Some)
            .map_err(|_| broken("this page could not be drawn"))
    }))
    .unwrap_or_else(|_| Err(broken("this page could not be drawn")))
}
