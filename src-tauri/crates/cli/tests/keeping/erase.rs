//! What is erased is nowhere any more: not in the case, not in its backups, not beside them.

use std::path::PathBuf;

use super::*;

/// Words of the paper to erase that stand in no other.
const SENTENCE: &str = "The Yarrowfield placement of Tamsin Quennell broke down after nine days.";
const NAMES: [&str; 3] = ["yarrowfield", "tamsin", "quennell"];

/// A case with a paper to erase, on which somebody wrote, decided, corrected and made a pack; with backups.
fn with_paper(folder: &Path) -> String {
    let case = case(folder);
    let paper = folder.join("annex.txt");
    let text = format!(
        "Monitoring visit to Northmere children’s services\n\nThis letter summarises the findings of the monitoring visit \
         to Northmere children’s services on 5 and 6 March 2026.\n\n{SENTENCE} Visits to children are now too rare.\n"
    );
    fs::write(&paper, text).unwrap();
    well(&["import", &case, paper.to_str().unwrap()]);
    let on = ["--on-words", SENTENCE, "--paper", "annex.txt"];
    well(&[&["write", &case, "note", "Ask about the girl."][..], &on].concat());
    well(&["write", &case, "note", "Ask about visits."]);
    well(&[
        "correct",
        &case,
        "finding",
        "Tamsin Quennell",
        "--level",
        "mixed",
    ]);
    well(&["correct", &case, "fact", "annex.txt", "visit-number", "2"]);
    well(&[
        "label",
        &case,
        "Visits to children are now too rare.",
        "For May",
    ]);
    let pack = folder.join("pack.html").display().to_string();
    well(&["brief", &case, "--authority", "Northmere", "--out", &pack]);
    well(&["search", &case, "Yarrowfield"]);
    case
}

/// A file and everything in the folder of its backups, by name.
fn around(case: &str) -> Vec<PathBuf> {
    let case = Path::new(case);
    let mut all = vec![case.to_owned()];
    let backups = fs::read_dir(case.with_extension("backups"));
    all.extend(backups.into_iter().flatten().map(|f| f.unwrap().path()));
    all
}

/// Which of the names stand in a file, whatever their capitals.
fn names_in(path: &Path) -> Vec<&'static str> {
    let bytes = fs::read(path).unwrap().to_ascii_lowercase();
    let there = |name: &&str| bytes.windows(name.len()).any(|w| w == name.as_bytes());
    NAMES.into_iter().filter(there).collect()
}

#[test]
fn a_paper_goes_with_every_trace_and_only_that_it_went_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let case = with_paper(folder.path());
    // A backup with it, by the way of a restore, and a journal that was set aside.
    let copy = folder.path().join("copy.scrutiny").display().to_string();
    well(&["back-up", &case, &copy]);
    well(&["restore", &case, &copy, "--yes"]);
    let aside = format!("{case}-journal.set-aside-1");
    fs::write(&aside, SENTENCE).unwrap();
    let holding = around(&case)
        .iter()
        .filter(|p| !names_in(p).is_empty())
        .count();
    assert!(holding >= 2, "{holding}");
    let before = fs::read(&case).unwrap();

    let shown = well(&["erase", &case, "paper", "annex.txt"]);
    for part in [
        "paper ‘annex.txt’",
        "note 1: Ask about the girl.",
        "the words of pack 1",
        "backup",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(!shown.contains("note 2"), "{shown}");
    let once = scrutiny(&["erase", &case, "paper", "annex.txt", "--yes"]);
    assert_eq!(once.status.code(), Some(1), "nobody could be asked");
    assert_eq!(fs::read(&case).unwrap(), before, "nothing was changed");

    let gone = scrutiny(&["erase", &case, "paper", "annex.txt", "--yes", "--for-ever"]);
    assert!(gone.status.success(), "{}", said(&gone));
    assert!(said(&gone).contains("none is there"), "{}", said(&gone));
    for path in around(&case) {
        assert_eq!(names_in(&path), [""; 0], "{}", path.display());
        well(&["check", path.to_str().unwrap()]);
    }
    assert!(!Path::new(&aside).exists());
    assert!(!well(&["list", &case]).contains("annex"));
    assert_eq!(well(&["search", &case, "Quennell"]), "");
    let written = well(&["written", &case]);
    assert!(
        written.contains("Ask about visits.") && !written.contains("girl"),
        "{written}"
    );
    assert!(well(&["history", &case]).contains("erased for good: paper"));
    assert!(
        well(&["packs", &case]).contains("pack.html"),
        "that it was handed out is known"
    );
    let again = folder.path().join("again.html").display().to_string();
    let again = scrutiny(&["packs", &case, "--again", "1", "--out", &again]);
    assert!(said(&again).contains("were erased"), "{}", said(&again));
    // The case goes on as before.
    well(&["undo", &case]);
    well(&["redo", &case]);
    well(&["write", &case, "note", "More."]);
    assert!(
        !scrutiny(&["erase", &case, "paper", "annex.txt"])
            .status
            .success()
    );
}

