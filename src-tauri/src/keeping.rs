//! Commands about the file of the case that is open: its backups, and what is erased for good.

use std::path::PathBuf;

use scrutiny_bridge::{BridgeBackup, CaseFile, Desk, Erase, Erased, RestorePreview};
use tauri::State;

use crate::commands::{Answer, now};

/// The backups beside the case, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn backups(desk: State<'_, Desk>) -> Answer<Vec<BridgeBackup>> {
    desk.backups().await
}

/// What bringing a backup back would bring and take. Nothing is changed.
#[tauri::command]
#[specta::specta]
pub async fn preview_restore(path: PathBuf, desk: State<'_, Desk>) -> Answer<RestorePreview> {
    desk.preview_restore(&path).await
}

/// Puts a backup in the place of the case; what it replaces is kept among the backups.
#[tauri::command]
#[specta::specta]
pub async fn restore(path: PathBuf, desk: State<'_, Desk>) -> Answer<CaseFile> {
    desk.restore(&path, now().at).await
}

/// What erasing would take, and what it cannot reach. Nothing is changed.
#[tauri::command]
#[specta::specta]
pub async fn preview_erase(what: Erase, desk: State<'_, Desk>) -> Answer<Erased> {
    desk.preview_erase(what).await
}

/// Erases a paper or a note for good, from the case and its backups. It cannot be undone.
#[tauri::command]
#[specta::specta]
pub async fn erase(what: Erase, desk: State<'_, Desk>) -> Answer<Erased> {
    desk.erase(&now(), what).await
}
