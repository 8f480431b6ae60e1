//! Nothing lost: what a person does with the file of a case and the files beside it, and what is done to them.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

mod erase;
mod out;
mod torture;
mod words;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scrutiny"));
    command.args(arguments);
    command
}

fn scrutiny(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What it prints, where it succeeds.
fn well(arguments: &[&str]) -> String {
    let output = scrutiny(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// A case with a letter and its report, short ones of our own.
fn case(folder: &Path) -> String {
    let papers = folder.join("papers");
    fs::create_dir(&papers).unwrap();
    for (name, text) in [
        (
            "report.txt",
            "Inspection of Northmere local authority children’s services\n\n\
             Inspection dates: 3 March 2025 to 14 March 2025\n\n\
             Overall effectiveness: inadequate\n\n\
             Too many children wait too long for a visit. Social workers know the children well.\n",
        ),
        (
            "letter.txt",
            "Monitoring visit to Northmere children’s services\n\n\
             This letter summarises the findings of the monitoring visit to Northmere children’s services on 2 and 3 \
             September 2025.\n\nVisits to children are more regular. Caseloads remain too high.\n\nYours sincerely\n\n\
             Amy Marsh\n\nHis Majesty’s Inspector\n",
        ),
    ] {
        fs::write(papers.join(name), text).unwrap();
    }
    let case = folder.join("case.scrutiny").display().to_string();
    well(&["import", &case, papers.to_str().unwrap()]);
    case
}

#[test]
fn a_backup_comes_back_and_what_it_replaces_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    well(&["write", &case, "note", "Ask about visits."]);
    let listed = well(&["backups", &case]);
    assert!(
        listed.starts_with("1  ") && listed.contains("2 papers, 0 notes"),
        "{listed}"
    );
    let shown = well(&["restore", &case, "1"]);
    assert!(
        shown.contains("Would go:\n  note 1: Ask about visits."),
        "{shown}"
    );
    assert!(shown.contains("Would come back: nothing"), "{shown}");
    assert_eq!(
        well(&["written", &case]).lines().count(),
        1,
        "nothing was changed"
    );
    well(&["restore", &case, "1", "--yes"]);
    assert_eq!(well(&["written", &case]), "");
    let listed = well(&["backups", &case]);
    let kept = listed
        .lines()
        .find(|l| l.contains("before restore"))
        .unwrap();
    assert!(kept.contains("2 papers, 1 note"), "{listed}");
    let number = kept.split(' ').next().unwrap();
    well(&["restore", &case, number, "--yes"]);
    assert!(well(&["written", &case]).contains("Ask about visits."));
    well(&["check", &case]);
}

#[test]
fn a_damaged_case_takes_no_note_and_names_its_backup() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    well(&["written", &case]);
    let mut bytes = fs::read(&case).unwrap();
    let at = bytes
        .windows(16)
        .rposition(|w| w == b"Caseloads remain")
        .unwrap();
    bytes[at - 2_000..at].fill(0);
    fs::write(&case, &bytes).unwrap();
    let refused = scrutiny(&["write", &case, "note", "lost"]);
    assert!(!refused.status.success());
    let told = said(&refused);
    assert!(
        told.contains("damaged") && told.contains("case.backups"),
        "{told}"
    );
    assert!(!told.contains("code:"), "{told}");
    assert_eq!(scrutiny(&["check", &case]).status.code(), Some(1));
    assert_eq!(fs::read(&case).unwrap(), bytes, "it was left as it is");
    well(&["restore", &case, "1", "--yes"]);
    well(&["check", &case]);
    well(&["write", &case, "note", "kept"]);
}