#[test]
fn a_note_goes_with_its_versions_and_its_number_is_given_to_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    well(&["written", &case]);
    well(&["write", &case, "note", "Ask about visits."]);
    well(&["write", &case, "note", SENTENCE]);
    well(&[
        "rewrite",
        &case,
        "2",
        "--text",
        "The girl from Yarrowfield.",
    ]);
    well(&["remove", &case, "2"]);
    well(&["undo", &case]);
    let copy = folder.path().join("copy.scrutiny").display().to_string();
    well(&["back-up", &case, &copy]);
    well(&["restore", &case, &copy, "--yes"]);
    let shown: serde_json::Value =
        serde_json::from_str(&well(&["erase", &case, "note", "2", "--json"])).unwrap();
    assert_eq!(shown["erased"], false);
    assert_eq!(shown["notes"][0], 2);
    well(&["erase", &case, "note", "2", "--yes", "--for-ever"]);
    for path in around(&case) {
        assert_eq!(names_in(&path), [""; 0], "{}", path.display());
        well(&["check", path.to_str().unwrap()]);
    }
    assert_eq!(well(&["write", &case, "note", "Another."]).trim(), "3");
    assert!(!scrutiny(&["erase", &case, "note", "2"]).status.success());
    assert!(well(&["written", &case]).contains("Ask about visits."));
}

#[test]
fn words_that_another_paper_or_note_has_stay_there_and_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let case = with_paper(folder.path());
    let copy = folder.path().join("copy.txt");
    let text = fs::read_to_string(folder.path().join("annex.txt")).unwrap();
    fs::write(&copy, text + "\nCopied for the committee of May.\n").unwrap();
    well(&["import", &case, copy.to_str().unwrap()]);
    let repeats = format!("I was told: {SENTENCE}");
    well(&["write", &case, "note", &repeats]);
    well(&["erase", &case, "paper", "annex.txt", "--yes", "--for-ever"]);
    assert!(
        well(&["findings", &case]).contains("Tamsin Quennell"),
        "the copy is there"
    );
    let shown = well(&["erase", &case, "paper", "copy.txt"]);
    assert!(
        shown.contains("note 3, which repeats words of it"),
        "{shown}"
    );
    well(&["erase", &case, "paper", "copy.txt", "--yes", "--for-ever"]);
    assert!(well(&["written", &case]).contains(&repeats));
    well(&["erase", &case, "note", "3", "--yes", "--for-ever"]);
    assert_eq!(names_in(Path::new(&case)), [""; 0]);
    well(&["check", &case]);
}

#[test]
fn nothing_is_erased_from_a_damaged_case_and_a_damaged_backup_goes_whole() {
    let folder = tempfile::tempdir().unwrap();
    let case = with_paper(folder.path());
    let copy = folder.path().join("copy.scrutiny").display().to_string();
    well(&["back-up", &case, &copy]);
    well(&["restore", &case, &copy, "--yes"]);
    let kept = around(&case)
        .into_iter()
        .find(|p| p.display().to_string().contains("before restore"));
    let kept = kept.unwrap();
    let damage = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        let at = bytes.windows(7).rposition(|w| w == b"Tamsin ").unwrap();
        bytes[at - 3_000..at].fill(0);
        fs::write(path, &bytes).unwrap();
        bytes
    };
    damage(&kept);
    well(&["erase", &case, "paper", "annex.txt", "--yes", "--for-ever"]);
    assert!(!kept.exists());
    let bytes = damage(Path::new(&copy));
    let refused = scrutiny(&["erase", &copy, "paper", "annex.txt", "--yes", "--for-ever"]);
    assert!(!refused.status.success());
    assert_eq!(fs::read(&copy).unwrap(), bytes);
}
