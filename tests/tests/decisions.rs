//! What a person decides about links and classes, end to end: each verb shows in the comparison, is undone, and holds
//! over a reopening and a newer issue of the paper.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::path::PathBuf;

use scrutiny_bridge::Bridge;
use scrutiny_casebook::domain::annotations::{Subject, Visibility, What};
use scrutiny_casebook::domain::briefing::{
    Options, PlainTable, comparison_table, compose, findings_table, matrix_table,
};
use scrutiny_casebook::domain::comparison::{
    Cell, Comparison, Decided, Decision, FindingRef, SeenMatter, Standing, StateDecided, Thread,
};
use scrutiny_casebook::domain::explain;
use scrutiny_casebook::domain::findings::{Direction, Level, Theme};
use scrutiny_casebook::{AnnotationInput, Cancel, Casebook, Error, Presence, Scope, SubjectInput};
use scrutiny_tests::case::{self, created, import, issued_again, who};

fn papers() -> Vec<PathBuf> {
    case::typeset("wexbourne")
}

async fn compared(casebook: &Casebook) -> Comparison {
    let mut all = casebook.compare(Scope::default()).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// Brings papers in as the programs do: they are read a second time, by which findings are put together.
async fn brought_in(casebook: &Casebook, papers: &[PathBuf]) {
    import(casebook, papers).await;
    let (go_on, here) = (Cancel::default(), Presence::default());
    casebook.read_second(&go_on, &here, |_| {}).await.unwrap();
}

async fn decide(casebook: &Casebook, decision: Decision) {
    casebook
        .decide(&who(), Decided::new(decision, None))
        .await
        .unwrap();
}

fn thread<'a>(c: &'a Comparison, id: &str) -> &'a Thread {
    let found = c.threads.iter().find(|t| t.id == id);
    found.unwrap_or_else(|| panic!("no thread {id}"))
}

fn cell<'a>(c: &'a Comparison, id: &str, visit: &str) -> &'a Cell {
    let cells = &thread(c, id).cells;
    cells.iter().find(|cell| cell.visit == visit).unwrap()
}

fn first(cell: &Cell) -> FindingRef {
    FindingRef::from(&cell.findings[0].citation)
}

fn holds(cell: &Cell, f: &FindingRef) -> bool {
    cell.findings.iter().any(|x| x.citation.quote == f.quote)
}

/// Where the two readers differ a person is asked; what a person has answered is not asked again.
#[tokio::test]
async fn what_a_person_answers_is_no_longer_to_check() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let letter = papers().pop().unwrap();
    import(&casebook, &[letter]).await;
    casebook
        .read_second(&Cancel::default(), &Presence::default(), |_| {})
        .await
        .unwrap();
    let asked = || async {
        let readings = casebook.decided_readings(Scope::default()).await.unwrap();
        let findings = readings.into_iter().flat_map(|r| r.findings);
        findings
            .filter(|f| f.to_check())
            .map(|f| f.citation.quote)
            .collect::<Vec<_>>()
    };
    let before = asked().await;
    let readings = casebook.decided_readings(Scope::default()).await.unwrap();
    let differs = readings[0].findings.iter().find(|f| f.to_check()).unwrap();
    let finding = FindingRef::from(&differs.citation);
    decide(
        &casebook,
        Decision::Right {
            finding: finding.clone(),
        },
    )
    .await;
    let after = asked().await;
    assert!(before.contains(&finding.quote));
    assert!(!after.contains(&finding.quote));
    assert_eq!(after.len() + 1, before.len());
    casebook.undo(&who()).await.unwrap();
    assert_eq!(asked().await, before);
}

