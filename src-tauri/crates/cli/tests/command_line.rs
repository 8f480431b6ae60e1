//! `scrutiny` as a person or a script meets it: the sample case from papers to pack, the JSON against its schema,
//! files that cannot be read, and what is said where something is wrong.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn scrutiny(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scrutiny"))
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// The papers of the sample case, in the order of their names.
fn papers() -> Vec<PathBuf> {
    let folder = root().join("tests/fixtures/northmere");
    let mut papers: Vec<PathBuf> = [folder.clone(), folder.join("source")]
        .iter()
        .flat_map(|f| fs::read_dir(f).unwrap())
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "pdf" || e == "txt"))
        .collect();
    papers.sort();
    papers
}

/// A command that must succeed, its output checked against the part of the schema of that name.
fn json(part: &str, arguments: &[&str]) -> Value {
    let output = scrutiny(arguments);
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema = fs::read_to_string(root().join("docs/schema/scrutiny.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut alone = schema.clone();
    alone.as_object_mut().unwrap().remove("oneOf");
    alone["$ref"] = format!("#/$defs/{part}").into();
    let one = jsonschema::validator_for(&alone).unwrap();
    let faults: Vec<String> = one
        .iter_errors(&value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{part}: {faults:#?}");
    let whole = jsonschema::validator_for(&schema).unwrap();
    assert!(whole.is_valid(&value), "{part} is not one of the outputs");
    value
}

fn array<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

/// Findings of ten kinds, by how they begin: a strength, a weakness, good with bad, neither, better and "not yet", a
/// negation, a quantity, a figure, one that leans on the sentence before, and what the council claims.
const TEN: [&str; 10] = [
    "Early help is still a strength.",
    "Decisions at the front door are too slow.",
    "Thresholds are better understood by staff, although",
    "A new template was introduced in January 2024",
    "Although this has ended the longest delays",
    "The emergency duty team no longer provides",
    "A small number of children had waited",
    "In the three months before this visit, 74 per cent",
    "They have begun to use the formal process",
    "Inspectors have confirmed that direct work",
];

/// What is printed of the finding that begins so: all lines up to the empty one.
fn block(printed: &str, begins: &str) -> String {
    let whole = |block: &str| block.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = printed
        .split("\n\n")
        .find(|block| whole(block).contains(&format!("“{begins}")));
    found
        .unwrap_or_else(|| panic!("not printed: {begins}"))
        .to_owned()
}

#[test]
fn the_sample_case_from_papers_to_pack() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("northmere.scrutiny");
    let workspace = workspace.to_str().unwrap();
    let papers = papers();
    assert!(
        papers.len() >= 8,
        "the sample case has its papers: {papers:?}"
    );
    let names: Vec<&str> = papers.iter().map(|p| p.to_str().unwrap()).collect();

    let imported = scrutiny(&[&["import", workspace], names.as_slice()].concat());
    assert_eq!(code(&imported), Some(0), "{}", said(&imported));
    let lines = out(&imported);
    assert_eq!(lines.lines().count(), papers.len());
    assert!(
        lines.lines().all(|l| l.starts_with("imported  ")),
        "{lines}"
    );

    let again = scrutiny(&["import", workspace, names[0]]);
    assert_eq!(code(&again), Some(0));
    assert!(out(&again).contains("Already imported"), "{}", out(&again));

    let list = json("list", &["list", workspace, "--json"]);
    assert_eq!(array(&list, "sources").len(), papers.len());
    // One article names no authority in so many words; beside the others it is known whose visit it speaks of.
    for source in array(&list, "sources") {
        assert_eq!(source["authority"]["name"], "Northmere", "{source}");
    }
    let letters = array(&list, "sources")
        .iter()
        .filter(|s| s["kind"] == "monitoring_visit_letter");
    let mut visits: Vec<_> = letters
        .map(|s| s["visit"]["number"].as_u64().unwrap())
        .collect();
    visits.sort_unstable();
    assert_eq!(visits, [2, 3, 4, 5]);
    let table = out(&scrutiny(&["list", workspace]));
    assert!(table.starts_with("Authority  "), "{table}");
    assert_eq!(table.lines().count(), papers.len() + 2);

    let read = json("read", &[&["read", "--json"], names.as_slice()].concat());
    assert_eq!(array(&read, "documents").len(), papers.len());
    for document in array(&read, "documents") {
        quotations_are_verbatim(document);
    }

    let findings = json(
        "findings",
        &["findings", workspace, "--authority", "northmere", "--json"],
    );
    let found: usize = array(&read, "documents")
        .iter()
        .map(|d| array(d, "findings").len())
        .sum();
    assert!(found > 50, "{found} findings");
    assert_eq!(array(&findings, "findings").len(), found);
    let why = out(&scrutiny(&["findings", workspace, "--why"]));
    assert!(
        why.contains("How good: a weakness, because it says “")
            && why.contains("because of “")
            && why.contains("Followed under “"),
        "{why}"
    );

    insta::assert_snapshot!("why", TEN.map(|begins| block(&why, begins)).join("\n\n"));

    let compare = json("compare", &["compare", workspace, "--json"]);
    let comparison = &array(&compare, "comparisons")[0];
    assert_eq!(comparison["authority"], "Northmere");
    let visits = array(comparison, "visits");
    for thread in array(comparison, "threads") {
        assert_eq!(
            array(thread, "cells").len(),
            visits.len(),
            "a cell for every visit"
        );
        for cell in array(thread, "cells")
            .iter()
            .filter(|c| c["covered"] != true)
        {
            assert_eq!(
                (&cell["level"], &cell["direction"]),
                (&"none".into(), &"none".into())
            );
        }
    }
    assert!(out(&scrutiny(&["compare", workspace])).contains("visit 3"));
    let adds = out(&scrutiny(&["compare", workspace, "--adds"]));
    assert!(adds.starts_with("Northmere: what is added by"), "{adds}");
    assert!(
        adds.lines().all(|line| line.chars().count() <= 100),
        "{adds}"
    );
    assert!(!adds.contains("““") && !adds.contains("””"), "{adds}");
    let states = adds.lines().filter(|l| l.contains(" → "));
    for line in states {
        let now = line.rsplit(" → ").next().unwrap();
        assert!(!now.ends_with('…'), "a state is never cut: {line}");
    }

    let ladder = folder.path().join("ladder.toml");
    let file = ladder.to_str().unwrap();
    let usual = out(&scrutiny(&["ladder", workspace]));
    fs::write(&ladder, "[[rung]]\nrank = 0\nwords = [\"hardly a soul\"]\n").unwrap();
    let own = out(&scrutiny(&["ladder", workspace, "--from", file]));
    assert!(
        own.contains("hardly a soul") && !own.contains("\"many\""),
        "{own}"
    );
    fs::write(&ladder, &usual).unwrap();
    assert_eq!(
        out(&scrutiny(&["ladder", workspace, "--from", file])),
        usual
    );
    fs::write(&ladder, "rung = []").unwrap();
    let refused = scrutiny(&["ladder", workspace, "--from", file]);
    assert_eq!(code(&refused), Some(1));
    assert!(said(&refused).contains("ladder"), "{}", said(&refused));
    assert_eq!(out(&scrutiny(&["ladder", workspace])), usual);

    let search = json("search", &["search", workspace, "caseload", "--json"]);
    assert!(search["counts"]["finding"].as_u64().unwrap() > 0);
    let begun = out(&scrutiny(&["search", workspace, "caseloa"]));
    assert!(begun.contains("words that begin so"), "{begun}");
    assert!(!begun.contains("Too many"), "a few are not many: {begun}");
    let nothing = scrutiny(&["search", workspace, "xyzzy"]);
    assert_eq!((code(&nothing), out(&nothing)), (Some(0), String::new()));
    assert!(said(&nothing).contains("Nothing was found"));

    let written = |args: &[&str]| {
        let done = scrutiny(&[&["write", workspace], args].concat());
        assert_eq!(code(&done), Some(0), "{}", said(&done));
        out(&done).trim().to_owned()
    };
    let promised = ["--meeting", "2025-03-04", "--whom", "the director"];
    let first = written(
        &[
            &["commitment", "A fifth team by June."],
            promised.as_slice(),
        ]
        .concat(),
    );
    let again = [
        "commitment",
        "A fifth team by July.",
        "--instead-of",
        &first,
    ];
    assert_eq!(written(&again), first, "its number stays");
    let listed = out(&scrutiny(&["written", workspace]));
    assert!(
        listed.contains("fifth team by July") && !listed.contains("June"),
        "{listed}"
    );

    let pack = folder.path().join("pack.pdf");
    let made = [
        "brief",
        workspace,
        "--authority",
        "Northmere",
        "--date",
        "2025-09-01",
        "--out",
    ];
    let brief = scrutiny(&[made.as_slice(), &[pack.to_str().unwrap()]].concat());
    assert_eq!(code(&brief), Some(0), "{}", said(&brief));
    assert_eq!(out(&brief).trim(), pack.to_str().unwrap());
    let bytes = fs::read(&pack).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    let second = folder.path().join("second.pdf");
    scrutiny(&[made.as_slice(), &[second.to_str().unwrap()]].concat());
    assert!(
        fs::read(&second).unwrap() == bytes,
        "the same day gives the same bytes"
    );
    let packs = out(&scrutiny(&["packs", workspace]));
    assert_eq!(packs.lines().count(), 2, "{packs}");
    let handed = folder.path().join("handed-out.pdf");
    let again = [
        "packs",
        workspace,
        "--again",
        "1",
        "--out",
        handed.to_str().unwrap(),
    ];
    assert_eq!(code(&scrutiny(&again)), Some(0));
    assert!(fs::read(&handed).unwrap() == bytes, "as it was handed out");
    let none = [
        "packs",
        workspace,
        "--again",
        "77",
        "--out",
        handed.to_str().unwrap(),
    ];
    assert_eq!(code(&scrutiny(&none)), Some(1));

    let copy = folder.path().join("copy.scrutiny");
    let copy = copy.to_str().unwrap();
    assert_eq!(code(&scrutiny(&["back-up", workspace, copy])), Some(0));
    assert_eq!(json("list", &["list", copy, "--json"]), list);
}

/// What is quoted stands word for word in a paragraph of that page and label.
fn quotations_are_verbatim(document: &Value) {
    for finding in array(document, "findings") {
        let quote = finding["quote"].as_str().unwrap();
        let holds = |p: &Value| {
            p["label"] == finding["paragraph"] && p["text"].as_str().unwrap().contains(quote)
        };
        assert!(array(document, "paragraphs").iter().any(holds), "{quote}");
    }
}

#[test]
fn files_that_cannot_be_read_are_refused_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let workspace = at("w.scrutiny");
    let letter = papers()
        .into_iter()
        .find(|p| p.to_str().unwrap().contains("visit-3"))
        .unwrap();
    assert_eq!(
        code(&scrutiny(&["import", &workspace, letter.to_str().unwrap()])),
        Some(0)
    );
    let before = json("list", &["list", &workspace, "--json"]);

    let bytes = fs::read(&letter).unwrap();
    fs::create_dir(at("bad")).unwrap();
    fs::write(at("bad/cut.pdf"), &bytes[..bytes.len() / 3]).unwrap();
    fs::write(at("bad/empty.pdf"), b"").unwrap();
    fs::write(
        at("bad/page.pdf"),
        "<!DOCTYPE html><html><body><p>404 Not found</p></body></html>",
    )
    .unwrap();
    let refused = scrutiny(&["import", &workspace, &at("bad"), &at("missing.pdf")]);
    assert_eq!(code(&refused), Some(1));
    let lines = out(&refused);
    assert_eq!(
        lines.lines().filter(|l| l.starts_with("refused ")).count(),
        4,
        "{lines}"
    );
    for reason in ["cut off", "empty", "HTML", "no file or folder"] {
        let found = lines.to_lowercase().contains(&reason.to_lowercase())
            || reason == "HTML" && lines.contains("web page");
        assert!(found, "{reason}: {lines}");
    }
    assert!(said(&refused).contains("4 refused"), "{}", said(&refused));
    assert_eq!(json("list", &["list", &workspace, "--json"]), before);

    // A bad file among good ones does not stop them.
    let good = papers()
        .into_iter()
        .find(|p| p.to_str().unwrap().contains("visit-4"))
        .unwrap();
    let mixed = scrutiny(&[
        "import",
        &workspace,
        &at("bad/empty.pdf"),
        good.to_str().unwrap(),
    ]);
    assert_eq!(code(&mixed), Some(1));
    assert!(out(&mixed).contains("imported "), "{}", out(&mixed));

    let read = scrutiny(&[
        "read",
        "--json",
        &at("bad/empty.pdf"),
        good.to_str().unwrap(),
    ]);
    assert_eq!(code(&read), Some(1));
    let value: Value = serde_json::from_slice(&read.stdout).unwrap();
    assert_eq!(array(&value, "documents").len(), 1);
    assert!(said(&read).contains("empty.pdf"));
}

#[test]
fn errors_say_what_happened_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let fails = |expected: i32, arguments: &[&str], words: &str| {
        let output = scrutiny(arguments);
        assert_eq!(
            code(&output),
            Some(expected),
            "{arguments:?}: {}",
            said(&output)
        );
        assert!(
            said(&output).contains(words),
            "{arguments:?}: {}",
            said(&output)
        );
        assert_eq!(out(&output), "", "messages go to standard error");
    };
    fails(1, &["list", &at("none.scrutiny")], "There is no workspace");
    fs::write(at("letter.txt"), "Dear director").unwrap();
    fails(
        1,
        &["list", &at("letter.txt")],
        "not a Scrutiny Desk workspace",
    );
    fails(
        1,
        &["import", &at("w.scrutiny"), &at("none.pdf")],
        "There is no file or folder",
    );
    assert!(
        !Path::new(&at("w.scrutiny")).exists(),
        "no workspace is made for nothing"
    );
    fails(2, &["import"], "Usage");
    fails(2, &["brief", "w.scrutiny"], "--authority");

    let letter = papers()
        .into_iter()
        .find(|p| p.to_str().unwrap().contains("visit-3"))
        .unwrap();
    scrutiny(&["import", &at("w.scrutiny"), letter.to_str().unwrap()]);
    fails(
        1,
        &["list", &at("w.scrutiny"), "--authority", "Elsewhere"],
        "It has papers about: Northmere",
    );
    let out_path = at("pack.pdf");
    fails(
        1,
        &[
            "brief",
            &at("w.scrutiny"),
            "--authority",
            "Elsewhere",
            "--out",
            &out_path,
        ],
        "papers about",
    );
    assert!(!Path::new(&out_path).exists());
}
