//! The case that the window has open, and the work that goes on behind.
//!
//! One call for each thing that the window asks for besides the verbs of an open case. Deliberately not here: Tauri,
//! menus and what the program remembers from one start to the next; the [`Shell`] is told what it needs for them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use scrutiny_casebook::{
    Cancel, Casebook, Presence, Reader, Scope, Second, Step, Who, draft_picture,
};
use serde::{Deserialize, Serialize};

use crate::drafts::Drafts;
use crate::{
    Bridge, BridgeText, CaseFile, ImportStep, PackChoices, PackFile, PackPaper, PackPreview,
    Problem, count, draft_text,
};

/// How often it is looked whether an open case wants a backup.
const BETWEEN_BACKUPS: Duration = Duration::from_secs(3_600);

/// What the window begins with.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct AtStart {
    pub case: Option<CaseFile>,
    /// Files and folders to import into it.
    pub papers: Vec<String>,
}

/// How far the second reading of a case is: the window tells, and shows at the end what it found.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct SecondReadingProgress {
    /// The path of the case.
    pub case: String,
    /// Papers read a second time, of all that waited for it.
    pub done: u32,
    pub total: u32,
}

/// Who holds the window, and is told what goes on.
pub trait Shell: Send + Sync {
    /// A case was opened or made.
    fn opened(&self, case: &CaseFile);
    /// A paper was read a second time.
    fn read_second(&self, so_far: SecondReadingProgress);
}

/// What the window's calls share. Clones share it.
#[derive(Clone)]
pub struct Desk(Arc<Shared>);

struct Shared {
    shell: Box<dyn Shell>,
    /// Reads the papers that come in and draws their pages.
    reader: Reader,
    open: Mutex<Option<Bridge>>,
    /// Stops the long work that goes on, if any does.
    work: Mutex<Cancel>,
    /// Whether somebody is there: what goes on behind rests meanwhile.
    presence: Presence,
    drafts: Drafts,
}

impl Desk {
    /// With no case open.
    pub fn new(shell: impl Shell + 'static, reader: Reader) -> Desk {
        Desk(Arc::new(Shared {
            shell: Box::new(shell),
            reader,
            open: Mutex::default(),
            work: Mutex::default(),
            presence: Presence::default(),
            drafts: Drafts::default(),
        }))
    }

    /// The open case, for somebody who asks for something in it.
    ///
    /// # Errors
    /// Where none is open.
    pub fn case(&self) -> Result<Bridge, Problem> {
        self.0.presence.asks();
        lock(&self.0.open)
            .clone()
            .ok_or_else(|| Problem::new("No case is open. Open one or make a new one first."))
    }

    /// Takes up what the program was started with: a case, made where it is not there yet, and papers to import into
    /// it. Without one, after a reload of the page, the case that is open.
    ///
    /// # Errors
    /// Where the case cannot be opened.
    pub async fn begin(
        &self,
        case: Option<PathBuf>,
        papers: &[PathBuf],
    ) -> Result<AtStart, Problem> {
        let case = match case {
            Some(path) => {
                let casebook = Casebook::open_or_create(&path).await?;
                Some(self.put_and_go_on(casebook).await)
            }
            None => self.case().ok().map(|case| CaseFile::of(case.casebook())),
        };
        let papers = papers.iter().map(|path| path.display().to_string());
        Ok(AtStart {
            case,
            papers: papers.collect(),
        })
    }

    /// Opens a case that is made the first time; while it has no papers, with those to import into it.
    ///
    /// # Errors
    /// Where the case cannot be opened.
    pub async fn begin_with(&self, case: &Path, papers: &Path) -> Result<AtStart, Problem> {
        let casebook = Casebook::open_or_create(case).await?;
        let empty = casebook.list(Scope::default()).await?.is_empty();
        let papers = empty.then(|| papers.display().to_string());
        Ok(AtStart {
            case: Some(self.put_and_go_on(casebook).await),
            papers: papers.into_iter().collect(),
        })
    }

