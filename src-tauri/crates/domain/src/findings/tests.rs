//! What a reader of findings sees: on letters and articles written for these tests, and on the corpus where it is.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::*;
use crate::document::built::Built;
use crate::document::facts::{Facts, Inspector, Stated};
use crate::document::kind::Kind;
use crate::document::{DateRange, Document, Place, StatedDate};

/// A document of lines: `# ` is a heading, `• ` an item, anything else a paragraph; empty lines part nothing.
fn document(lines: &str) -> Document {
    let lines = lines.lines().map(str::trim).filter(|l| !l.is_empty());
    lines
        .fold(Built::default(), |built, line| {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            match (line.strip_prefix("# "), line.strip_prefix("• ")) {
                (Some(text), _) => built.heading(text),
                (_, Some(text)) => built.item(text),
                _ => built.body(&line),
            }
        })
        .document()
}

fn facts(kind: Kind) -> Facts {
    Facts::none(kind, "")
}

fn place() -> Place {
    Place {
        page: 0,
        paragraph: 0,
        quote: String::new(),
    }
}

pub(super) fn findings(kind: Kind, lines: &str) -> Vec<Finding> {
    read(&document(lines), &facts(kind), Rules::built_in())
}

/// One sentence of a letter.
pub(super) fn one(text: &str) -> Finding {
    let mut found = findings(Kind::MonitoringVisitLetter, text);
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

/// The findings as a person would want to check them.
fn shown(findings: &[Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let name = f
            .speaker
            .name
            .as_deref()
            .map(|n| format!(" ({n})"))
            .unwrap_or_default();
        let _ = writeln!(out, "“{}”", f.quote());
        let _ = writeln!(
            out,
            "  {:?}{name} · {:?} · {:?}{}",
            f.speaker.role,
            f.level,
            f.direction,
            if f.leans { " · leans" } else { "" }
        );
        let _ = writeln!(
            out,
            "  themes: {}",
            f.themes
                .iter()
                .map(|t| t.slug())
                .collect::<Vec<_>>()
                .join(", ")
        );
        if let Some(q) = &f.quantifier {
            let _ = writeln!(out, "  how many: {} ({})", q.words, q.rank);
        }
        for figure in &f.figures {
            let _ = writeln!(
                out,
                "  figure: {}{} {} of “{}”, team {}, date {}: “{}”",
                figure.from.map(|n| format!("{n} → ")).unwrap_or_default(),
                figure.value,
                figure.unit.as_deref().unwrap_or("-"),
                figure.population.as_deref().unwrap_or("-"),
                figure.team.as_deref().unwrap_or("-"),
                figure.date.map_or_else(|| "-".to_owned(), String::from),
                figure.text
            );
        }
        let _ = writeln!(
            out,
            "  because: {:?} {:?} {:?} {:?}",
            f.because.level, f.because.direction, f.because.speaker, f.because.note
        );
    }
    out
}

#[test]
fn a_letter_is_read_sentence_by_sentence() {
    let letter = "
        # Areas covered by the visit
        • The quality of child protection plans
        # Findings and evaluation of progress
        Dear Ms Hale
        Social workers know their children well and visit them regularly. This helps children to build trusting relationships. However, too many plans are not specific, and some drift without review.
        Caseloads have reduced from 24 to 17 in the assessment teams, although they remain too high in the care planning service.
        It is too early to see the impact of the new supervision policy.
        Leaders plan to appoint a further four team managers in May 2031.
        At the time of the visit, 14 cases were allocated to a manager.
        # What needs to improve
        • The timeliness of return home interviews for missing children
    ";
    let mut facts = facts(Kind::MonitoringVisitLetter);
    let day = |day| StatedDate {
        year: Some(2030),
        month: 3,
        day: Some(day),
    };
    facts.dates = Some(Stated {
        value: DateRange {
            from: day(5),
            to: day(6),
        },
        place: place(),
        inferred: None,
    });
    insta::assert_snapshot!(shown(&read(&document(letter), &facts, Rules::built_in())));
}

const ARTICLE: &str = "
    Children in Fenmouth wait too long for help, inspectors have warned.
    The borough was placed under supervision after “grave and lasting failings” came to light.
    But visits are late, said a letter published on Friday (May 3).
    The letter from inspector Rosa Quill said: “Managers do not see every case. Plans drift for too many children.
    “Even so, a small number of children were seen quickly.”
    Ms Quill added that caseloads were still high.
    But she said there were “serious staffing problems” which meant that “workers struggle to visit”.
    A spokesman for Fenmouth Council said: “We have improved our front door.
    “We know there is more to do [across the service] and we will do it.”
    Leader of the council’s opposition, Councillor Ade Brook, has called the letter “a sorry tale”.
    And Cllr Jean Moss, the spokeswoman for children of the second party, said: “Supervision is inconsistent.
    “[The cabinet member] Cllr Tom Pike has had a year. Questions must be asked.”
    Cllr Pike, cabinet member for children, has been approached for comment.
    “Progress is steady,” said Cllr Lena Frost, cabinet member for families. “Families tell us so.”
    The report found:
    • Thresholds are applied inconsistently.
    • At the time of the visit, 31 cases had no named social worker.
    Supervision happens monthly in most teams.
    The mother of one child said she had met six social workers.
";

#[test]
fn an_article_s_sentences_belong_to_their_speakers() {
    insta::assert_snapshot!(shown(&findings(Kind::NewsArticle, ARTICLE)));
}

#[test]
fn a_council_s_account_of_inspectors_stays_the_council_s() {
    let found = findings(
        Kind::CouncilStatement,
        "Ofsted recognised that our front door is strong.
         Inspectors wrote: “Thresholds are well understood.”
         Councillor Eve Lamb, cabinet member for children, said: “We are proud of our staff.”",
    );
    let roles: Vec<_> = found.iter().map(|f| f.speaker.role).collect();
    assert_eq!(
        roles,
        [
            SpeakerRole::Council,
            SpeakerRole::Inspectors,
            SpeakerRole::CabinetMember
        ]
    );
    assert!(
        found[0]
            .because
            .speaker_note
            .as_deref()
            .is_some_and(|n| n.contains("account"))
    );
    assert_eq!(
        found[2].speaker.name.as_deref(),
        Some("Councillor Eve Lamb")
    );
}

#[test]
fn every_quotation_and_every_cause_is_verbatim() {
    let document = document(ARTICLE);
    let found = read(&document, &facts(Kind::NewsArticle), Rules::built_in());
    assert!(found.len() > 15);
    for (i, f) in found.iter().enumerate() {
        assert_eq!(f.index, i);
        let paragraph = &document.paragraphs[f.citation.paragraph_index].text;
        let at: String = paragraph
            .chars()
            .skip(f.citation.start)
            .take(f.citation.end - f.citation.start)
            .collect();
        assert_eq!(at, f.citation.quote);
        let context = format!("{} {}", f.before.as_deref().unwrap_or(""), f.quote());
        let causes = f
            .because
            .themes
            .iter()
            .flat_map(|t| &t.words)
            .chain(&f.because.level)
            .chain(&f.because.direction);
        for cause in causes.chain(f.figures.iter().map(|g| &g.text)) {
            assert!(context.contains(cause.as_str()), "{cause} in {context}");
        }
    }
}

#[test]
fn named_inspectors_of_the_facts_are_known_by_surname() {
    let mut facts = facts(Kind::NewsArticle);
    let inspector = Inspector {
        name: "Rosa Quill".to_owned(),
        lead: true,
    };
    facts.inspectors.push(Stated {
        value: inspector,
        place: place(),
        inferred: None,
    });
    let found = read(
        &document("Ms Quill said that plans drift."),
        &facts,
        Rules::built_in(),
    );
    assert_eq!(
        found[0].speaker,
        Speaker {
            role: SpeakerRole::Inspectors,
            name: Some("Rosa Quill".to_owned())
        }
    );
}

#[test]
fn level_and_direction_are_two_things() {
    for (text, level, direction) in [
        (
            "Assessments are thorough and timely.",
            Level::Strength,
            Direction::None,
        ),
        (
            "Assessments are not thorough.",
            Level::Weakness,
            Direction::None,
        ),
        (
            "Too many assessments are weak.",
            Level::Weakness,
            Direction::None,
        ),
        (
            "Although assessments are thorough, plans are weak.",
            Level::Mixed,
            Direction::None,
        ),
        (
            "Supervision has improved but remains too variable.",
            Level::Mixed,
            Direction::Better,
        ),
        (
            "Supervision has improved.",
            Level::Strength,
            Direction::Better,
        ),
        (
            "The quality of audits has deteriorated.",
            Level::Weakness,
            Direction::Worse,
        ),
        (
            "It is too soon to see the impact of this work on plans.",
            Level::None,
            Direction::None,
        ),
        (
            "The new approach has not yet improved plans.",
            Level::Weakness,
            Direction::Same,
        ),
    ] {
        let found = one(text);
        assert_eq!((found.level, found.direction), (level, direction), "{text}");
        assert!(
            !found.because.level.is_empty() || found.because.note.is_some(),
            "{text}"
        );
    }
}

#[test]
fn a_sentence_that_leans_takes_the_theme_before() {
    let found = findings(
        Kind::MonitoringVisitLetter,
        "Strategy meetings are late. This leaves them at risk of harm.",
    );
    assert!(found[1].leans);
    assert_eq!(found[1].themes, found[0].themes);
    assert_eq!(
        found[1].before.as_deref(),
        Some("Strategy meetings are late.")
    );
}

#[test]
fn the_time_of_the_visit_is_whatever_day_the_visit_was() {
    let rules = Rules::built_in();
    let text = "At the time of the visit, 12 children were waiting for a worker.";
    let found = super::figures::figures(text, rules);
    assert_eq!(found[0].date, Some(FigureDate::Visit));
    let kept = serde_json::to_string(&found[0]).unwrap();
    let back: Figure = serde_json::from_str(&kept).unwrap();
    assert_eq!(back, found[0]);
    let corrected: StatedDate = "2031-04-02".parse().unwrap();
    let on = |visit| back.date.and_then(|date: FigureDate| date.on(visit));
    assert_eq!(
        on(Some(corrected)),
        Some(corrected),
        "it follows a correction"
    );
    assert_eq!(on(None), None);
}

#[test]
fn what_it_was_before_is_no_figure_of_its_own() {
    let figures = |text: &str| -> Vec<_> {
        let found = one(text).figures;
        found.iter().map(|f| (f.value, f.from)).collect()
    };
    assert_eq!(
        figures("81 per cent of letters were sent on time, compared with 62 per cent in May."),
        [(81.0, Some(62.0))]
    );
    assert_eq!(
        figures("Advisers hold an average of 19 children, down from 24 a year ago."),
        [(19.0, Some(24.0))]
    );
    assert_eq!(
        figures("Of letters 81 per cent were sent on time, compared with 62 at the last visit."),
        [(81.0, Some(62.0))]
    );
    assert_eq!(
        figures("In both teams 40 children had no plan, compared with only 25 in March 2019."),
        [(40.0, Some(25.0))]
    );
    let dated = |text: &str| one(text).figures.remove(0).date;
    assert_eq!(
        dated("In both teams 40 children had no plan, compared with only 25 in March 2019."),
        None,
        "the date is that of the 25"
    );
    assert!(dated("In May 2019, 40 children had no plan, compared with 25 in March.").is_some());
    assert_eq!(
        one("That is what matters to advisers most.").quantifier,
        None
    );
}

#[test]
fn what_it_is_elsewhere_is_neither_this_visit_s_nor_what_it_was_before() {
    let figures = |text: &str| -> Vec<_> {
        let found = one(text).figures;
        found.iter().map(|f| (f.value, f.from)).collect()
    };
    for text in [
        "81 per cent of letters were sent on time, compared with 62 per cent nationally.",
        "81 per cent of letters were sent on time, compared with a national average of 62 per cent in 2019.",
        "81 per cent of letters were sent on time, compared with 62 per cent in similar councils.",
        "81 per cent of letters were sent on time, compared with a target of 95 per cent.",
        "81 per cent of letters were sent on time, compared with 62 per cent.",
    ] {
        assert_eq!(figures(text), [(81.0, None)], "{text}");
        assert_eq!(one(text).direction, Direction::None, "{text}");
    }
    assert_eq!(
        figures("Of letters 81 per cent were kept, compared with 62 per cent of cards."),
        [(81.0, None), (62.0, None)],
        "each of a thing of its own"
    );
    assert_eq!(
        figures("In both teams 40 children had no plan, compared with 12 months ago."),
        [(40.0, None)]
    );
}

#[test]
fn figures_are_counts_of_the_service() {
    let figure = |text: &str| one(text).figures;
    let found = figure(
        "There were 23 cases allocated to a manager, with no named social worker and there is no plan.",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].value, found[0].unit.as_deref()),
        (23.0, Some("cases"))
    );
    assert_eq!(
        found[0].population.as_deref(),
        Some("cases allocated to a manager, with no named social worker")
    );

    let found = figure("In March 2031, 72% of health assessments were completed on time.");
    assert_eq!(
        (found[0].value, found[0].unit.as_deref()),
        (72.0, Some("per cent"))
    );
    assert_eq!(found[0].population.as_deref(), Some("health assessments"));
    assert_eq!(found[0].date.map(String::from).as_deref(), Some("2031-03"));

    let found =
        figure("Average caseloads in the duty and assessment teams have fallen from 25 to 17.");
    assert_eq!(
        (found[0].from, found[0].value, found[0].unit.as_deref()),
        (Some(25.0), 17.0, Some("cases"))
    );
    assert_eq!(found[0].team.as_deref(), Some("duty and assessment teams"));

    for none in [
        "Two social workers visited on 10 and 11 July 2018 and on July 12 and 13.",
        "Children aged 16 and 17 wait, and 18-year-olds leave.",
        "See page 4, paragraph 12 and section 47 of the 1989 Act.",
        "Strategy meetings take place within 24 hours.",
        "In 2019 children waited.",
    ] {
        assert_eq!(figure(none), [], "{none}");
    }
}

