//! `scrutiny` as a person or a script meets it: the sample case from papers to pack, the JSON against its schema,
//! files that cannot be read, and what is said where something is wrong.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

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
    let july = [
        "rewrite",
        workspace,
        &first,
        "--text",
        "A fifth team by July.",
    ];
    assert_eq!(out(&scrutiny(&july)).trim(), first, "its number stays");
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

/// The sample case, imported once for all tests that change it; each gets a copy of its own.
fn sample_case(folder: &Path) -> String {
    static CASE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = CASE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("northmere.scrutiny");
        let mut arguments = vec!["import".to_owned(), case.to_str().unwrap().to_owned()];
        arguments.extend(papers().iter().map(|p| p.to_str().unwrap().to_owned()));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let imported = scrutiny(&arguments);
        assert_eq!(code(&imported), Some(0), "{}", said(&imported));
        fs::read(case).unwrap()
    });
    let case = folder.join("case.scrutiny");
    fs::write(&case, bytes).unwrap();
    case.to_str().unwrap().to_owned()
}

/// A command that must be done.
fn does(arguments: &[&str]) -> String {
    let output = scrutiny(arguments);
    assert_eq!(code(&output), Some(0), "{arguments:?}: {}", said(&output));
    out(&output)
}

/// A command that must not be done, and why it says that it was not.
fn refuses(arguments: &[&str], why: &str) {
    let output = scrutiny(arguments);
    assert_eq!(code(&output), Some(1), "{arguments:?}: {}", out(&output));
    assert!(said(&output).contains(why), "{}", said(&output));
}

/// The one comparison of the sample case.
fn compared(case: &str) -> Value {
    let all = json("compare", &["compare", case, "--json"]);
    let [comparison] = &array(&all, "comparisons")[..] else {
        panic!("the sample has one cycle");
    };
    comparison.clone()
}

/// The matter of this title.
fn matter<'a>(comparison: &'a Value, title: &str) -> Option<&'a Value> {
    let mut threads = array(comparison, "threads").iter();
    threads.find(|t| t["title"] == title)
}

