//! The archive that a Word document is (ECMA-376, part 2): its parts, and which part is what by their relationships.

use std::io::{Cursor, Read as _};

use super::{attribute, broken, is, parse};
use crate::{Refusal, limits};

/// Largest part (file inside) that is unpacked; a larger one is a bomb or no text.
const LARGEST_PART: u64 = 64 << 20;

/// A document's archive.
pub(super) struct Package<'b>(zip::ZipArchive<Cursor<&'b [u8]>>);

/// How a part is related to another.
#[derive(Debug)]
pub(super) struct Related {
    pub id: String,
    /// The last word of the relationship's type: "styles", "officeDocument".
    pub kind: String,
    /// Its name in the archive.
    pub target: String,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        Ok(Package(archive))
    }

    /// The name of the main part; the usual one where the archive does not say.
    pub(super) fn main(&mut self) -> Result<String, Refusal> {
        let stated = self.related("")?;
        let main = stated.into_iter().find(|r| r.kind == "officeDocument");
        Ok(main.map_or_else(|| "word/document.xml".to_owned(), |r| r.target))
    }

    /// What is related to a part; to the whole where the name is empty.
    pub(super) fn related(&mut self, part: &str) -> Result<Vec<Related>, Refusal> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{name}.rels");
        let Some(text) = self.text(list.trim_start_matches('/'))? else {
            return Ok(Vec::new());
        };
        let xml = parse(&text)?;
        let related = xml.descendants().filter(|n| is(n, "Relationship"));
        Ok(related
            .filter(|n| attribute(*n, "TargetMode") != Some("External"))
            .filter_map(|n| {
                let kind = attribute(n, "Type")?.rsplit('/').next()?;
                Some(Related {
                    id: attribute(n, "Id")?.to_owned(),
                    kind: kind.to_owned(),
                    target: beside(part, attribute(n, "Target")?),
                })
            })
            .collect())
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let bytes = self.bytes(name)?;
        Ok(bytes.map(|bytes| crate::encoding::decode(&bytes, None)))
    }

    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(broken(&e)),
        };
        let mut unpacked = Vec::new();
        file.take(LARGEST_PART + 1)
            .read_to_end(&mut unpacked)
            .map_err(|e| broken(&e))?;
        if unpacked.len() as u64 > LARGEST_PART {
            return Err(Refusal::TooLarge {
                what: format!("over {} unpacked", limits::megabytes(LARGEST_PART)),
                limit: limits::megabytes(LARGEST_PART),
            });
        }
        Ok(Some(unpacked))
    }
}

/// The name of a part that another names from where it lies.
pub(super) fn beside(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
