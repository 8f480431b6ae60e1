//! Files to readings: the document, what it states about itself, its findings.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::Document;
use scrutiny_domain::findings::Rules;
use scrutiny_intake::{Limits, Refusal, child};

use crate::Error;

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

    /// Reads one file. Blocks: for threads of their own.
    pub(crate) fn reading(&self, bytes: &[u8], file_name: &str) -> Result<Reading, Refusal> {
        let document = self.document(bytes, file_name)?;
        Ok(Reading::of(document, Rules::built_in()))
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

/// Reads files without a workspace. Partial dates are completed from one file to the other; a file that cannot be
/// read does not stop the others.
pub async fn read(
    paths: &[PathBuf],
    reader: &Reader,
) -> Result<Vec<Result<Reading, (PathBuf, Error)>>, Error> {
    let reader = Arc::new(reader.clone());
    let (mut documents, mut failed) = (Vec::new(), Vec::new());
    for path in paths {
        let (reader, path) = (Arc::clone(&reader), path.clone());
        let one = move || -> Result<Document, (PathBuf, Error)> {
            let read = reader
                .bytes(&path)
                .and_then(|b| Ok(reader.document(&b, &file_name(&path))?));
            read.map_err(|e| (path, e))
        };
        match tokio::task::spawn_blocking(one).await? {
            Ok(document) => {
                documents.push(document);
                failed.push(None);
            }
            Err(failure) => failed.push(Some(failure)),
        }
    }
    let mut readings = Reading::together(documents, Rules::built_in()).into_iter();
    let in_order = failed
        .into_iter()
        .filter_map(|failure| failure.map_or_else(|| readings.next().map(Ok), |f| Some(Err(f))));
    Ok(in_order.collect())
}
