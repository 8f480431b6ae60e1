//! Commands of the briefing screen: what is chosen, the pack as it would be, the packs made.

use std::path::PathBuf;

use scrutiny_bridge::{
    BridgeText, Desk, PackChoices, PackFile, PackMade, PackPaper, PackPreview, Problem,
};
use tauri::State;

use crate::commands::{Answer, now, today};

/// What was chosen last for the pack of an authority; the usual where nothing was.
#[tauri::command]
#[specta::specta]
pub async fn pack_choices(authority: String, desk: State<'_, Desk>) -> Answer<PackChoices> {
    Ok(desk.case()?.pack_choices(&authority).await?)
}

/// Keeps what is chosen for the pack of an authority.
#[tauri::command]
#[specta::specta]
pub async fn choose_pack(
    authority: String,
    choices: PackChoices,
    desk: State<'_, Desk>,
) -> Answer<()> {
    let case = desk.case()?;
    Ok(case.choose_pack(&now(), &authority, &choices).await?)
}

/// The pack as it would be now; none where another was asked for meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn preview_pack(
    authority: String,
    choices: PackChoices,
    desk: State<'_, Desk>,
) -> Answer<Option<PackPreview>> {
    desk.preview_pack(&authority, &choices, today(), &now())
        .await
}

/// A pack that was made before, as its pages were; none where another was asked for meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn preview_made(
    id: u32,
    paper: PackPaper,
    desk: State<'_, Desk>,
) -> Answer<Option<PackPreview>> {
    desk.preview_made(id, paper).await
}

/// What the pages of a draft say; none where the draft is not kept any more.
#[tauri::command]
#[specta::specta]
pub async fn preview_text(sha256: String, desk: State<'_, Desk>) -> Answer<Option<BridgeText>> {
    desk.preview_text(&sha256).await
}

/// Makes the pack of one authority, in the form its ending asks for; as PDF beside the case under a free name where no
/// path is given.
#[tauri::command]
#[specta::specta]
pub async fn make_pack(
    authority: String,
    choices: PackChoices,
    path: Option<PathBuf>,
    desk: State<'_, Desk>,
) -> Answer<PackFile> {
    desk.make_pack(&now(), &authority, &choices, path.as_deref(), today())
        .await
}

/// All packs made of the case, newest first.
#[tauri::command]
#[specta::specta]
pub async fn packs(desk: State<'_, Desk>) -> Answer<Vec<PackMade>> {
    Ok(desk.case()?.packs().await?)
}

/// Writes a pack that was made before once more, in the form its ending asks for.
#[tauri::command]
#[specta::specta]
pub async fn write_pack_again(
    id: u32,
    paper: PackPaper,
    path: PathBuf,
    desk: State<'_, Desk>,
) -> Answer<PackFile> {
    desk.write_pack_again(id, paper, &path).await
}

/// Opens a pack just made in the system's own viewer. No other file can be opened so.
#[tauri::command]
#[specta::specta]
pub async fn show_pack(path: PathBuf, desk: State<'_, Desk>) -> Answer<()> {
    if !desk.was_made(&path) {
        return Err(Problem::new("Only a pack just made can be opened."));
    }
    open::that_detached(&path).map_err(|error| {
        Problem::new(format!(
            "{} is there, but no program to show it answered ({error}). Open it from its folder.",
            path.display()
        ))
    })
}
