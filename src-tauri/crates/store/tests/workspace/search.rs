//! What search finds, counts and marks.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::*;

#[tokio::test]
async fn search_finds_word_forms_counts_kinds_and_marks_the_words() {
    let (_folder, workspace) = created().await;
    let one = document(
        'a',
        &[
            "Résumés show that caseloads remain too high.",
            "Plans are late.",
            "A plan is not late.",
        ],
    );
    keep(&workspace, &one).await;
    let citation = Citation::of(&one, 0, 0, 7).unwrap();
    let question = NewAnnotation {
        what: What::Question {
            audience: None,
            priority: Priority::MustAsk,
        },
        text: "Which caseload is highest?".to_owned(),
        on: Subject::Quotation { citation },
        visibility: Visibility::Public,
    };
    workspace.annotate(&who(1), question).await.unwrap();

    let found = workspace.search(query("caseload")).await.unwrap();
    assert_eq!(
        found.counts,
        [
            (PassageKind::Finding, 0),
            (PassageKind::Paragraph, 1),
            (PassageKind::Fact, 0),
            (PassageKind::Note, 1)
        ]
    );
    let paragraph = found
        .hits
        .iter()
        .find(|h| h.kind == PassageKind::Paragraph)
        .unwrap();
    let mark = paragraph.snippet.found[0].clone();
    let marked: String = paragraph
        .snippet
        .text
        .chars()
        .skip(mark.start)
        .take(mark.len())
        .collect();
    assert_eq!(marked, "caseloads");
    assert_eq!(
        (paragraph.page, paragraph.paragraph.as_deref()),
        (Some(0), Some("1"))
    );
    let note = found
        .hits
        .iter()
        .find(|h| h.kind == PassageKind::Note)
        .unwrap();
    assert_eq!(note.source.as_ref().unwrap().1, "a.txt");

    let hits = async |words: &str| workspace.search(query(words)).await.unwrap().hits.len();
    assert_eq!(hits("resume").await, 1);
    assert_eq!(hits("plan late").await, 2);
    assert_eq!(hits("\"plan is\"").await, 1);
    assert_eq!(hits("case*").await, 2);
    assert_eq!(hits("plan OR caseload").await, 0);
    assert_eq!(hits("\" ) AND (").await, 0);
    let notes = Query {
        kind: Some(PassageKind::Note),
        ..query("caseload")
    };
    assert_eq!(workspace.search(notes).await.unwrap().hits.len(), 1);

    workspace.undo(&who(2)).await.unwrap();
    assert_eq!(hits("highest").await, 0);
}

#[tokio::test]
async fn a_last_word_that_nothing_has_as_it_stands_is_taken_as_begun() {
    let (_folder, workspace) = created().await;
    let paragraphs = [
        "Supervision is too seldom.",
        "Supervising managers care.",
        "The careers of résumé writers.",
    ];
    keep(&workspace, &document('a', &paragraphs)).await;
    let found = async |words: &str| {
        let found = workspace.search(query(words)).await.unwrap();
        let mut items: Vec<i64> = found.hits.iter().map(|hit| hit.item).collect();
        items.sort_unstable();
        (items, found.unfinished)
    };
    let last = |word: &str, looked_for| {
        let word = word.to_owned();
        Some(Unfinished { word, looked_for })
    };
    let begun = |word| last(word, true);
    // The folded form is shorter than what is typed so far.
    assert_eq!(found("supervisi").await, (vec![0, 1], begun("supervisi")));
    assert_eq!(found("Supervisio").await, (vec![0], begun("Supervisio")));
    // What it turns out to be is found in whatever form.
    assert_eq!(found("supervision").await, (vec![0, 1], None));
    assert_eq!(found("managers ca").await, (vec![1], last("ca", false)));
    assert_eq!(found("managers car").await, (vec![1], begun("car")));
    assert_eq!(found("Résu").await, (vec![2], begun("Résu")));
    // A word that occurs is meant as it is; what is not typed any more too.
    assert_eq!(found("care").await, (vec![1], None));
    assert_eq!(found("supervisi ").await, (vec![], None));
    assert_eq!(found("xylo").await, (vec![], None));
    // Said outright, it finds whatever begins so.
    assert_eq!(found("care*").await, (vec![1, 2], None));
    assert_eq!(found("supervisi* ").await, (vec![0, 1], None));
    // What is gone is not begun either.
    let note = note("Zebra crossings.");
    workspace.annotate(&who(1), note).await.unwrap();
    assert_eq!(found("zeb").await.1, begun("zeb"));
    workspace.undo(&who(2)).await.unwrap();
    assert_eq!(found("zeb").await, (vec![], None));
}

#[tokio::test]
async fn words_in_everything_are_listed_as_the_papers_have_them_and_counted_no_further() {
    let (_folder, workspace) = created().await;
    let mut paragraphs =
        vec!["A long first paragraph in which children are named only at the end"; 1100];
    paragraphs.push("Children, children.");
    paragraphs.push("Children and caseloads.");
    keep(&workspace, &document('a', &paragraphs)).await;

    let common = workspace.search(query("children")).await.unwrap();
    assert_eq!(common.order, Order::Papers);
    assert!(
        common.more,
        "all that is known is that there are more than 1000"
    );
    assert!(common.counts.contains(&(PassageKind::Paragraph, 1001)));
    let listed: Vec<i64> = common.hits.iter().map(|hit| hit.item).collect();
    assert_eq!(listed, (0..20).collect::<Vec<i64>>());
    let next = Query {
        offset: 20,
        ..query("children")
    };
    assert_eq!(workspace.search(next).await.unwrap().hits[0].item, 20);

    let rare = workspace.search(query("children caseloads")).await.unwrap();
    assert_eq!((rare.order, rare.hits.len()), (Order::Best, 1));

    let of_kind = Query {
        kind: Some(PassageKind::Note),
        ..query("children")
    };
    assert_eq!(workspace.search(of_kind).await.unwrap().hits, []);
    assert!(!rare.more);
}

#[tokio::test]
async fn what_is_searched_can_be_made_anew_in_one_piece() {
    let (_folder, workspace) = created().await;
    let one = document('a', &["Plans for children are late.", "The plan is late."]);
    let id = keep(&workspace, &one).await;
    let another = document('b', &["Children are in the care of the council."]);
    keep(&workspace, &another).await;
    workspace
        .read_again(id, &one, &facts(), &[], "2027.1.1", at(1))
        .await
        .unwrap();
    let search = async |words: &str| workspace.search(query(words)).await.unwrap();
    let found = (search("plan").await, search("counc").await);
    let pieces = async || {
        let file = SqliteConnectOptions::new().filename(workspace.path());
        let mut connection = file.connect().await.unwrap();
        let sql = "SELECT (SELECT count(DISTINCT segid) FROM passage_index_idx),
                       (SELECT count(DISTINCT segid) FROM word_index_idx)";
        let pieces: (i64, i64) = sqlx::query_as(sql)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        pieces
    };
    let (forms, words) = pieces().await;
    assert!(forms > 1 && words > 1, "else there is nothing to do");
    workspace.tidy_search().await.unwrap();
    assert_eq!(pieces().await, (1, 1));
    assert_eq!((search("plan").await, search("counc").await), found);
    assert_eq!(found.0.hits.len(), 2);
}
