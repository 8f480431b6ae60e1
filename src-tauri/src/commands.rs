//! What the user interface may ask for: each command is one call of the desk or of the case that is open.

use std::path::PathBuf;

use scrutiny_bridge::{
    AtStart, BridgeAnnotation, BridgeComparison, BridgeCorrection, BridgeCycle, BridgeFinding,
    BridgeHits, BridgeLadder, BridgePlace, BridgeSteps, BridgeText, BridgeWord, CaseFile, Desk,
    HitKind, ImportStep, Outline, Problem, SavedTable, Shown, Written,
};
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::comparison::Decision;
use scrutiny_casebook::domain::findings::Rung;
use scrutiny_casebook::{Reader, Who};
use tauri::State;
use tauri::ipc::Channel;

use crate::start::Starts;

/// What a command answers: a value, or what went wrong and what to do.
pub type Answer<T> = Result<T, Problem>;

/// Takes up what the program was started with; after a reload of the page, the case that is open.
#[tauri::command]
#[specta::specta]
pub async fn at_start(starts: State<'_, Starts>, desk: State<'_, Desk>) -> Answer<AtStart> {
    let start = starts.take();
    desk.begin(start.case, &start.papers).await
}

/// Makes a new case and opens it.
#[tauri::command]
#[specta::specta]
pub async fn create_case(path: PathBuf, desk: State<'_, Desk>) -> Answer<CaseFile> {
    desk.create(&path).await
}

/// Opens a case.
#[tauri::command]
#[specta::specta]
pub async fn open_case(path: PathBuf, desk: State<'_, Desk>) -> Answer<CaseFile> {
    desk.open(&path).await
}

/// Imports files and folders; `steps` hears of each file, in order.
#[tauri::command]
#[specta::specta]
pub async fn import_papers(
    paths: Vec<PathBuf>,
    steps: Channel<ImportStep>,
    desk: State<'_, Desk>,
) -> Answer<()> {
    let each = |step: ImportStep| {
        // A page that has gone away no longer listens; the papers come in all the same.
        let _ = steps.send(step);
    };
    desk.import(&now(), &paths, each).await
}

/// Stops the import that runs, after the file it is at. What was imported stays.
#[tauri::command]
#[specta::specta]
pub async fn stop_import(desk: State<'_, Desk>) -> Answer<()> {
    desk.stop();
    Ok(())
}

/// What was read in the case's papers, its large parts by name.
#[tauri::command]
#[specta::specta]
pub async fn outline(desk: State<'_, Desk>) -> Answer<Outline> {
    Ok(desk.case()?.outline().await?)
}

/// The findings of each of these parts; none where one is not of the newest outline.
#[tauri::command]
#[specta::specta]
pub async fn findings_parts(
    names: Vec<String>,
    desk: State<'_, Desk>,
) -> Answer<Option<Vec<Vec<BridgeFinding>>>> {
    Ok(desk.case()?.findings_parts(&names))
}

/// The comparison of each of these parts; none where one is not of the newest outline.
#[tauri::command]
#[specta::specta]
pub async fn comparison_parts(
    names: Vec<String>,
    desk: State<'_, Desk>,
) -> Answer<Option<Vec<BridgeComparison>>> {
    Ok(desk.case()?.comparison_parts(&names))
}

/// Writes what a screen shows to an `.xlsx` or `.csv` file.
#[tauri::command]
#[specta::specta]
pub async fn save_shown(shown: Shown, path: PathBuf, desk: State<'_, Desk>) -> Answer<SavedTable> {
    Ok(desk.case()?.save_shown(shown, today(), &path).await?)
}

/// Keeps what a person wrote. It is safe when this is answered.
#[tauri::command]
#[specta::specta]
pub async fn write(written: Written, desk: State<'_, Desk>) -> Answer<BridgeAnnotation> {
    Ok(desk.case()?.write(&now(), written).await?)
}

