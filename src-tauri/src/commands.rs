//! What the user interface may ask for: each command is one call into the casebook.

use std::path::PathBuf;

use scrutiny_casebook::bridge::{CaseFile, Contents, ImportStep, PackFile, Problem};
use scrutiny_casebook::{Casebook, Reader, Who};
use serde::Serialize;
use tauri::State;
use tauri::ipc::Channel;

use crate::open_case::OpenCase;

type Answer<T> = Result<T, Problem>;

/// What the window begins with.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct AtStart {
    pub case: Option<CaseFile>,
    /// Files and folders to import into it.
    pub papers: Vec<String>,
}

/// Takes up what the program was started with; after a reload of the page, the case that is open.
#[tauri::command]
#[specta::specta]
pub async fn at_start(open: State<'_, OpenCase>) -> Answer<AtStart> {
    let start = open.take_start();
    let case = match start.case {
        Some(path) => Some(open.put(Casebook::open_or_create(&path).await?).await),
        None => open.casebook().ok().as_ref().map(CaseFile::of),
    };
    let papers = start
        .papers
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    Ok(AtStart { case, papers })
}

/// Makes a new case and opens it.
#[tauri::command]
#[specta::specta]
pub async fn create_case(path: PathBuf, open: State<'_, OpenCase>) -> Answer<CaseFile> {
    Ok(open.put(Casebook::create(&path).await?).await)
}

/// Opens a case.
#[tauri::command]
#[specta::specta]
pub async fn open_case(path: PathBuf, open: State<'_, OpenCase>) -> Answer<CaseFile> {
    Ok(open.put(Casebook::open(&path).await?).await)
}

/// Imports files and folders; `steps` hears of each file, in order.
#[tauri::command]
#[specta::specta]
pub async fn import_papers(
    paths: Vec<PathBuf>,
    steps: Channel<ImportStep>,
    open: State<'_, OpenCase>,
) -> Answer<()> {
    let each = |step: &scrutiny_casebook::Step| {
        // A page that has gone away no longer listens; the papers come in all the same.
        let _ = steps.send(ImportStep::of(step));
    };
    open.casebook()?
        .import(&paths, &reader(), &now(), &open.begin_import(), each)
        .await?;
    Ok(())
}

/// Stops the import that runs, after the file it is at. What was imported stays.
#[tauri::command]
#[specta::specta]
pub async fn stop_import(open: State<'_, OpenCase>) -> Answer<()> {
    open.stop_import();
    Ok(())
}

/// Everything that was read in the case's papers.
#[tauri::command]
#[specta::specta]
pub async fn contents(open: State<'_, OpenCase>) -> Answer<Contents> {
    Ok(open.casebook()?.contents().await?)
}

/// Makes the pack of one authority, beside the case under a free name where no path is given.
#[tauri::command]
#[specta::specta]
pub async fn make_pack(
    authority: String,
    path: Option<PathBuf>,
    open: State<'_, OpenCase>,
) -> Answer<PackFile> {
    let who = now();
    let made = who.at.to_zoned(jiff::tz::TimeZone::system()).date();
    Ok(open
        .casebook()?
        .pack_file(&authority, path.as_deref(), made, &who)
        .await?)
}

/// Reads each file in a process of its own, which is this program again (see [`crate::main`]).
fn reader() -> Reader {
    std::env::current_exe().map_or_else(|_| Reader::in_process(), Reader::in_child)
}

fn now() -> Who {
    Who {
        by: None,
        at: jiff::Timestamp::now(),
    }
}
