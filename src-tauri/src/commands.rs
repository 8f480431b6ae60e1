//! What the user interface may ask for: each command is one call into the casebook.

use std::path::PathBuf;

use scrutiny_casebook::bridge::{
    BridgeAnnotation, BridgeComparison, BridgeCorrection, BridgeCycle, BridgeFinding, BridgeHits,
    BridgeLadder, BridgeText, BridgeWord, CaseFile, Changed, HitKind, ImportStep, Outline, Problem,
    SavedTable, Shown, Written,
};
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::comparison::Decision;
use scrutiny_casebook::domain::findings::Rung;
use scrutiny_casebook::{Cancel, Casebook, Reader, Second, Who};
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State, Wry};
use tauri_specta::Event;

use crate::open_case::OpenCase;
use crate::settings;

/// What a command answers: a value, or what went wrong and what to do.
pub type Answer<T> = Result<T, Problem>;

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
pub async fn at_start(app: AppHandle<Wry>, open: State<'_, OpenCase>) -> Answer<AtStart> {
    let start = open.take_start();
    let case = match start.case {
        Some(path) => {
            let casebook = Casebook::open_or_create(&path).await?;
            let file = open.put(casebook.clone()).await;
            settings::case_opened(&app, &file.path);
            go_on_behind(&app, casebook, open.begin_work());
            Some(file)
        }
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
pub async fn create_case(
    path: PathBuf,
    app: AppHandle<Wry>,
    open: State<'_, OpenCase>,
) -> Answer<CaseFile> {
    let file = open.put(Casebook::create(&path).await?).await;
    settings::case_opened(&app, &file.path);
    Ok(file)
}

/// Opens a case.
#[tauri::command]
#[specta::specta]
pub async fn open_case(
    path: PathBuf,
    app: AppHandle<Wry>,
    open: State<'_, OpenCase>,
) -> Answer<CaseFile> {
    let casebook = Casebook::open(&path).await?;
    let file = open.put(casebook.clone()).await;
    settings::case_opened(&app, &file.path);
    go_on_behind(&app, casebook, open.begin_work());
    Ok(file)
}

/// Imports files and folders; `steps` hears of each file, in order.
#[tauri::command]
#[specta::specta]
pub async fn import_papers(
    paths: Vec<PathBuf>,
    steps: Channel<ImportStep>,
    app: AppHandle<Wry>,
    open: State<'_, OpenCase>,
) -> Answer<()> {
    let each = |step: &scrutiny_casebook::Step| {
        // A page that has gone away no longer listens; the papers come in all the same.
        let _ = steps.send(ImportStep::of(step));
    };
    let (casebook, stop) = (open.casebook()?, open.begin_work());
    let imported = casebook
        .import(&paths, &reader(), &now(), &stop, each)
        .await;
    // Also where somebody stopped it or it failed: for what came in before, and what had been waiting when it began.
    read_on_behind(app, casebook, open.begin_work());
    imported?;
    Ok(())
}

/// Stops the import that runs, after the file it is at. What was imported stays.
#[tauri::command]
#[specta::specta]
pub async fn stop_import(open: State<'_, OpenCase>) -> Answer<()> {
    open.stop_work();
    Ok(())
}

/// What was read in the case's papers, its large parts by name.
#[tauri::command]
#[specta::specta]
pub async fn outline(open: State<'_, OpenCase>) -> Answer<Outline> {
    Ok(open.casebook()?.outline().await?)
}

/// The findings of each of these parts; none where one is not of the newest outline.
#[tauri::command]
#[specta::specta]
pub async fn findings_parts(
    names: Vec<String>,
    open: State<'_, OpenCase>,
) -> Answer<Option<Vec<Vec<BridgeFinding>>>> {
    Ok(open.casebook()?.findings_parts(&names))
}

/// The comparison of each of these parts; none where one is not of the newest outline.
#[tauri::command]
#[specta::specta]
pub async fn comparison_parts(
    names: Vec<String>,
    open: State<'_, OpenCase>,
) -> Answer<Option<Vec<BridgeComparison>>> {
    Ok(open.casebook()?.comparison_parts(&names))
}

/// Writes what a screen shows to an `.xlsx` or `.csv` file.
#[tauri::command]
#[specta::specta]
pub async fn save_shown(
    shown: Shown,
    path: PathBuf,
    open: State<'_, OpenCase>,
) -> Answer<SavedTable> {
    Ok(open.casebook()?.save_shown(shown, today(), &path).await?)
}

/// Keeps what a person wrote; in the place of the version before where `id` names one.
#[tauri::command]
#[specta::specta]
pub async fn write_down(
    id: Option<u32>,
    written: Written,
    open: State<'_, OpenCase>,
) -> Answer<BridgeAnnotation> {
    Ok(open.casebook()?.write_down(&now(), id, written).await?)
}

/// Takes an annotation away; it stays in the history.
#[tauri::command]
#[specta::specta]
pub async fn take_away(id: u32, open: State<'_, OpenCase>) -> Answer<()> {
    Ok(open
        .casebook()?
        .remove_annotation(&now(), i64::from(id))
        .await?)
}

/// Takes back what was done last; none where there is nothing to take back.
#[tauri::command]
#[specta::specta]
pub async fn undo(open: State<'_, OpenCase>) -> Answer<Option<Changed>> {
    let change = open.casebook()?.undo(&now()).await?;
    Ok(change.as_ref().map(Changed::of))
}

/// Brings back what was taken back last.
#[tauri::command]
#[specta::specta]
pub async fn redo(open: State<'_, OpenCase>) -> Answer<Option<Changed>> {
    let change = open.casebook()?.redo(&now()).await?;
    Ok(change.as_ref().map(Changed::of))
}

/// Puts a fact of a paper right.
#[tauri::command]
#[specta::specta]
pub async fn put_right(
    source: String,
    correction: BridgeCorrection,
    open: State<'_, OpenCase>,
) -> Answer<()> {
    Ok(open
        .casebook()?
        .put_right(&now(), &source, correction)
        .await?)
}

/// Keeps what a person decided about a link or a class.
#[tauri::command]
#[specta::specta]
pub async fn decide(
    cycle: Option<BridgeCycle>,
    decision: Decision,
    open: State<'_, OpenCase>,
) -> Answer<()> {
    Ok(open.casebook()?.decide_in(&now(), cycle, decision).await?)
}

/// Which words of quantity say more than which, in this case.
#[tauri::command]
#[specta::specta]
pub async fn ladder(open: State<'_, OpenCase>) -> Answer<BridgeLadder> {
    Ok(open.casebook()?.ladder_shown().await?)
}

/// Puts an order of a person's own in its place; none goes back to the one that comes with the program.
#[tauri::command]
#[specta::specta]
pub async fn set_ladder(rungs: Option<Vec<Rung>>, open: State<'_, OpenCase>) -> Answer<()> {
    Ok(open.casebook()?.set_ladder(&now(), rungs).await?)
}

/// Marks a paper as for members only or for all, or sets it aside.
#[tauri::command]
#[specta::specta]
pub async fn mark_paper(
    source: String,
    visibility: Visibility,
    set_aside: bool,
    open: State<'_, OpenCase>,
) -> Answer<()> {
    Ok(open
        .casebook()?
        .mark_paper(&now(), &source, visibility, set_aside)
        .await?)
}

/// The text of a paper.
#[tauri::command]
#[specta::specta]
pub async fn text(source: String, open: State<'_, OpenCase>) -> Answer<BridgeText> {
    Ok(open.casebook()?.text(&source).await?)
}

/// The words on a page (from 0) and where they stand.
#[tauri::command]
#[specta::specta]
pub async fn words_on(
    source: String,
    page: u32,
    open: State<'_, OpenCase>,
) -> Answer<Vec<BridgeWord>> {
    Ok(open.casebook()?.words_on(&source, page).await?)
}

/// Looks for words in everything, or in one kind of it.
#[tauri::command]
#[specta::specta]
pub async fn find(
    words: String,
    kind: Option<HitKind>,
    open: State<'_, OpenCase>,
) -> Answer<BridgeHits> {
    Ok(open.casebook()?.find(&words, kind).await?)
}

/// What goes on behind in a case that has just been opened.
pub fn go_on_behind(app: &AppHandle<Wry>, casebook: Casebook, stop: Cancel) {
    // The first search of a large case reads its indices from the disk: before somebody waits for it. Of the second word
    // the one index knows nothing, and the other is asked.
    let searched = casebook.clone();
    tauri::async_runtime::spawn(async move {
        for words in ["inspectors", "inspectio"] {
            // Where it fails, it fails again for somebody who is told.
            let _ = searched.find(words, None).await;
        }
    });
    read_on_behind(app.clone(), casebook, stop);
}

/// How far the second reading of a case is: the window tells, and shows at the end what it found.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub struct SecondReading {
    /// The path of the case.
    pub case: String,
    /// Papers read a second time, of all that waited for it.
    pub done: u32,
    pub total: u32,
}

/// The rules have answered and the case can be used; the second reading goes on behind. What it does not come to,
/// because it is stopped or the case closed, is taken up when the case is opened again or more papers come in.
fn read_on_behind(app: AppHandle<Wry>, casebook: Casebook, stop: Cancel) {
    let case = CaseFile::of(&casebook).path;
    let presence = app.state::<OpenCase>().presence();
    let each = move |second: &Second| tell(&app, &case, second);
    tauri::async_runtime::spawn(async move { casebook.read_second(&stop, &presence, each).await });
}

fn tell(app: &AppHandle<Wry>, case: &str, second: &Second) {
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
    let so_far = SecondReading {
        case: case.to_owned(),
        done: count(second.done),
        total: count(second.total),
    };
    // A window that has gone away no longer listens; the papers are read all the same.
    let _ = so_far.emit(app);
}

/// Reads each file in a process of its own, which is this program again (see [`crate::main`]).
pub fn reader() -> Reader {
    std::env::current_exe().map_or_else(|_| Reader::in_process(), Reader::in_child)
}

/// Who does something, and when.
pub fn now() -> Who {
    Who {
        by: None,
        at: jiff::Timestamp::now(),
    }
}

/// The day by the clock on the wall.
pub fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}