    /// Makes a new case and opens it.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub async fn create(&self, path: &Path) -> Result<CaseFile, Problem> {
        Ok(self.put(Casebook::create(path).await?).await)
    }

    /// Opens a case.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub async fn open(&self, path: &Path) -> Result<CaseFile, Problem> {
        let casebook = Casebook::open(path).await?;
        Ok(self.put_and_go_on(casebook).await)
    }

    /// Imports files and folders; `each` is told of each file, in order.
    ///
    /// # Errors
    /// Where nothing can go on.
    pub async fn import(
        &self,
        who: &Who,
        paths: &[PathBuf],
        mut each: impl FnMut(ImportStep),
    ) -> Result<(), Problem> {
        let casebook = self.case()?.into_casebook();
        let stop = self.begin_work();
        let step = |step: &Step| each(ImportStep::of(step));
        let imported = casebook
            .import(paths, &self.0.reader, who, &stop, step)
            .await;
        // Also where somebody stopped it or it failed: for what came in before, and what had been waiting when it
        // began.
        self.read_second_behind(casebook);
        imported?;
        Ok(())
    }

    /// Stops the long work that goes on, after the file it is at. What was done stays.
    pub fn stop(&self) {
        lock(&self.0.work).cancel();
    }

    /// The pack as it would be now; none where another was asked for meanwhile.
    ///
    /// # Errors
    /// Where there is nothing to compare yet.
    pub async fn preview_pack(
        &self,
        authority: &str,
        choices: &PackChoices,
        made: Date,
        who: &Who,
    ) -> Result<Option<PackPreview>, Problem> {
        let case = self.case()?;
        let draft = case.draft_of(authority, choices, made, who);
        Ok(self.0.drafts.newest(draft).await?)
    }

    /// A pack that was made before, as its pages were; none where another was asked for meanwhile.
    ///
    /// # Errors
    /// Where there is no such pack.
    pub async fn preview_made(
        &self,
        id: u32,
        paper: PackPaper,
    ) -> Result<Option<PackPreview>, Problem> {
        let case = self.case()?;
        let draft = case.draft_again(id, paper);
        Ok(self.0.drafts.newest(draft).await?)
    }

    /// What the pages of a draft say; none where the draft is not kept any more.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub async fn preview_text(&self, sha256: &str) -> Result<Option<BridgeText>, Problem> {
        Ok(match self.0.drafts.bytes(sha256) {
            Some(bytes) => Some(draft_text(bytes, &self.0.reader).await?),
            None => None,
        })
    }

    /// Makes the pack of one authority, at `out` in the form its ending asks for, or as PDF beside the case under a
    /// name that is free.
    ///
    /// # Errors
    /// Where there is nothing to compare yet or the file cannot be written.
    pub async fn make_pack(
        &self,
        who: &Who,
        authority: &str,
        choices: &PackChoices,
        out: Option<&Path>,
        made: Date,
    ) -> Result<PackFile, Problem> {
        let case = self.case()?;
        let file = case.pack_file(authority, choices, out, made, who).await?;
        Ok(self.0.drafts.made(file))
    }

    /// Writes a pack that was made before to `out`, in the form its ending asks for.
    ///
    /// # Errors
    /// Where there is no such pack or the file cannot be written.
    pub async fn write_pack_again(
        &self,
        id: u32,
        paper: PackPaper,
        out: &Path,
    ) -> Result<PackFile, Problem> {
        let file = self.case()?.pack_file_again(id, paper, out).await?;
        Ok(self.0.drafts.made(file))
    }

    /// Whether a file is a pack that was made since the program was started: no other may be shown.
    pub fn was_made(&self, path: &Path) -> bool {
        self.0.drafts.was_made(path)
    }

    /// A page (from 0) of a draft or of a paper as PNG, `scale` pixels a point; none where there is no such page.
    ///
    /// # Errors
    /// Where it cannot be drawn, or no case is open.
    pub async fn picture(
        &self,
        sha256: &str,
        page: usize,
        scale: f32,
    ) -> Result<Option<Vec<u8>>, Problem> {
        if let Some(bytes) = self.0.drafts.bytes(sha256) {
            return Ok(draft_picture(bytes, page, scale).await?);
        }
        let case = self.case()?;
        let picture = case.casebook().picture(sha256, page, scale, &self.0.reader);
        Ok(picture.await?)
    }

    /// Closes the case that is open, and what was made of it; gives its path. What goes on behind stops.
    pub(crate) async fn leave(&self) -> Result<PathBuf, Problem> {
        let case = self.case()?;
        let path = case.casebook().path().to_owned();
        self.stop();
        *lock(&self.0.open) = None;
        self.0.drafts.forget();
        case.into_casebook().close().await;
        Ok(path)
    }

    /// Puts a case in the place of the one before, and closes that.
    async fn put(&self, casebook: Casebook) -> CaseFile {
        let file = CaseFile::of(&casebook);
        let before = lock(&self.0.open).replace(Bridge::new(casebook));
        // The same file may be opened again: then the connection is shared with nobody and goes by itself.
        if let Some(before) = before
            && before.casebook().path() != Path::new(&file.path)
        {
            before.into_casebook().close().await;
        }
        self.0.shell.opened(&file);
        file
    }

    /// As [`Desk::put`], and what goes on behind in a case that has just been opened.
    async fn put_and_go_on(&self, casebook: Casebook) -> CaseFile {
        let mut file = self.put(casebook.clone()).await;
        if let Err(e) = casebook.back_up_if_due(Timestamp::now()).await {
            file.told
                .push(format!("No backup of this case could be made. {e}"));
        }
        self.back_up_behind(casebook.clone());
        // The first search of a large case reads its indices from the disk: before somebody waits for it. Of the
        // second word the one index knows nothing, and the other is asked.
        let searched = Bridge::new(casebook.clone());
        tokio::spawn(async move {
            for words in ["inspectors", "inspectio"] {
                // Where it fails, it fails again for somebody who is told.
                let _ = searched.search(words, None).await;
            }
        });
        self.read_second_behind(casebook);
        file
    }

    /// Looks each hour, as long as the case is open, whether it is time for a backup.
    fn back_up_behind(&self, casebook: Casebook) {
        let desk = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(BETWEEN_BACKUPS).await;
                let open = lock(&desk.0.open).clone();
                if open.is_none_or(|case| case.casebook().path() != casebook.path()) {
                    break;
                }
                // Where none can be made, the next opening says so.
                let _ = casebook.back_up_if_due(Timestamp::now()).await;
            }
        });
    }

    /// The rules have answered and the case can be used. Behind, papers that an earlier program extracted are read from
    /// their originals again, and the second reading goes on. What it does not come to,
    /// because it is stopped or the case closed, is taken up when the case is opened again or more papers come in.
    fn read_second_behind(&self, casebook: Casebook) {
        let case = CaseFile::of(&casebook).path;
        let stop = self.begin_work();
        let desk = self.clone();
        tokio::spawn(async move {
            let each = |second: &Second| {
                desk.0.shell.read_second(SecondReadingProgress {
                    case: case.clone(),
                    done: count(second.done),
                    total: count(second.total),
                });
            };
            // What is found damaged takes nothing new from here on, and says so where somebody writes.
            let _ = casebook.check().await;
            // Where one fails, the papers wait until the case is opened again.
            let _ = casebook
                .extract_again(&desk.0.reader, &stop, Timestamp::now())
                .await;
            let _ = casebook.read_second(&stop, &desk.0.presence, each).await;
        });
    }

    /// A stop for the long work that begins now. What went on before stops: two second readings would read the same.
    fn begin_work(&self) -> Cancel {
        let cancel = Cancel::default();
        std::mem::replace(&mut *lock(&self.0.work), cancel.clone()).cancel();
        cancel
    }
}

/// A value behind a lock is whole even where a thread panicked: each is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