/// Keeps another version of an annotation.
#[tauri::command]
#[specta::specta]
pub async fn rewrite(id: u32, written: Written, desk: State<'_, Desk>) -> Answer<BridgeAnnotation> {
    Ok(desk.case()?.rewrite(&now(), id, written).await?)
}

/// Removes an annotation; it stays in the history.
#[tauri::command]
#[specta::specta]
pub async fn remove(id: u32, desk: State<'_, Desk>) -> Answer<()> {
    Ok(desk.case()?.remove(&now(), id).await?)
}

/// Takes back what was done last and says what that was; none where there is nothing to take back.
#[tauri::command]
#[specta::specta]
pub async fn undo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.case()?.undo(&now()).await?)
}

/// Brings back what was taken back last and says what that was.
#[tauri::command]
#[specta::specta]
pub async fn redo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.case()?.redo(&now()).await?)
}

/// What undo would take back, and redo bring back, now.
#[tauri::command]
#[specta::specta]
pub async fn ahead(desk: State<'_, Desk>) -> Answer<BridgeSteps> {
    Ok(desk.case()?.ahead().await?)
}

/// Writes a whole, checked copy of the case to a file that is not there yet.
#[tauri::command]
#[specta::specta]
pub async fn back_up(path: PathBuf, desk: State<'_, Desk>) -> Answer<()> {
    Ok(desk.case()?.back_up(&path).await?)
}

/// Corrects a fact of a paper.
#[tauri::command]
#[specta::specta]
pub async fn correct(
    source: String,
    correction: BridgeCorrection,
    desk: State<'_, Desk>,
) -> Answer<()> {
    Ok(desk.case()?.correct(&now(), &source, correction).await?)
}

/// Keeps what a person decided about a link or a class. Of findings that it names without their words, `unquoted` has the
/// places, in their order.
#[tauri::command]
#[specta::specta]
pub async fn decide(
    cycle: Option<BridgeCycle>,
    decision: Decision,
    unquoted: Vec<BridgePlace>,
    desk: State<'_, Desk>,
) -> Answer<()> {
    let case = desk.case()?;
    Ok(case.decide(&now(), cycle, decision, unquoted).await?)
}

/// Which words of quantity say more than which, in this case.
#[tauri::command]
#[specta::specta]
pub async fn ladder(desk: State<'_, Desk>) -> Answer<BridgeLadder> {
    Ok(desk.case()?.ladder().await?)
}

/// Puts an order of a person's own in its place; none goes back to the one that comes with the program.
#[tauri::command]
#[specta::specta]
pub async fn set_ladder(rungs: Option<Vec<Rung>>, desk: State<'_, Desk>) -> Answer<()> {
    Ok(desk.case()?.set_ladder(&now(), rungs).await?)
}

/// Marks a paper as for members only or for all, or sets it aside.
#[tauri::command]
#[specta::specta]
pub async fn mark(
    source: String,
    visibility: Visibility,
    set_aside: bool,
    desk: State<'_, Desk>,
) -> Answer<()> {
    let case = desk.case()?;
    Ok(case.mark(&now(), &source, visibility, set_aside).await?)
}

/// The text of a paper.
#[tauri::command]
#[specta::specta]
pub async fn text(source: String, desk: State<'_, Desk>) -> Answer<BridgeText> {
    Ok(desk.case()?.text(&source).await?)
}

/// The words on a page (from 0) and where they stand.
#[tauri::command]
#[specta::specta]
pub async fn words_on(source: String, page: u32, desk: State<'_, Desk>) -> Answer<Vec<BridgeWord>> {
    Ok(desk.case()?.words_on(&source, page).await?)
}

/// Looks for words in everything, or in one kind of it.
#[tauri::command]
#[specta::specta]
pub async fn search(
    words: String,
    kind: Option<HitKind>,
    desk: State<'_, Desk>,
) -> Answer<BridgeHits> {
    Ok(desk.case()?.search(&words, kind).await?)
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
