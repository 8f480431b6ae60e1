//! Words that are for members only, and words that a terminal would obey.

use super::*;

/// Stands in what is for members only and nowhere else.
const EXEMPT: &str = "The unit at Quarry Lane was closed after eleven complaints.";

fn with_statement(folder: &Path) -> String {
    let case = case(folder);
    let statement = folder.join("statement.txt");
    let text = format!(
        "Northmere Council statement\n\nNorthmere Council said on 5 September 2025: We have more foster carers.\n\n{EXEMPT}\n"
    );
    fs::write(&statement, text).unwrap();
    well(&["import", &case, statement.to_str().unwrap()]);
    well(&["mark", &case, "statement.txt", "members-only"]);
    case
}

#[test]
fn the_letter_stays_in_the_public_pack_where_a_newer_copy_is_for_members_or_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let copy = folder.path().join("copy.txt");
    let letter = fs::read_to_string(folder.path().join("papers/letter.txt")).unwrap();
    fs::write(
        &copy,
        letter + "\nAddendum for members: see the exempt minute.\n",
    )
    .unwrap();
    well(&["import", &case, copy.to_str().unwrap()]);
    let pack = folder.path().join("pack.html").display().to_string();
    let brief = |audience: &str| {
        let arguments = ["brief", &case, "--authority", "Northmere", "--audience"];
        well(&[&arguments[..], &[audience, "--replace", "--out", &pack]].concat());
        fs::read_to_string(&pack).unwrap()
    };
    assert!(
        brief("public").contains("copy.txt"),
        "the newer one is used"
    );
    well(&["mark", &case, "copy.txt", "members-only"]);
    let public = brief("public");
    assert!(public.contains("letter.txt"), "the public letter stays");
    assert!(!public.contains("copy.txt"));
    let members = brief("members");
    assert!(members.contains("copy.txt") && !members.contains("letter.txt"));
    well(&["mark", &case, "copy.txt", "set-aside"]);
    assert!(brief("members").contains("letter.txt"));
}

#[test]
fn a_public_note_with_words_for_members_only_is_told_and_no_message_repeats_them() {
    let folder = tempfile::tempdir().unwrap();
    let case = with_statement(folder.path());
    let write =
        |text: &str, more: &[&str]| scrutiny(&[&["write", &case, "note", text][..], more].concat());
    let on = ["--on-words", EXEMPT, "--paper", "statement.txt"];
    let told = said(&write("Ask.", &[&on[..], &["--public"]].concat()));
    assert!(
        told.contains("note 1 is public") && told.contains("statement.txt"),
        "{told}"
    );
    let repeats = "I hear the unit at Quarry Lane was closed, “after eleven complaints”";
    let told = said(&write(repeats, &["--public"]));
    assert!(told.contains("note 2 is public, and it repeats"), "{told}");
    assert!(!told.contains("Quarry"), "{told}");
    assert!(!said(&write(repeats, &[])).contains("Look again"));
    assert!(!said(&write("Ask about visits to children.", &["--public"])).contains("Look again"));
    let out = folder.path().join("p.html").display().to_string();
    let arguments = [
        "brief",
        &case,
        "--authority",
        "Northmere",
        "--audience",
        "public",
    ];
    let made = scrutiny(&[&arguments[..], &["--out", &out]].concat());
    assert_eq!(said(&made).matches("Look again before anything").count(), 2);
    assert!(!said(&made).contains("Quarry"));
    let told = said(&scrutiny(&["rewrite", &case, "2", "--members-only"]));
    assert!(!told.contains("Look again"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_terminal_gets_nothing_to_obey_from_names_notes_and_arguments() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let name = "a\u{1b}[2J\u{7}\nimported  report.txt\u{9b}1m";
    let paper = folder.path().join(format!("{name}.txt"));
    fs::write(
        &paper,
        "Caseloads \u{1b}]0;owned\u{7} remain \u{202e}too high in Northmere.\n",
    )
    .unwrap();
    let note = "Ask.\u{1b}[31m\u{8}\u{8}\nimported  forged.txt";
    let paper = paper.to_str().unwrap();
    for arguments in [
        vec!["import", &case, paper],
        vec!["write", &case, "note", note],
        vec!["written", &case],
        vec!["list", &case],
        vec!["list", &case, "--json"],
        vec!["read", paper],
        vec!["findings", &case],
        vec!["findings", &case, "--json"],
        vec!["history", &case],
        vec!["search", &case, "caseloads"],
        vec!["search", &case, "no\u{1b}[31m"],
        vec!["back-up", &case, &case],
        vec!["no\u{1b}[31m"],
        vec!["mark", &case, name, "nothing\u{7}"],
        vec!["mark", &case, "none\u{7}\u{1b}", "set-aside"],
    ] {
        let output = scrutiny(&arguments);
        for text in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(text);
            let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!text.contains(obeyed), "{arguments:?}: {text:?}");
            assert!(
                !text.lines().any(|l| l.starts_with("imported  forged")),
                "{text}"
            );
            assert!(
                !text.lines().any(|l| l.starts_with("imported  report")),
                "{text}"
            );
        }
    }
}
