//! Mails, and web pages that a browser saved as one (MHTML): their text decoded, and the papers attached to them.
//!
//! Deliberately not here: reading what is attached, which is a paper of its own (`unpack`).

use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};
use scrutiny_domain::document::{Document, Format, ParagraphKind, WarningCode};

use crate::Refusal;
use crate::flow::Flow;
use crate::unpack::Member;
use crate::{html, text};

/// Parts within parts are followed this far.
const DEPTH: usize = 16;

/// What a person sees of a mail's head, in this order.
const HEAD: [&str; 4] = ["From", "To", "Date", "Subject"];

/// Reads the text of a mail.
///
/// # Errors
/// [`Refusal::Broken`] where it does not hold together, [`Refusal::NoText`] where it has no text of its own.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let mail = parse(bytes)?;
    let mut flow = Flow::default();
    for name in HEAD {
        if let Some(value) = mail.headers.get_first_value(name) {
            flow.push(ParagraphKind::Matter, None, &format!("{name}: {value}"));
        }
    }
    let head = flow.len();
    if let Some(body) = body(&mail, 0) {
        let words = body.get_body().map_err(|e| broken(&e))?;
        match body.ctype.mimetype.as_str() {
            "text/html" => html::read_into(&mut flow, &words),
            _ => text::plain_into(&mut flow, &words),
        }
    }
    let attached = attachments(&mail).len();
    if flow.len() == head && attached > 0 {
        return Err(Refusal::Archive);
    }
    if attached > 0 {
        flow.tell(
            WarningCode::Attachments,
            "Files are attached to this mail; those that are papers are read as papers of their own.",
        );
    }
    flow.finish(bytes, file_name, Format::Mail)
}

/// Reads a web page that was saved whole.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_saved_page(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let mail = parse(bytes)?;
    let mut flow = Flow::default();
    let page = first(&mail, "text/html", 0).ok_or(Refusal::NoText)?;
    let raw = page.get_body_raw().map_err(|e| broken(&e))?;
    html::read_into(&mut flow, &html::decode(&raw));
    flow.finish(bytes, file_name, Format::Html)
}

/// The files that are attached to a mail.
///
/// # Errors
/// [`Refusal::Broken`] where one cannot be decoded.
pub(crate) fn attached(bytes: &[u8]) -> Result<Vec<Member>, Refusal> {
    let mail = parse(bytes)?;
    attachments(&mail)
        .into_iter()
        .map(|part| {
            Ok(Member {
                name: name(part).unwrap_or_else(|| match part.ctype.mimetype.as_str() {
                    "message/rfc822" => "message.eml".to_owned(),
                    "application/pdf" => "attachment.pdf".to_owned(),
                    _ => "attachment".to_owned(),
                }),
                bytes: part.get_body_raw().map_err(|e| broken(&e))?,
            })
        })
        .collect()
}

fn parse(bytes: &[u8]) -> Result<ParsedMail<'_>, Refusal> {
    // A mailbox's separator is no part of the mail.
    let bytes = match bytes.strip_prefix(b"From ") {
        Some(rest) => {
            let line = rest.iter().position(|b| *b == b'\n').map_or(0, |at| at + 1);
            &rest[line..]
        }
        None => bytes,
    };
    mailparse::parse_mail(bytes).map_err(|e| broken(&e))
}

fn broken(error: &mailparse::MailParseError) -> Refusal {
    Refusal::Broken {
        detail: error.to_string(),
    }
}

fn name(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    let named = disposition
        .params
        .get("filename")
        .or_else(|| part.ctype.params.get("name"))?;
    let plain = named.rsplit(['/', '\\']).next().unwrap_or(named).trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}

fn is_attached(part: &ParsedMail<'_>) -> bool {
    let kind = part.ctype.mimetype.as_str();
    part.get_content_disposition().disposition == DispositionType::Attachment
        || kind == "message/rfc822"
        || name(part).is_some() && !kind.starts_with("multipart/") && !kind.starts_with("image/")
}

/// The part that says in text what the mail says: plain where it is there, as HTML else.
fn body<'p, 'b>(mail: &'p ParsedMail<'b>, depth: usize) -> Option<&'p ParsedMail<'b>> {
    first(mail, "text/plain", depth).or_else(|| first(mail, "text/html", depth))
}

fn first<'p, 'b>(mail: &'p ParsedMail<'b>, kind: &str, depth: usize) -> Option<&'p ParsedMail<'b>> {
    if depth > DEPTH || is_attached(mail) {
        return None;
    }
    if mail.ctype.mimetype == kind {
        return Some(mail);
    }
    mail.subparts.iter().find_map(|p| first(p, kind, depth + 1))
}

fn attachments<'p, 'b>(mail: &'p ParsedMail<'b>) -> Vec<&'p ParsedMail<'b>> {
    fn collect<'p, 'b>(part: &'p ParsedMail<'b>, depth: usize, out: &mut Vec<&'p ParsedMail<'b>>) {
        if depth > 0 && is_attached(part) {
            out.push(part);
        } else if depth <= DEPTH {
            for part in &part.subparts {
                collect(part, depth + 1, out);
            }
        }
    }
    let mut out = Vec::new();
    collect(mail, 0, &mut out);
    out
}