#[tokio::test]
async fn every_decision_shows_is_undone_and_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    brought_in(&casebook, &papers()).await;
    let before = compared(&casebook).await;
    let audit = cell(&before, "audit", "visit-4");
    assert!(audit.proposed);
    let finding = first(audit);
    type Check<'a> = Box<dyn Fn(&Comparison) -> bool + 'a>;
    let f = &finding;
    let verbs: Vec<(&str, Decision, Check<'_>)> = vec![
        (
            "confirm",
            Decision::Confirm {
                thread: "audit".to_owned(),
                visit: "visit-4".to_owned(),
                findings: Vec::new(),
            },
            Box::new(|c| !cell(c, "audit", "visit-4").proposed),
        ),
        (
            "reject",
            Decision::Reject {
                thread: "audit".to_owned(),
                finding: f.clone(),
            },
            Box::new(move |c| !holds(cell(c, "audit", "visit-4"), f)),
        ),
        (
            "move",
            Decision::Move {
                finding: f.clone(),
                to: "supervision".to_owned(),
            },
            Box::new(move |c| {
                holds(cell(c, "supervision", "visit-4"), f)
                    && !holds(cell(c, "audit", "visit-4"), f)
            }),
        ),
        (
            "split",
            Decision::Split {
                thread: "audit".to_owned(),
                findings: vec![f.clone()],
                title: "The picture that audits give".to_owned(),
            },
            Box::new(move |c| {
                let own = c
                    .threads
                    .iter()
                    .find(|t| t.title == "The picture that audits give");
                own.is_some_and(|t| t.cells.iter().any(|cell| holds(cell, f) && !cell.proposed))
            }),
        ),
        (
            "merge",
            Decision::Merge {
                thread: "audit".to_owned(),
                into: "supervision".to_owned(),
            },
            Box::new(move |c| {
                c.threads.iter().all(|t| t.id != "audit")
                    && holds(cell(c, "supervision", "visit-4"), f)
            }),
        ),
        (
            "rename",
            Decision::Rename {
                thread: "audit".to_owned(),
                title: "How the council checks itself".to_owned(),
            },
            Box::new(|c| thread(c, "audit").title == "How the council checks itself"),
        ),
        (
            "level",
            Decision::Level {
                finding: f.clone(),
                level: Level::Weakness,
            },
            Box::new(move |c| {
                let mut found = cell(c, "audit", "visit-4").findings.iter();
                found.any(|x| x.citation.quote == f.quote && x.level == Level::Weakness)
            }),
        ),
        (
            "direction",
            Decision::Direction {
                finding: f.clone(),
                direction: Direction::Worse,
            },
            Box::new(|c| cell(c, "audit", "visit-4").direction() == Direction::Worse),
        ),
        (
            "themes",
            Decision::Themes {
                finding: f.clone(),
                themes: vec![Theme::Recording],
            },
            Box::new(|c| {
                let at = c.coverage.iter().find(|v| v.visit == "visit-4").unwrap();
                at.themes.contains_key(&Theme::Recording)
            }),
        ),
    ];
    for (verb, decision, shows) in &verbs {
        assert!(!shows(&before), "{verb}: it shows before it is decided");
        decide(&casebook, decision.clone()).await;
        let after = compared(&casebook).await;
        assert!(shows(&after), "{verb}: it does not show");
        casebook.undo(&who()).await.unwrap().unwrap();
        assert_eq!(compared(&casebook).await, before, "{verb}: undone");
        casebook.redo(&who()).await.unwrap().unwrap();
        assert_eq!(compared(&casebook).await, after, "{verb}: done again");
        casebook.undo(&who()).await.unwrap().unwrap();
    }
}

/// What a person decides of a sentence stands in the cell, the pattern, the pack, the tables and on the sentence's card,
/// with their name.
#[tokio::test]
async fn a_decided_level_stands_wherever_it_is_shown_and_says_who_decided_it() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    import(&casebook, &case::typeset("northmere")).await;
    let quote = "It is too early to see what impact the new approach to audit has had on children’s experiences.";
    let before = compared(&casebook).await;
    let audit = cell(&before, "audit", "visit-2");
    let finding = audit.findings.iter().find(|f| f.citation.quote == quote);
    let finding = FindingRef::from(&finding.unwrap().citation);
    assert_ne!(audit.standing(), Standing::Settled);
    let level = Decision::Level {
        finding,
        level: Level::Strength,
    };
    decide(&casebook, level).await;
    let (after, readings) = casebook.compared(Scope::default()).await.unwrap();
    let after = &after[0];
    let thread = thread(after, "audit");
    let audit = cell(after, "audit", "visit-2");
    assert_eq!(audit.standing(), Standing::Settled);
    assert!(
        matches!(audit.level(), Level::Strength | Level::Mixed),
        "what others say beside it may make it mixed, never less"
    );
    let why = explain::cell(after, thread, audit);
    assert!(why.contains("decided by Cllr Example"), "{why}");
    assert!(!why.contains("too early"), "{why}");

    let by = "decided by Cllr Example";
    let told = |table: PlainTable, first: &str| {
        let mut rows = table.rows.into_iter();
        rows.any(|row| row.iter().any(|c| c == first) && row.iter().any(|c| c.contains(by)))
    };
    assert!(told(comparison_table(after, &readings), &thread.title));
    assert!(told(matrix_table(after, &readings), &thread.title));
    assert!(told(findings_table(&readings), quote));
    let options = Options::usual(jiff::civil::date(2026, 1, 1));
    let packed = |audience| {
        let options = Options {
            audience,
            ..options.clone()
        };
        let pack = compose(after, &readings, &[], &options);
        serde_json::to_string(&pack).unwrap()
    };
    assert!(packed(Visibility::MembersOnly).contains("Decided by Cllr Example"));
    assert!(!packed(Visibility::Public).contains("Cllr Example"));
    let contents = Bridge::new(casebook).contents().await.unwrap();
    let card = contents.findings.iter().find(|f| f.place.quote == quote);
    let card = card.unwrap();
    assert_eq!(card.level, Level::Strength);
    assert!(
        card.why.contains("strength decided by Cllr Example"),
        "{}",
        card.why
    );
}