#[test]
fn what_says_nothing_of_the_service_is_no_finding() {
    let found = findings(
        Kind::MonitoringVisitLetter,
        "Dear Ms Hale
         # About this inspection
         Inspectors looked at many cases in the team.
         # Findings
         Yours sincerely",
    );
    assert_eq!(found, []);
}

/// The folder of real documents, where it is.
fn corpus() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = std::env::var_os("SCRUTINY_CORPUS")
        .map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no corpus at {}", folder.display());
    None
}

#[test]
fn the_corpus_articles_belong_to_their_speakers() {
    let Some(corpus) = corpus() else { return };
    let mut roles = std::collections::BTreeMap::new();
    let mut names = std::collections::BTreeSet::new();
    let mut figures = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(corpus.join("news"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    for file in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "txt"))
    {
        let found = findings(Kind::NewsArticle, &std::fs::read_to_string(file).unwrap());
        if std::env::var_os("SCRUTINY_SHOW").is_some() {
            println!("{}\n{}", file.display(), shown(&found));
        }
        for f in found {
            *roles.entry(format!("{:?}", f.speaker.role)).or_insert(0) += 1;
            names.extend(f.speaker.name);
            figures.extend(f.figures);
        }
    }
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Anne Waterman",
            "Cllr Maria Gatland",
            "Councillor Tim Pollard"
        ]
    );
    assert_eq!(roles.get("OppositionCouncillor"), Some(&5), "{roles:?}");
    assert_eq!(roles.get("Council"), Some(&5), "{roles:?}");
    assert_eq!(figures.len(), 1, "{figures:?}");
    assert_eq!(
        (figures[0].value, figures[0].unit.as_deref()),
        (23.0, Some("cases"))
    );
}

