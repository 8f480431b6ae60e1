//! What the program remembers from one start to the next, whatever case is open: the cases opened last, the size of
//! text, whether the tour was taken. One small file in the system's folder for such things.
//!
//! Deliberately not here: the window's place, which its plugin keeps, and anything about a case, which the case keeps.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use scrutiny_bridge::Problem;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, State, Wry};

use crate::commands::Answer;
use crate::menu;

/// How many cases are remembered.
const RECENT: usize = 8;

/// The sizes of text to choose from, per cent; at the largest everything is reflowed into half the width.
pub const SIZES: [u16; 6] = [100, 110, 125, 150, 175, 200];

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Settings {
    /// Paths of the cases opened last, the newest first.
    pub recent: Vec<String>,
    /// Per cent of the usual size: one of `SIZES`.
    pub text_percent: u16,
    pub tour_taken: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            recent: Vec::new(),
            text_percent: 100,
            tour_taken: false,
        }
    }
}

impl Settings {
    /// What a file says; what it does not say, as an older program's, is as at the first start.
    fn of(text: &[u8]) -> Option<Settings> {
        let mut all = serde_json::to_value(Settings::default()).ok()?;
        let said: serde_json::Map<_, _> = serde_json::from_slice(text).ok()?;
        all.as_object_mut()?.extend(said);
        serde_json::from_value(all).ok()
    }

    /// A case was opened: it stands first.
    fn opened(&mut self, path: &str) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// The size nearest to what was asked for.
    fn set_text(&mut self, percent: u16) {
        let near = SIZES
            .into_iter()
            .min_by_key(|size| size.abs_diff(percent))
            .unwrap_or(100);
        self.text_percent = near;
    }
}

/// The settings and the file that keeps them.
#[derive(Debug, Default)]
pub struct Remembered {
    now: Mutex<Settings>,
    file: Option<PathBuf>,
}

impl Remembered {
    /// Reads the file. Where there is none, or it cannot be used, everything is as at the first start.
    pub fn read(file: Option<PathBuf>) -> Remembered {
        let text = file.as_deref().and_then(|file| fs::read(file).ok());
        let now = text.and_then(|text| Settings::of(&text));
        Remembered {
            now: Mutex::new(now.unwrap_or_default()),
            file,
        }
    }

    /// As they are; of the cases those that are still there.
    pub fn now(&self) -> Settings {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = now.clone();
        now.recent.retain(|path| Path::new(path).exists());
        now
    }

    fn change(&self, change: impl FnOnce(&mut Settings)) -> std::io::Result<Settings> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut now);
        if let Some(file) = &self.file {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            // Whole or not at all.
            let part = file.with_extension("part");
            fs::write(&part, serde_json::to_vec_pretty(&*now)?)?;
            fs::rename(&part, file)?;
        }
        Ok(now.clone())
    }
}

/// Remembers that a case was opened, and shows it in the menu. That it cannot be remembered is no reason to stop.
pub fn case_opened(app: &AppHandle<Wry>, path: &str) {
    let remembered = app.state::<Remembered>();
    let _ = remembered.change(|settings| settings.opened(path));
    let _ = menu::show_recent(app);
}

/// Sets the window's text as large as was chosen.
pub fn apply(app: &AppHandle<Wry>) {
    let percent = app.state::<Remembered>().now().text_percent;
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot enlarge shows everything in its usual size.
        let _ = window.set_zoom(f64::from(percent) / 100.0);
    }
}

/// What is remembered.
#[tauri::command]
#[specta::specta]
pub async fn settings(remembered: State<'_, Remembered>) -> Answer<Settings> {
    Ok(remembered.now())
}

/// Sets the size of text, at the nearest size there is.
#[tauri::command]
#[specta::specta]
pub async fn set_text_size(percent: u16, app: AppHandle<Wry>) -> Answer<Settings> {
    let changed = app
        .state::<Remembered>()
        .change(|settings| settings.set_text(percent));
    apply(&app);
    changed.map_err(|error| not_remembered(&error))
}

/// Remembers that the tour was taken or turned down.
#[tauri::command]
#[specta::specta]
pub async fn tour_taken(remembered: State<'_, Remembered>) -> Answer<Settings> {
    remembered
        .change(|settings| settings.tour_taken = true)
        .map_err(|error| not_remembered(&error))
}

fn not_remembered(error: &std::io::Error) -> Problem {
    Problem::new(format!(
        "It holds for now, but will not be remembered: the program’s own folder cannot be written ({error})."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_outlives_the_program_and_a_broken_file_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kept/settings.json");
        let case = folder.path().join("a.scrutiny");
        fs::write(&case, "").unwrap();
        let case = case.display().to_string();
        let first = Remembered::read(Some(file.clone()));
        assert_eq!(first.now(), Settings::default());
        for path in [case.as_str(), "/gone.scrutiny", case.as_str()] {
            first.change(|settings| settings.opened(path)).unwrap();
        }
        first.change(|settings| settings.set_text(160)).unwrap();
        let again = Remembered::read(Some(file.clone())).now();
        assert_eq!(again.recent, [case], "once, and none that is gone");
        assert_eq!(again.text_percent, 150);
        fs::write(&file, r#"{"tour_taken": true, "unknown": 1}"#).unwrap();
        let older = Remembered::read(Some(file.clone())).now();
        assert!(older.tour_taken && older.text_percent == 100);
        fs::write(&file, "{").unwrap();
        assert_eq!(Remembered::read(Some(file)).now(), Settings::default());
    }
}
