//! How much a reading may take before it is refused.

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// Limits of one reading. Bytes and pages are checked by [`crate::read`]; seconds and memory can only be enforced
/// from outside, by reading in a child process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: u64,
    /// Most pages.
    pub pages: usize,
    /// Longest reading, in seconds of wall time.
    pub seconds: u64,
    /// Most memory of the reading process, in bytes.
    pub memory: u64,
}

impl Limits {
    /// Whether a file of so many bytes may be read at all.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`] where it may not.
    pub fn allow(&self, bytes: u64) -> Result<(), Refusal> {
        if bytes > self.bytes {
            return Err(Refusal::TooLarge {
                what: megabytes(bytes),
                limit: megabytes(self.bytes),
            });
        }
        Ok(())
    }
}

impl Default for Limits {
    /// Generous for an agenda pack of a thousand pages, small for a laptop.
    fn default() -> Self {
        Limits {
            bytes: 200 << 20,
            pages: 3_000,
            seconds: 120,
            memory: 1 << 30,
        }
    }
}

/// "12 MB", rounded up, for sentences.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
