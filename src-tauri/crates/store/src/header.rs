//! The first bytes of a file, read without opening it as a database, which would touch it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::{APPLICATION_ID, StoreError};

/// The header of an SQLite file: <https://www.sqlite.org/fileformat.html#the_database_header>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header(pub [u8; Header::LENGTH]);

impl Header {
    pub const LENGTH: usize = 100;

    /// That of a case.
    pub fn of_case(path: &Path) -> Result<Header, StoreError> {
        let file = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound(path.to_owned()),
            _ => StoreError::file(path, e),
        };
        // Opening a pipe or a device could wait for ever.
        if !fs::metadata(path).map_err(file)?.is_file() {
            return Err(StoreError::NotAWorkspace(path.to_owned()));
        }
        let mut header = [0; Header::LENGTH];
        match File::open(path).and_then(|mut f| f.read_exact(&mut header)) {
            Err(e) if e.kind() != io::ErrorKind::UnexpectedEof => Err(file(e)),
            Ok(()) if Header(header).is_ours() => Ok(Header(header)),
            _ => Err(StoreError::NotAWorkspace(path.to_owned())),
        }
    }

    pub fn is_ours(&self) -> bool {
        self.0.starts_with(b"SQLite format 3\0") && self.0[68..72] == APPLICATION_ID.to_be_bytes()
    }

    /// Whether a log of changes (`-wal`) belongs beside the file, as programs before format 10 left it.
    pub fn has_log(&self) -> bool {
        self.0[18] == 2 || self.0[19] == 2
    }

    pub fn page_size(&self) -> u32 {
        match u16::from_be_bytes([self.0[16], self.0[17]]) {
            1 => 65_536,
            size => u32::from(size),
        }
    }

    /// Counts the transactions.
    pub fn change_counter(&self) -> u32 {
        self.number(24)
    }

    /// Counts the changes of the schema, from a number drawn by lot for each file: what tells two files apart.
    pub fn schema_cookie(&self) -> u32 {
        self.number(40)
    }

    fn number(&self, at: usize) -> u32 {
        u32::from_be_bytes([self.0[at], self.0[at + 1], self.0[at + 2], self.0[at + 3]])
    }
}
