//! Files that hold papers: archives, mails with attachments, PDFs with files in them.
//!
//! Each paper in them is a file of its own, by its own bytes. Deliberately not here: reading it.

use std::io::{Cursor, Read as _};

use scrutiny_domain::document::Format;
use serde::{Deserialize, Serialize};

use crate::{Limits, Refusal, limits, mail, pdf, sniff};

/// Most files of one that are taken out of it.
const MOST: usize = 500;

/// A file within a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Without folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What was taken out of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// What may be a paper, in the order in which it lies there.
    pub papers: Vec<Member>,
    /// Names of what is none.
    pub left_out: Vec<String>,
}

/// What of [`Unpacked`] goes over a pipe on one line, before the bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Listing {
    pub papers: Vec<(String, usize)>,
    pub left_out: Vec<String>,
}

/// Takes the papers out of a file that holds some.
///
/// # Errors
/// A [`Refusal`] where it cannot be opened, or holds more than may be taken.
pub fn unpack(bytes: &[u8], limits: &Limits) -> Result<Unpacked, Refusal> {
    crate::check_size(bytes, limits)?;
    let members = match sniff::found(bytes) {
        sniff::Found::Archive => archived(bytes, limits)?,
        sniff::Found::Paper(Format::Mail) => mail::attached(bytes)?,
        sniff::Found::Paper(Format::Pdf) => pdf::attached(bytes)?,
        _ => Vec::new(),
    };
    let mut out = Unpacked::default();
    for member in members {
        // What lies beside papers in an archive: a Mac's notes on files, pictures, sounds.
        let taken = match sniff::found(&member.bytes) {
            sniff::Found::Paper(Format::Text) => Format::of_file_name(&member.name).is_some(),
            sniff::Found::Paper(_) | sniff::Found::Archive => true,
            sniff::Found::Other(_) => {
                Format::of_file_name(&member.name).is_some()
                    || sniff::is_a_paper_elsewhere(&member.bytes)
            }
        };
        if taken && !member.bytes.is_empty() {
            out.papers.push(member);
        } else {
            out.left_out.push(member.name);
        }
    }
    Ok(out)
}

fn archived(bytes: &[u8], limits: &Limits) -> Result<Vec<Member>, Refusal> {
    let broken = |e: &dyn std::fmt::Display| Refusal::Broken {
        detail: e.to_string(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if archive.len() > MOST {
        return Err(Refusal::TooLarge {
            what: format!("{} files", archive.len()),
            limit: format!("{MOST} files"),
        });
    }
    let mut room = limits.bytes;
    let mut members = Vec::new();
    for i in 0..archive.len() {
        let file = match archive.by_index(i) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(_)) => {
                return Err(Refusal::PasswordProtected);
            }
            Err(e) => return Err(broken(&e)),
        };
        let path = file.name().map_err(|e| broken(&e))?.into_owned();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        if file.is_dir() || name.is_empty() || name.starts_with('.') || path.starts_with("__MACOSX")
        {
            continue;
        }
        let mut unpacked = Vec::new();
        file.take(room + 1)
            .read_to_end(&mut unpacked)
            .map_err(|e| broken(&e))?;
        let size = unpacked.len() as u64;
        if size > room {
            return Err(Refusal::TooLarge {
                what: format!("over {} unpacked", limits::megabytes(limits.bytes)),
                limit: limits::megabytes(limits.bytes),
            });
        }
        room -= size;
        members.push(Member {
            name: name.to_owned(),
            bytes: unpacked,
        });
    }
    Ok(members)
}
