//! Pages as pictures, served to the window under an address of their own: `page://localhost/SHA256-PAGE-PERCENT`.
//!
//! Drawn by the casebook in a process of its own, kept while the window runs. Deliberately not here: highlights,
//! which the page of the window draws over the picture.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use scrutiny_bridge::{Desk, Problem};
use tauri::http::{Request, Response, StatusCode};
use tauri::{AppHandle, Manager, UriSchemeContext, UriSchemeResponder, Wry};

/// The scheme of the addresses.
pub const SCHEME: &str = "page";

/// How many pictures are kept: a letter and a few pages of a report, about ten megabytes.
const KEPT: usize = 32;

/// Which page of which paper, and how large: per cent of a pixel a point.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    sha256: String,
    page: usize,
    percent: u16,
}

impl Wanted {
    /// Reads `/SHA256-PAGE-PERCENT`.
    fn from_path(path: &str) -> Option<Wanted> {
        let mut parts = path.trim_start_matches('/').split('-');
        let wanted = Wanted {
            sha256: parts.next()?.to_owned(),
            page: parts.next()?.parse().ok()?,
            percent: parts.next()?.parse().ok()?,
        };
        let named = wanted.sha256.len() == 64
            && wanted.sha256.bytes().all(|byte| byte.is_ascii_hexdigit())
            && (25..=800).contains(&wanted.percent);
        (named && parts.next().is_none()).then_some(wanted)
    }
}

/// Pictures drawn, the newest last.
#[derive(Debug, Default)]
pub struct Pictures(Mutex<VecDeque<(Wanted, Vec<u8>)>>);

impl Pictures {
    fn known(&self, wanted: &Wanted) -> Option<Vec<u8>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, _)| known == wanted);
        found.map(|(_, png)| png.clone())
    }

    fn keep(&self, wanted: Wanted, png: Vec<u8>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((wanted, png));
        while kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

/// Answers a request for a picture.
pub fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    let wanted = Wanted::from_path(request.uri().path());
    tauri::async_runtime::spawn(async move {
        let png = match wanted {
            Some(wanted) => draw(&app, wanted).await,
            None => Ok(None),
        };
        responder.respond(match png {
            Ok(Some(png)) => response(StatusCode::OK, "image/png", png),
            Ok(None) => response(StatusCode::NOT_FOUND, "text/plain", Vec::new()),
            Err(problem) => response(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain; charset=utf-8",
                problem.message.into_bytes(),
            ),
        });
    });
}

async fn draw(app: &AppHandle, wanted: Wanted) -> Result<Option<Vec<u8>>, Problem> {
    let pictures = app.state::<Pictures>();
    // Papers are known by their bytes: a picture of one holds in every case.
    if let Some(png) = pictures.known(&wanted) {
        return Ok(Some(png));
    }
    let Wanted { sha256, page, .. } = &wanted;
    let scale = f32::from(wanted.percent) / 100.0;
    let drawn = app.state::<Desk>().picture(sha256, *page, scale).await?;
    if let Some(png) = &drawn {
        pictures.keep(wanted, png.clone());
    }
    Ok(drawn)
}

fn response(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Ok(kind) = kind.parse() {
        response
            .headers_mut()
            .insert(tauri::http::header::CONTENT_TYPE, kind);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_a_page_is_one() {
        let sha = "a".repeat(64);
        let wanted = Wanted::from_path(&format!("/{sha}-3-150")).unwrap();
        assert_eq!((wanted.page, wanted.percent), (3, 150));
        for wrong in [
            "/",
            "/../../etc/passwd",
            &format!("/{sha}-3"),
            &format!("/{sha}-3-150-1"),
            &format!("/{sha}-3-9000"),
            &format!("/{sha}--3-150"),
            &format!("/{}-3-150", "z".repeat(64)),
        ] {
            assert_eq!(Wanted::from_path(wrong), None, "{wrong}");
        }
    }
}