#[tokio::test]
async fn decisions_hold_over_a_reopening_and_a_newer_issue() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let casebook = Casebook::create(&path).await.unwrap();
    brought_in(&casebook, &papers()).await;
    let finding = first(cell(&compared(&casebook).await, "audit", "visit-4"));
    let level = Decision::Level {
        finding: finding.clone(),
        level: Level::Weakness,
    };
    decide(&casebook, level).await;
    let rename = Decision::Rename {
        thread: "audit".to_owned(),
        title: "How the council checks itself".to_owned(),
    };
    decide(&casebook, rename).await;
    casebook.close().await;

    let casebook = Casebook::open(&path).await.unwrap();
    let again = issued_again(&case::letter("wexbourne", 4), folder.path());
    import(&casebook, &[again]).await;
    let after = compared(&casebook).await;
    assert_eq!(
        thread(&after, "audit").title,
        "How the council checks itself"
    );
    let cell = cell(&after, "audit", "visit-4");
    let same = cell
        .findings
        .iter()
        .find(|f| f.citation.quote == finding.quote)
        .unwrap();
    assert_ne!(
        same.citation.source, finding.source,
        "it is the newer issue's"
    );
    assert_eq!(same.level, Level::Weakness);
}

/// Papers that come in group findings anew; what a person decided and wrote of a matter stays with its findings.
#[tokio::test]
async fn a_matter_that_a_person_worked_on_keeps_its_findings_and_its_id_when_papers_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let mut papers = papers();
    let last = papers.pop().unwrap();
    import(&casebook, &papers).await;
    let before = compared(&casebook).await;
    let quotes = |t: &Thread| -> Vec<String> {
        let findings = t.cells.iter().flat_map(|c| &c.findings);
        findings.map(|f| f.citation.quote.clone()).collect()
    };
    let several = |t: &&Thread| !t.is_raised_once() && quotes(t).len() > 1;
    let followed: Vec<&Thread> = before.threads.iter().filter(several).collect();
    assert!(followed.len() > 3);
    for thread in &followed {
        let note = AnnotationInput {
            what: What::Note,
            text: "To be asked about.".to_owned(),
            on: SubjectInput::Thread {
                thread: thread.id.clone(),
                cycle: None,
            },
            visibility: Visibility::MembersOnly,
        };
        casebook.write(&who(), note).await.unwrap();
    }
    let decided = casebook.decided().await.unwrap();
    assert!(decided.iter().all(|d| !d.seen[0].findings.is_empty()));
    import(&casebook, &[last]).await;
    let after = compared(&casebook).await;
    for one in followed {
        let now = quotes(thread(&after, &one.id));
        let theirs = decided.iter().flat_map(|d| &d.seen);
        let mut theirs = theirs.filter(|seen| seen.thread == one.id);
        for finding in &theirs.next().unwrap().findings {
            assert!(
                now.contains(&finding.quote),
                "{}: {}",
                one.id,
                finding.quote
            );
        }
        assert_eq!(thread(&after, &one.id).title, one.title);
    }
}