/// The words of a matter's findings at every visit.
fn words_of(thread: &Value) -> Vec<String> {
    let cells = array(thread, "cells").iter();
    let findings = cells.flat_map(|c| array(c, "findings"));
    findings
        .map(|f| f["quote"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn questions_are_suggested_taken_and_said_in_ones_own_words() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let of = ["questions", &case, "--authority", "Northmere"];
    let suggested = || {
        array(
            &json("questions", &[&of[..], &["--json"]].concat()),
            "suggested",
        )
        .clone()
    };
    let before = suggested();
    assert!((6..=10).contains(&before.len()), "{before:?}");
    let mut matters: Vec<&Value> = before
        .iter()
        .map(|q| &q["thread"])
        .filter(|t| !t.is_null())
        .collect();
    let all = matters.len();
    matters.sort_by_key(|t| t.to_string());
    matters.dedup();
    assert_eq!(matters.len(), all, "one on each matter");
    let printed = out(&scrutiny(&of));
    assert!(printed.contains("Always at hand:"), "{printed}");

    let place = before
        .iter()
        .position(|q| q["rule"] == "still_weak")
        .unwrap();
    does(&[&of[..], &["--take", &(place + 1).to_string()]].concat());
    let question = &before[place]["question"];
    assert!(suggested().iter().all(|q| q["question"] != *question));
    let written = out(&scrutiny(&["written", &case]));
    let evidence = before[place]["evidence"][0].as_str().unwrap();
    assert!(written.contains(&evidence[..20]), "{written}");
    assert!(
        !scrutiny(&[&of[..], &["--take", "99"]].concat())
            .status
            .success()
    );

    let file = folder.path().join("own.toml");
    let own = out(&scrutiny(&["questions", &case, "--templates"]));
    fs::write(
        &file,
        own.replace("counted in the same way?", "counted alike?"),
    )
    .unwrap();
    does(&["questions", &case, "--from", file.to_str().unwrap()]);
    assert!(out(&scrutiny(&of)).contains("alike?"));
    does(&["questions", &case, "--usual"]);
    assert!(!out(&scrutiny(&of)).contains("alike?"));
    fs::write(&file, "version = 1").unwrap();
    let refused = scrutiny(&["questions", &case, "--from", file.to_str().unwrap()]);
    assert!(!refused.status.success());
}

/// The questions of the sample's one cycle.
fn queued(case: &str) -> Value {
    let all = json("queue", &["queue", case, "--all", "--json"]);
    array(&all, "queues")[0].clone()
}

#[test]
fn what_to_check_first_is_asked_with_its_words_and_once_answered_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let before = queued(&case);
    let items = array(&before, "items");
    let front = before["front"].as_u64().unwrap();
    assert!((1..=12).contains(&front), "{front}");
    let is_front = |item: &&Value| item["front"] == true;
    assert_eq!(items.iter().take_while(is_front).count() as u64, front);
    let first = &items[0];
    assert_eq!(first["ask"], "together");
    assert!(array(first, "words").iter().all(|w| w["quote"].is_string()));
    let title = first["title"].as_str().unwrap();
    let printed = out(&scrutiny(&["queue", &case, "--limit", "1"]));
    assert!(
        printed.contains(&format!("all about ‘{title}’?")),
        "{printed}"
    );
    assert!(!printed.contains("\n2. "), "{printed}");

    does(&["decide", &case, "confirm", title]);
    let together = |item: &&Value| item["ask"] == "together" && item["title"] == title;
    let after = queued(&case);
    assert_eq!(array(&after, "items").iter().find(together), None);

    let state = |item: &&Value| item["ask"] == "state" && item["title"] == title;
    let asked = array(&after, "items").iter().find(state).unwrap();
    let visit = asked["visit"].as_str().unwrap();
    does(&["decide", &case, "state", title, visit, "--level", "mixed"]);
    let same = |item: &&Value| state(item) && item["visit"] == visit;
    let settled = queued(&case);
    assert_eq!(array(&settled, "items").iter().find(same), None);
}

#[test]
fn what_became_of_a_recommendation_is_said_where_it_is_sure_alone() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let comparison = compared(&case);
    let asked = array(&comparison, "recommendations").iter();
    let open = |at: &&Value| at["standing"] == "open";
    let open = asked.flat_map(|r| array(r, "visits")).filter(open).count();
    assert!(open > 0, "the test would say nothing");
    let printed = does(&["compare", &case, "--all"]);
    let (_, listed) = printed
        .split_once("What the inspection said must improve")
        .unwrap();
    let listed = listed
        .split("What the papers state differently")
        .next()
        .unwrap();
    assert_eq!(listed.matches(": to check").count(), open, "{listed}");
}

#[test]
fn links_are_confirmed_rejected_moved_joined_split_and_renamed() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let before = compared(&case);
    let decide = |arguments: &[&str]| does(&[&["decide", &case], arguments].concat());

    let proposed = |c: &Value, title: &str, visit: &str| {
        let thread = matter(c, title).unwrap();
        let mut cells = array(thread, "cells").iter();
        cells.find(|cell| cell["visit"] == visit).unwrap()["proposed"] == true
    };
    let (title, visit) = array(&before, "threads")
        .iter()
        .find_map(|t| {
            let mut cells = array(t, "cells").iter();
            let cell = cells.find(|c| c["proposed"] == true)?;
            Some((t["title"].as_str()?, cell["visit"].as_str()?))
        })
        .expect("the sample has a link that is proposed");
    decide(&["confirm", title, visit]);
    assert!(!proposed(&compared(&case), title, visit));
    does(&["undo", &case]);
    assert!(proposed(&compared(&case), title, visit));

    let many: Vec<&Value> = array(&before, "threads")
        .iter()
        .filter(|t| words_of(t).len() > 2)
        .collect();
    let (first, second) = (many[0], many[1]);
    let title = |thread: &Value| thread["title"].as_str().unwrap().to_owned();
    let (one, other) = (title(first), title(second));
    let words = words_of(first).remove(1);

    decide(&["reject", &one, &words]);
    let now = compared(&case);
    assert!(!words_of(matter(&now, &one).unwrap()).contains(&words));
    does(&["undo", &case]);

    decide(&["move", &words, "--to", &other]);
    let now = compared(&case);
    assert!(words_of(matter(&now, &other).unwrap()).contains(&words));
    does(&["undo", &case]);

    decide(&["split", &one, &words, "--title", "Of its own"]);
    let now = compared(&case);
    assert_eq!(
        words_of(matter(&now, "Of its own").unwrap()),
        [words.as_str()]
    );
    does(&["undo", &case]);

    decide(&["join", &one, &other]);
    let now = compared(&case);
    assert!(matter(&now, &one).is_none());
    assert!(words_of(matter(&now, &other).unwrap()).contains(&words));
    does(&["undo", &case]);

    decide(&["rename", &one, "Called otherwise"]);
    assert!(matter(&compared(&case), "Called otherwise").is_some());
    does(&["undo", &case]);
    assert_eq!(compared(&case), before, "all was taken back");

    refuses(&["decide", &case, "rename", &one, " "], "no words in it");
    refuses(
        &["decide", &case, "rename", "No such", "X"],
        "no matter ‘No such’",
    );
    refuses(
        &["decide", &case, "confirm", &one, "visit-77"],
        "no visit ‘visit-77’",
    );
    refuses(
        &["decide", &case, "reject", &one, "the"],
        "more than one finding",
    );
}