/// Turns of phrase that change what a word of praise or blame says, each with its counterpart.
#[test]
fn turns_of_phrase_change_what_a_word_says() {
    let wrong: Vec<String> = [
        // A negation turns what follows it in its clause, and a second one turns it back.
        ("Supervision is effective.", Level::Strength),
        ("Supervision is not effective.", Level::Weakness),
        (
            "Assessments are not yet consistently thorough.",
            Level::Weakness,
        ),
        (
            "No child is without a named social worker.",
            Level::Strength,
        ),
        ("Children are seen without delay.", Level::Strength),
        // What only looks like one does not.
        (
            "Plans are not only clear but also well understood.",
            Level::Strength,
        ),
        // A contrast puts both sides side by side; without a bad side nothing is mixed.
        ("Plans are clear, but reviews are often late.", Level::Mixed),
        (
            "While visits are regular, direct work is superficial.",
            Level::Mixed,
        ),
        (
            "Despite high demand, contacts are screened promptly and appropriately.",
            Level::Strength,
        ),
        // Risk and concern are what the work is about, not what is wrong with it.
        ("Risk assessments are thorough.", Level::Strength),
        (
            "Social workers understand well what puts children at risk of harm.",
            Level::Strength,
        ),
        // "Still" and "remain" say that it goes on, not what it is.
        ("Early help is still a strength.", Level::Strength),
        ("Early help remains weak.", Level::Weakness),
        // Too early to see, planned, appointed, counted: no evidence either way.
        (
            "It is too soon to see whether this has helped children.",
            Level::None,
        ),
        ("A new head of service is due to start in May.", Level::None),
        (
            "At the last inspection, these services were judged inadequate.",
            Level::None,
        ),
        // What was and is no more, and what there is less of.
        (
            "The night team no longer provides a reliable service.",
            Level::Weakness,
        ),
        (
            "Fewer children have had repeated changes of social worker.",
            Level::Strength,
        ),
        // "Too" turns praise into blame.
        (
            "Managers' evaluation of practice is too positive.",
            Level::Weakness,
        ),
        ("Oversight is too late to prevent drift.", Level::Weakness),
        // A remedy that is denied leaves what is bad as it was; one that works turns it.
        ("Audits do not reduce delay.", Level::Weakness),
        ("The panel has not tackled the drift in plans.", Level::Weakness),
        ("The tracker prevents unnecessary delay.", Level::Strength),
        // What is not yet there, or there for too few, is no praise of what there is.
        (
            "There is not yet, for too many parents, a clear answer.",
            Level::Weakness,
        ),
        (
            "Schools send in their worries without saying how serious they are, and nobody sorts them.",
            Level::Weakness,
        ),
        // Much of what it is bad to have.
        (
            "Workloads remained high, although managers had taken active steps to reduce them.",
            Level::Weakness,
        ),
        (
            "Turnover in the adoption team is low.",
            Level::Strength,
        ),
        // A wish, and what is asked, are no praise.
        (
            "More work is needed to provide timely and effective help.",
            Level::Weakness,
        ),
        (
            "Strengthen the panel so that its challenge is rigorous and timely.",
            Level::Weakness,
        ),
        (
            "The panel's challenge could be strengthened and made more robust.",
            Level::Weakness,
        ),
        // What was put in is no praise where it has come to nothing yet.
        (
            "More investment in the out-of-hours team has not yet resulted in prompt help.",
            Level::Weakness,
        ),
        // What many sentences of praise hold does not outweigh what is plainly faulted.
        (
            "Families who are waiting receive inconsistent support.",
            Level::Weakness,
        ),
        // What only strengthens praise is none alone.
        ("The two teams sit together.", Level::None),
    ]
    .into_iter()
    .filter_map(|(text, level)| {
        let found = one(text);
        (found.level != level).then(|| format!("{text} {:?} {:?}", found.level, found.because))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_list_of_what_must_improve_ends_where_running_text_begins() {
    let found = findings(
        Kind::InspectionReport,
        "# What needs to improve
         • The timeliness of visits
         Social workers visit children regularly. They know them well. Their records are clear.
         # Strengths
         • The virtual school",
    );
    let levels: Vec<_> = found.iter().map(|f| f.level).collect();
    assert_eq!(levels[0], Level::Weakness);
    assert!(
        levels[1..].iter().all(|l| *l == Level::Strength),
        "{levels:?}"
    );
}

#[test]
fn a_heading_of_strengths_and_weaknesses_promises_neither() {
    let found = findings(
        Kind::InspectionReport,
        "# Key strengths and weaknesses of the board
         The board's audits are rarely followed up, and partners do not attend.
         # Key strengths
         • The virtual school and its designated teachers",
    );
    let levels: Vec<_> = found.iter().map(|f| f.level).collect();
    assert_eq!(levels, [Level::Weakness, Level::Strength]);
}