/// A pattern says what happened at every visit: it is settled once nothing that it rests on is open, silences too.
#[tokio::test]
async fn a_pattern_is_settled_once_all_that_speaks_and_all_silence_between_is() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    brought_in(&casebook, &papers()).await;
    let before = compared(&casebook).await;
    let open_silence = |c: &&Cell| c.silence().is_some() && !c.standing().is_fact();
    let spoken = |c: &&Cell| c.spoken().is_some();
    let fits = |t: &&Thread| {
        t.cells.iter().filter(spoken).count() > 1 && t.cells.iter().any(|c| open_silence(&c))
    };
    let found = before
        .threads
        .iter()
        .find(fits)
        .expect("one that was left open");
    let state = async |cell: &Cell, state: StateDecided| {
        let decision = Decision::State {
            thread: found.id.clone(),
            visit: cell.visit.clone(),
            state,
        };
        decide(&casebook, decision).await;
    };
    for cell in found.cells.iter().filter(spoken) {
        let level = Level::Mixed;
        let direction = Direction::None;
        state(cell, StateDecided::Spoken { level, direction }).await;
    }
    let standing = async || thread(&compared(&casebook).await, &found.id).standing;
    assert_eq!(standing().await, Standing::Open);
    for cell in found.cells.iter().filter(open_silence) {
        state(cell, StateDecided::Silent).await;
    }
    assert_eq!(standing().await, Standing::Settled);
}

/// What could not hold is refused and not kept: a level of a visit that has no words on the matter, silence of one that has.
#[tokio::test]
async fn what_a_visit_says_of_a_matter_is_decided_only_as_its_words_allow() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    import(&casebook, &papers()).await;
    let before = compared(&casebook).await;
    let both = |t: &&Thread| {
        t.cells.iter().any(|c| c.spoken().is_some()) && t.cells.iter().any(|c| c.spoken().is_none())
    };
    let found = before.threads.iter().find(both).expect("one has both");
    let decide = async |spoken: bool, state: StateDecided| {
        let cell = found.cells.iter().find(|c| c.spoken().is_some() == spoken);
        let decision = Decision::State {
            thread: found.id.clone(),
            visit: cell.unwrap().visit.clone(),
            state,
        };
        let decided = Decided::new(decision, None);
        casebook.decide(&who(), decided).await.unwrap_err()
    };
    let strength = StateDecided::Spoken {
        level: Level::Strength,
        direction: Direction::None,
    };
    assert!(matches!(
        decide(true, StateDecided::Silent).await,
        Error::NotSilent(title) if title == found.title
    ));
    assert!(matches!(
        decide(false, strength).await,
        Error::NoWordsToJudge(title) if title == found.title
    ));
    assert_eq!(compared(&casebook).await, before);
}

/// A note is kept in every pause of a person's typing; what it is about was seen when it was begun.
#[tokio::test]
async fn a_note_about_a_matter_goes_on_from_what_was_seen_when_it_was_begun() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    import(&casebook, &papers()).await;
    let before = compared(&casebook).await;
    let theirs = |t: &&Thread| SeenMatter::of(&before, &t.id).unwrap().findings.len() > 1;
    let matters: Vec<&Thread> = before.threads.iter().filter(theirs).collect();
    let about = |text: &str, thread: &str| AnnotationInput {
        what: What::Note,
        text: text.to_owned(),
        on: SubjectInput::Thread {
            thread: thread.to_owned(),
            cycle: None,
        },
        visibility: Visibility::MembersOnly,
    };
    let [one, other] = [&matters[0].id, &matters[1].id];
    let begun = casebook.write(&who(), about("To", one)).await.unwrap();
    let seen = SeenMatter::of(&before, one).unwrap();
    let finding = seen.findings[0].clone();
    let thread = one.clone();
    decide(&casebook, Decision::Reject { thread, finding }).await;
    assert_ne!(
        SeenMatter::of(&compared(&casebook).await, one),
        Some(seen.clone())
    );
    let on = async |text: &str, thread: &str| {
        let input = about(text, thread);
        casebook.rewrite(&who(), begun.id, input).await.unwrap().on
    };
    let is_of = |on: Subject, of: &SeenMatter| {
        assert!(matches!(on, Subject::Thread { seen, .. } if seen.as_ref() == Some(of)));
    };
    is_of(on("To be asked.", one).await, &seen);
    let seen_of_other = SeenMatter::of(&compared(&casebook).await, other).unwrap();
    is_of(on("To be asked.", other).await, &seen_of_other);
}