#[test]
fn facts_and_classes_are_corrected() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let letter = "northmere-monitoring-visit-3-2024-08-08.pdf";
    let listed = || {
        let list = json("list", &["list", &case, "--json"]);
        let mut sources = array(&list, "sources").iter();
        sources.find(|s| s["file"] == letter).unwrap().clone()
    };
    let before = listed();
    let fact = |arguments: &[&str]| {
        does(&[&["correct", &case, "fact", letter], arguments].concat());
        listed()
    };
    assert_eq!(
        fact(&["published", "2024-08-09"])["published"],
        "2024-08-09"
    );
    assert_eq!(fact(&["visit-number", "9"])["visit"]["number"], 9);
    assert_eq!(
        fact(&["kind", "focused-visit-letter"])["kind"],
        "focused_visit_letter"
    );
    assert_eq!(
        fact(&["authority", "London Borough of Croydon"])["authority"]["name"],
        "Croydon"
    );
    assert_eq!(
        fact(&["visit-number", "--not-stated"])["visit"]["number"],
        Value::Null
    );
    for _ in 0..5 {
        does(&["undo", &case]);
    }
    assert_eq!(listed(), before);
    let wrong = ["correct", &case, "fact", letter, "published", "31/2/2024"];
    assert_eq!(code(&scrutiny(&wrong)), Some(2), "there is no such day");
    let gone = ["correct", &case, "fact", letter, "focus", "Words it lacks."];
    refuses(&gone, "not where they were said to be");
    refuses(
        &["correct", &case, "fact", "none.pdf", "title", "X"],
        "no paper ‘none.pdf’",
    );

    let words = "Early help is still a strength.";
    let finding = || {
        let findings = json("findings", &["findings", &case, "--json"]);
        let mut found = array(&findings, "findings").iter();
        found.find(|f| f["quote"] == words).unwrap().clone()
    };
    let before = finding();
    does(&[
        "correct",
        &case,
        "finding",
        words,
        "--level",
        "mixed",
        "--direction",
        "worse",
        "--themes",
        "caseloads",
    ]);
    let now = finding();
    assert_eq!(
        (&now["level"], &now["direction"]),
        (&"mixed".into(), &"worse".into())
    );
    assert_eq!(now["themes"], serde_json::json!(["caseloads"]));
    for _ in 0..3 {
        does(&["undo", &case]);
    }
    assert_eq!(finding(), before);
    does(&["correct", &case, "finding", words, "--right"]);
    let nothing = scrutiny(&["correct", &case, "finding", words]);
    assert_eq!(code(&nothing), Some(2), "nothing is corrected");
}

