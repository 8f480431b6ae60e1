//! Commands of the briefing screen: what is chosen, the pack as it would be, the packs made.
//!
//! A draft takes its time and a person goes on choosing meanwhile: one is made at a time, the newest wishes win, and
//! what nobody waits for any more is dropped.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use scrutiny_casebook::bridge::{
    BridgeText, PackChoices, PackFile, PackMade, PackPaper, PackPreview, Problem, picture_of_draft,
    text_of_draft,
};
use scrutiny_casebook::{Draft, Error, Form};
use tauri::State;
use tauri::async_runtime;

use crate::commands::{Answer, now, reader, today};
use crate::open_case::OpenCase;

/// How many drafts are kept: the one looked at, and the one before while its pictures are still on their way.
const KEPT: usize = 2;

/// Drafts that the window looks at, and the files made for it.
#[derive(Default)]
pub struct Drafts {
    /// Counts the wishes for a draft.
    wishes: AtomicU64,
    /// Held by the one that is made.
    turn: async_runtime::Mutex<()>,
    /// By the SHA-256 of their bytes, the newest last.
    kept: Mutex<VecDeque<(String, Arc<Vec<u8>>)>>,
    /// What may be opened in the system's own viewer.
    made: Mutex<Vec<PathBuf>>,
}

impl Drafts {
    /// Makes a draft when the one before is made, unless another was wished for meanwhile.
    async fn newest(
        &self,
        make: impl Future<Output = Result<Draft, Error>>,
    ) -> Answer<Option<PackPreview>> {
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
    pub fn bytes(&self, sha256: &str) -> Option<Arc<Vec<u8>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, _)| known == sha256);
        found.map(|(_, bytes)| Arc::clone(bytes))
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

    fn made(&self, file: PackFile) -> PackFile {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.push(PathBuf::from(&file.path));
        file
    }

    fn was_made(&self, path: &PathBuf) -> bool {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.contains(path)
    }

    /// A page of a draft as PNG; none where the draft is not kept any more or has no such page.
    pub async fn picture(
        &self,
        sha256: &str,
        page: usize,
        scale: f32,
    ) -> Result<Option<Vec<u8>>, Problem> {
        match self.bytes(sha256) {
            Some(bytes) => Ok(picture_of_draft(bytes, page, scale).await?),
            None => Ok(None),
        }
    }
}

/// What was chosen last for the pack of an authority; the usual where nothing was.
#[tauri::command]
#[specta::specta]
pub async fn pack_choices(authority: String, open: State<'_, OpenCase>) -> Answer<PackChoices> {
    Ok(open.casebook()?.pack_choices(&authority).await?)
}

/// Keeps what is chosen for the pack of an authority.
#[tauri::command]
#[specta::specta]
pub async fn choose_pack(
    authority: String,
    choices: PackChoices,
    open: State<'_, OpenCase>,
) -> Answer<()> {
    let casebook = open.casebook()?;
    Ok(casebook.choose_pack(&now(), &authority, &choices).await?)
}

/// The pack as it would be now; none where another was asked for meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn preview_pack(
    authority: String,
    choices: PackChoices,
    open: State<'_, OpenCase>,
    drafts: State<'_, Drafts>,
) -> Answer<Option<PackPreview>> {
    let casebook = open.casebook()?;
    let draft = casebook.draft_of(&authority, &choices, today());
    drafts.newest(draft).await
}

/// A pack that was made before, as its pages were; none where another was asked for meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn preview_made(
    id: u32,
    paper: PackPaper,
    open: State<'_, OpenCase>,
    drafts: State<'_, Drafts>,
) -> Answer<Option<PackPreview>> {
    let casebook = open.casebook()?;
    let draft = casebook.pack_again(i64::from(id), Form::Pdf(paper.into()));
    drafts.newest(draft).await
}

/// What the pages of a draft say; none where the draft is not kept any more.
#[tauri::command]
#[specta::specta]
pub async fn preview_text(sha256: String, drafts: State<'_, Drafts>) -> Answer<Option<BridgeText>> {
    match drafts.bytes(&sha256) {
        Some(bytes) => Ok(Some(text_of_draft(bytes, &reader()).await?)),
        None => Ok(None),
    }
}

/// Makes the pack of one authority, in the form its ending asks for; as PDF beside the case under a free name where no
/// path is given.
#[tauri::command]
#[specta::specta]
pub async fn make_pack(
    authority: String,
    choices: PackChoices,
    path: Option<PathBuf>,
    open: State<'_, OpenCase>,
    drafts: State<'_, Drafts>,
) -> Answer<PackFile> {
    let casebook = open.casebook()?;
    let file = casebook
        .pack_file(&authority, &choices, path.as_deref(), today(), &now())
        .await?;
    Ok(drafts.made(file))
}

/// All packs made of the case, newest first.
#[tauri::command]
#[specta::specta]
pub async fn packs(open: State<'_, OpenCase>) -> Answer<Vec<PackMade>> {
    let packs = open.casebook()?.packs().await?;
    Ok(packs.iter().map(PackMade::of).collect())
}

/// Writes a pack that was made before once more, in the form its ending asks for.
#[tauri::command]
#[specta::specta]
pub async fn write_pack_again(
    id: u32,
    paper: PackPaper,
    path: PathBuf,
    open: State<'_, OpenCase>,
    drafts: State<'_, Drafts>,
) -> Answer<PackFile> {
    let casebook = open.casebook()?;
    let file = casebook.pack_file_again(id, paper, &path).await?;
    Ok(drafts.made(file))
}

/// Opens a pack just made in the system's own viewer. No other file can be opened so.
#[tauri::command]
#[specta::specta]
pub async fn show_pack(path: PathBuf, drafts: State<'_, Drafts>) -> Answer<()> {
    let problem = |message: String| Problem {
        code: "not_shown".to_owned(),
        message,
    };
    if !drafts.was_made(&path) {
        return Err(problem("Only a pack just made can be opened.".to_owned()));
    }
    open::that_detached(&path).map_err(|error| {
        problem(format!(
            "{} is there, but no program to show it answered ({error}). Open it from its folder.",
            path.display()
        ))
    })
}
