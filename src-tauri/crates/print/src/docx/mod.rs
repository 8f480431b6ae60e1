//! A Word document with real styles, headings and tables, so that an officer can edit the pack. No library that was
//! looked at can mark a table's header row, which a reader aloud needs; the parts are written here and packed with `zip`.

mod body;
mod parts;

use std::io::{Cursor, Write};

use body::Body;
use scrutiny_domain::briefing::Briefing;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::{PrintError, Printed, Writer};

/// A Word document.
#[derive(Debug, Clone, Copy, Default)]
pub struct DocxWriter;

impl Writer for DocxWriter {
    fn write(&self, briefing: &Briefing) -> Result<Printed, PrintError> {
        let body = Body::new(&briefing.blocks, briefing.neutral);
        let broken = |e: &dyn std::fmt::Display| PrintError::Write {
            reason: e.to_string(),
        };
        // No clock: the same words give the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts::all(briefing, &body) {
            zip.start_file(name, options).map_err(|e| broken(&e))?;
            zip.write_all(text.as_bytes()).map_err(|e| broken(&e))?;
        }
        let bytes = zip.finish().map_err(|e| broken(&e))?.into_inner();
        Ok(Printed { bytes, pages: None })
    }
}