#[test]
fn papers_are_marked_and_findings_labelled() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let statement = "northmere-council-statement-2025-07-24.pdf";
    let visibility = || {
        let list = json("list", &["list", &case, "--json"]);
        let mut sources = array(&list, "sources").iter();
        let paper = sources.find(|s| s["file"] == statement);
        paper.map(|s| s["visibility"].clone())
    };
    assert_eq!(visibility(), Some("public".into()));
    does(&["mark", &case, statement, "members-only"]);
    assert_eq!(visibility(), Some("members_only".into()));
    does(&["mark", &case, statement, "set-aside"]);
    assert_eq!(visibility(), None, "it is not used");
    does(&["mark", &case, statement, "in-use"]);
    assert_eq!(visibility(), Some("members_only".into()), "the mark stays");
    does(&["mark", &case, statement, "public"]);

    let words = "Early help is still a strength.";
    does(&["label", &case, words, " For  May ", "Ward 7"]);
    let last = || {
        let history = json("history", &["history", &case, "--limit", "1", "--json"]);
        array(&history, "changes")[0].clone()
    };
    assert_eq!(
        last()["after"]["labels"],
        serde_json::json!(["For May", "Ward 7"])
    );
    does(&["label", &case, words, "--none"]);
    assert_eq!(last()["after"]["labels"], serde_json::json!([]));
    let neither = scrutiny(&["label", &case, words]);
    assert_eq!(code(&neither), Some(2), "no label and not ‘none’");
}

#[test]
fn notes_are_about_words_matters_and_visits_rewritten_removed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let case = sample_case(folder.path());
    let letter = "northmere-monitoring-visit-3-2024-08-08.pdf";
    let note = |arguments: &[&str]| {
        let number = does(&[&["write", &case], arguments].concat());
        number.trim().to_owned()
    };
    let subject = || {
        let history = json("history", &["history", &case, "--limit", "1", "--json"]);
        array(&history, "changes")[0]["after"]["on"].clone()
    };
    let words = "Early help is still a strength.";
    let source = || {
        let findings = json("findings", &["findings", &case, "--json"]);
        let mut found = array(&findings, "findings").iter();
        let finding = found.find(|f| f["quote"] == words).unwrap();
        finding["file"].as_str().map(str::to_owned)
    };
    let paper = source().unwrap_or_else(|| letter.to_owned());
    let first = note(&[
        "note",
        "Since when?",
        "--on-words",
        words,
        "--paper",
        &paper,
    ]);
    assert_eq!(subject()["citation"]["quote"], words);
    let title = array(&compared(&case), "threads")[0]["title"]
        .as_str()
        .unwrap()
        .to_owned();
    note(&["question", "Why?", "--on-matter", &title]);
    assert_eq!(subject()["is"], "thread");
    note(&["note", "I was there.", "--on-visit", "3"]);
    assert_eq!(subject()["visit"], "visit-3");

    does(&["rewrite", &case, &first, "--text", "Since May?", "--public"]);
    assert_eq!(
        subject()["citation"]["quote"],
        words,
        "it stays where it was"
    );
    let listed = || does(&["written", &case]);
    assert!(listed().contains("public  –  Since May?"), "{}", listed());
    does(&["remove", &case, &first]);
    assert!(!listed().contains("Since May?"));
    let undone = scrutiny(&["undo", &case]);
    assert!(said(&undone).contains("Since May?"), "{}", said(&undone));
    assert!(listed().contains("Since May?"));
    does(&["redo", &case]);
    assert!(!listed().contains("Since May?"));
    let history = does(&["history", &case]);
    assert_eq!(history.lines().count(), 7, "{history}");
    assert!(history.contains("brought back: note"), "{history}");

    refuses(&["write", &case, "note", " "], "no words in it");
    refuses(
        &[
            "write",
            &case,
            "note",
            "X",
            "--on-words",
            "Not there.",
            "--paper",
            &paper,
        ],
        "not where they were said to be",
    );
    refuses(
        &[
            "write",
            &case,
            "note",
            "X",
            "--on-words",
            "the",
            "--paper",
            &paper,
        ],
        "more than once",
    );
    refuses(&["remove", &case, "77"], "77");
    assert_eq!(
        does(&["history", &case]).lines().count(),
        7,
        "nothing was kept"
    );
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
