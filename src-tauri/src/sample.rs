//! The sample case, shipped inside the program: the papers of Northmere, an authority that does not exist.

use std::fs;
use std::path::Path;

use scrutiny_bridge::{AtStart, Desk, Problem};
use tauri::{AppHandle, Manager, State, Wry};

use crate::commands::Answer;

macro_rules! papers {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../tests/fixtures/northmere/", $name)))),*]
    };
}

/// Their names, with folders, and their bytes.
const PAPERS: [(&str, &[u8]); 8] = papers![
    "northmere-inspection-2023-06-14.pdf",
    "northmere-monitoring-visit-2-2024-03-22.pdf",
    "northmere-monitoring-visit-3-2024-08-08.pdf",
    "northmere-monitoring-visit-4-2025-01-10.pdf",
    "northmere-monitoring-visit-5-2025-07-24.pdf",
    "northmere-council-statement-2025-07-24.pdf",
    "source/article-childrens-services-bulletin-2025-07-28.txt",
    "source/article-northmere-courier-2025-07-25.txt",
];

/// Opens the sample case, which is made the first time; then with the papers to import into it. What was written in it
/// stays.
#[tauri::command]
#[specta::specta]
pub async fn open_sample(app: AppHandle<Wry>, desk: State<'_, Desk>) -> Answer<AtStart> {
    let folder = app.path().app_data_dir().map_err(|error| {
        Problem::new(format!(
            "The sample case has no place to be put ({error}). Nothing was made."
        ))
    })?;
    let folder = folder.join("Sample case");
    let papers = folder.join("Papers");
    lay_out(&papers).map_err(|error| {
        Problem::new(format!(
            "The sample case could not be put in {} ({error}). Nothing else was changed.",
            folder.display()
        ))
    })?;
    let case = folder.join("Northmere, a sample.scrutiny");
    desk.begin_with(&case, &papers).await
}

/// Writes the papers to a folder, where they are not there yet.
fn lay_out(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in PAPERS {
        let file = folder.join(name.trim_start_matches("source/"));
        if !file.exists() {
            fs::write(file, bytes)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_of_the_sample_is_in_the_program() {
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path()).unwrap();
        lay_out(folder.path()).unwrap();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/northmere");
        let there = |folder: &Path, ending: &str| {
            let entries = fs::read_dir(folder).unwrap();
            let paths = entries.map(|entry| entry.unwrap().path());
            paths
                .filter(|path| path.extension().is_some_and(|e| e == ending))
                .count()
        };
        assert_eq!(there(folder.path(), "pdf"), there(&fixtures, "pdf"));
        let articles = there(&fixtures.join("source"), "txt");
        assert_eq!(there(folder.path(), "txt"), articles);
    }
}
