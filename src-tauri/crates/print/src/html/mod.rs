//! One HTML file that needs nothing beside it: type and look inside, no script, nothing fetched. It says what the PDF
//! says, in the same order, for whoever reads on a screen or with a program that reads aloud.

mod blocks;
mod figure;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scrutiny_domain::briefing::Briefing;

use crate::face::Face;
use crate::markup::escape;
use crate::pack::author;
use crate::{PrintError, Printed, Writer};

/// One accessible HTML file.
#[derive(Debug, Clone, Copy, Default)]
pub struct HtmlWriter;

impl Writer for HtmlWriter {
    fn write(&self, briefing: &Briefing) -> Result<Printed, PrintError> {
        Ok(Printed {
            bytes: document(briefing).into_bytes(),
            pages: None,
        })
    }
}

fn document(briefing: &Briefing) -> String {
    let body = blocks::all(&briefing.blocks);
    let class = if briefing.neutral { "neutral" } else { "pack" };
    format!(
        r##"<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{author}">
<meta name="generator" content="Scrutiny Desk">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>{title}</title>
<style>
{fonts}{css}</style>
</head>
<body class="{class}">
<a class="skip" href="#front">Go to the briefing</a>
<header><p>{left}</p><p>{right}</p></header>
<main>
{body}</main>
<footer><p>{footer}</p></footer>
</body>
</html>
"##,
        author = escape(author(briefing)),
        title = escape(&briefing.title),
        left = escape(&briefing.running_title),
        right = escape(&briefing.running_note),
        footer = escape(&briefing.footer),
        fonts = fonts(),
        css = include_str!("pack.css"),
    )
}

/// The faces that running text needs; others are made of them by the reader's program.
fn fonts() -> String {
    [
        ("Atkinson Hyperlegible Next", 400, Face::Sans),
        ("Atkinson Hyperlegible Next", 600, Face::SansSemiBold),
        ("Scrutiny Serif", 400, Face::Serif),
    ]
    .into_iter()
    .map(|(family, weight, face)| {
        format!(
            "@font-face{{font-family:\"{family}\";font-weight:{weight};src:url(data:font/ttf;base64,{})}}\n",
            STANDARD.encode(face.file())
        )
    })
    .collect()
}
