//! Drafts of packs that the window looks at, and the files made for it.
//!
//! A draft takes its time and a person goes on choosing meanwhile: one is made at a time, the newest wishes win, and
//! what nobody waits for any more is dropped.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use scrutiny_casebook::{Draft, Error};

use crate::{PackFile, PackPreview};

/// How many drafts are kept: the one looked at, and the one before while its pictures are still on their way.
const KEPT: usize = 2;

/// Drafts that the window looks at, and the files made for it.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// Counts the wishes for a draft.
    wishes: AtomicU64,
    /// Held by the one that is made.
    turn: tokio::sync::Mutex<()>,
    /// By the SHA-256 of their bytes, the newest last.
    kept: Mutex<VecDeque<(String, Arc<Vec<u8>>)>>,
    /// What may be opened in the system's own viewer.
    made: Mutex<Vec<PathBuf>>,
}

impl Drafts {
    /// Makes a draft when the one before is made, unless another was wished for meanwhile.
    pub(crate) async fn newest(
        &self,
        make: impl Future<Output = Result<Draft, Error>>,
    ) -> Result<Option<PackPreview>, Error> {
        let wish = self.wishes.fetch_add(1, Ordering::SeqCst) + 1;
        let is_newest = || self.wishes.load(Ordering::SeqCst) == wish;
        let _turn = self.turn.lock().await;
        if !is_newest() {
            return Ok(None);
        }
        let draft = make.await?;
        Ok(is_newest().then(|| self.keep(draft)))
    }

    /// The bytes of a draft, where it is still kept.
    pub(crate) fn bytes(&self, sha256: &str) -> Option<Arc<Vec<u8>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, _)| known == sha256);
        found.map(|(_, bytes)| Arc::clone(bytes))
    }

    /// Keeps none any more.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clear();
    }

    fn keep(&self, draft: Draft) -> PackPreview {
        let preview = PackPreview::of(&draft);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != preview.sha256);
        kept.push_back((preview.sha256.clone(), Arc::new(draft.bytes)));
        while kept.len() > KEPT {
            kept.pop_front();
        }
        preview
    }

    /// Remembers a file that was made.
    pub(crate) fn made(&self, file: PackFile) -> PackFile {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.push(PathBuf::from(&file.path));
        file
    }

    pub(crate) fn was_made(&self, path: &Path) -> bool {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter().any(|known| known == path)
    }
}
