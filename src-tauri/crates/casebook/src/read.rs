//! Files to readings: the document, what it states about itself, its findings.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::{self, Document, WarningCode};
use scrutiny_domain::findings::Rules;
use scrutiny_intake::{Limits, Refusal, Unpacked, child};
use sha2::{Digest as _, Sha256};

use crate::Error;

/// Papers within papers are followed this far: a mail in an archive that has a PDF attached.
const DEPTH: usize = 4;

/// A paper that a file is or holds, and what was read of it.
pub(crate) struct Paper {
    /// The file's name; for a paper in it, with its own after it.
    pub name: String,
    pub bytes: Vec<u8>,
    pub read: Result<Document, Refusal>,
}

/// All papers that a file is or holds.
#[derive(Default)]
pub(crate) struct Papers {
    pub papers: Vec<Paper>,
    /// Names of files in it that are no papers.
    pub left_out: Vec<String>,
}

/// How files are read: by which process, and within which limits.
#[derive(Debug, Clone)]
pub struct Reader {
    limits: Limits,
    program: Option<PathBuf>,
}

impl Reader {
    /// Reads in processes of their own, with limits on time and memory. `program` is started once a file and must
    /// call [`serve_reader`] first of all.
    pub fn in_child(program: PathBuf) -> Reader {
        Reader {
            limits: Limits::default(),
            program: Some(program),
        }
    }

    /// Reads in this process: for tests, and where none can be started. Time and memory are not limited.
    pub fn in_process() -> Reader {
        Reader {
            limits: Limits::default(),
            program: None,
        }
    }

    /// With other limits.
    pub fn with_limits(self, limits: Limits) -> Reader {
        Reader { limits, ..self }
    }

    /// Reads the papers that a file is or holds, at least one. Blocks: for threads of their own.
    pub(crate) fn papers(&self, bytes: Vec<u8>, file_name: &str) -> Papers {
        let mut papers = Papers::default();
        self.collect(bytes, file_name.to_owned(), 0, &mut papers);
        papers
    }

    fn collect(&self, bytes: Vec<u8>, name: String, depth: usize, into: &mut Papers) {
        let read = self.document(&bytes, &name);
        let says_nothing = read == Err(Refusal::Archive);
        let holds_some = says_nothing
            || read.as_ref().is_ok_and(|d| {
                let warnings = &mut d.source.warnings.iter();
                warnings.any(|w| w.code == WarningCode::Attachments)
            });
        let unpacked = if holds_some && depth < DEPTH {
            self.unpack(&bytes)
        } else {
            Ok(Unpacked::default())
        };
        let (unpacked, read) = match unpacked {
            Ok(unpacked) => (unpacked, read),
            Err(refusal) if says_nothing => (Unpacked::default(), Err(refusal)),
            Err(_) => (Unpacked::default(), read),
        };
        if !says_nothing || unpacked.papers.is_empty() {
            let (read, parts) = match read {
                Ok(document) => {
                    let (own, parts) = apart(document);
                    (Ok(own), parts)
                }
                Err(refusal) => (Err(refusal), Vec::new()),
            };
            let name = name.clone();
            into.papers.push(Paper { name, bytes, read });
            into.papers.extend(parts.into_iter().map(|part| Paper {
                name: part.source.file.clone(),
                bytes: Vec::new(),
                read: Ok(part),
            }));
        }
        let within = |own: &str| format!("{name} – {own}");
        let left_out = unpacked.left_out.iter();
        into.left_out.extend(left_out.map(|own| within(own)));
        for member in unpacked.papers {
            self.collect(member.bytes, within(&member.name), depth + 1, into);
        }
    }

    fn unpack(&self, bytes: &[u8]) -> Result<Unpacked, Refusal> {
        match &self.program {
            Some(program) => child::unpack(bytes, &self.limits, program),
            None => scrutiny_intake::unpack(bytes, &self.limits),
        }
    }

    /// Reads one file's text. Blocks: for threads of their own.
    pub(crate) fn document(&self, bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
        match &self.program {
            Some(program) => child::read(bytes, file_name, &self.limits, program),
            None => scrutiny_intake::read(bytes, file_name, &self.limits),
        }
    }

    /// Draws one page. Blocks: for threads of their own.
    pub(crate) fn picture(
        &self,
        bytes: &[u8],
        file_name: &str,
        page: usize,
        scale: f32,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        match &self.program {
            Some(program) => child::picture(bytes, file_name, page, scale, &self.limits, program),
            None => scrutiny_intake::picture(bytes, file_name, page, scale, &self.limits),
        }
    }

    /// The bytes of a file, unless it is too large.
    pub(crate) fn bytes(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let fault = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => Error::NoSuchFile(path.to_owned()),
            _ => Error::File {
                path: path.to_owned(),
                detail: e.to_string(),
            },
        };
        let size = path.metadata().map_err(fault)?.len();
        self.limits.allow(size)?;
        std::fs::read(path).map_err(fault)
    }
}

/// What is a file's own, and the papers within it, each known by the file and its number in it.
pub(crate) fn apart(document: Document) -> (Document, Vec<Document>) {
    let (own, parts) = document::apart(document);
    let parts = parts.into_iter().map(|(mut part, place)| {
        let number = place.number;
        part.source.sha256 = sha256(format!("{} part {number}", place.file).as_bytes());
        part.source.file = format!("{} – part {number}", part.source.file);
        part.source.part = Some(place);
        part
    });
    (own, parts.collect())
}

/// Lower-case hexadecimal SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let hex = |b: &u8| format!("{b:02x}");
    Sha256::digest(bytes).iter().map(hex).collect()
}

/// Serves one reading where this process was started for that, and says so. To be called before anything else.
pub fn serve_reader() -> Option<io::Result<()>> {
    let asked = std::env::args_os()
        .nth(1)
        .is_some_and(|a| a == child::ARGUMENT);
    asked.then(|| child::serve(io::stdin(), io::stdout()))
}

/// The name by which a source goes: the last part of its path.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Reads files without a workspace, with the papers that they hold. Partial dates are completed from one file to the other; a file that cannot be
/// read does not stop the others.
pub async fn read(
    paths: &[PathBuf],
    reader: &Reader,
) -> Result<Vec<Result<Reading, (PathBuf, Error)>>, Error> {
    let reader = Arc::new(reader.clone());
    let (mut documents, mut failed) = (Vec::new(), Vec::new());
    for path in paths {
        let (reader, path) = (Arc::clone(&reader), path.clone());
        let all = move || -> Vec<Result<Document, (PathBuf, Error)>> {
            let bytes = match reader.bytes(&path) {
                Ok(bytes) => bytes,
                Err(e) => return vec![Err((path, e))],
            };
            let papers = reader.papers(bytes, &file_name(&path)).papers;
            let read = papers.into_iter().map(|paper| {
                let at = path.with_file_name(&paper.name);
                paper.read.map_err(|e| (at, Error::from(e)))
            });
            read.collect()
        };
        for read in tokio::task::spawn_blocking(all).await? {
            match read {
                Ok(document) => {
                    documents.push(document);
                    failed.push(None);
                }
                Err(failure) => failed.push(Some(failure)),
            }
        }
    }
    let mut readings = Reading::together(documents, Rules::built_in()).into_iter();
    let in_order = failed
        .into_iter()
        .filter_map(|failure| failure.map_or_else(|| readings.next().map(Ok), |f| Some(Err(f))));
    Ok(in_order.collect())
}
