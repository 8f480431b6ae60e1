//! What the PDF reader makes of small files with one difficulty each.

#![allow(clippy::unwrap_used)]

mod paper;

use lopdf::{EncryptionState, EncryptionVersion, Permissions};
use paper::{Font, Line, Node, Paper, line};
use scrutiny_domain::document::{Document, ParagraphKind, WarningCode};
use scrutiny_intake::{Limits, Refusal, read};

fn document(paper: &Paper) -> Document {
    read(&paper.bytes(), "paper.pdf", &Limits::default()).unwrap()
}

/// One line a paragraph: kind, number, pages, text.
fn outline(document: &Document) -> Vec<String> {
    document
        .paragraphs
        .iter()
        .map(|p| {
            let kind = match &p.kind {
                ParagraphKind::Heading { level } => format!("h{level}"),
                ParagraphKind::Body => "p".to_owned(),
                ParagraphKind::Item { .. } => "item".to_owned(),
                ParagraphKind::Cell { row, column, .. } => format!("cell {row},{column}"),
                ParagraphKind::Footnote => "note".to_owned(),
                ParagraphKind::Matter => "matter".to_owned(),
            };
            let number = p
                .number
                .as_deref()
                .map(|n| format!(" {n}."))
                .unwrap_or_default();
            let pages: Vec<String> = p.spans.iter().map(|s| s.page.to_string()).collect();
            format!("{kind}{number} [{}] {}", pages.join("+"), p.text)
        })
        .collect()
}

/// Two pages of prose with a running header, a page number and a paragraph that runs over the break.
fn two_pages() -> Vec<Vec<Line>> {
    let furniture = |n: usize| {
        vec![
            line(72.0, 40.0, "Northmere City Council").size(9.0),
            line(290.0, 810.0, &(n + 4).to_string()).size(9.0),
        ]
    };
    let prose = |texts: &[&str]| -> Vec<Line> {
        texts
            .iter()
            .enumerate()
            .map(|(i, t)| line(72.0, 120.0 + 15.0 * i as f32, t))
            .collect()
    };
    let first = [
        "12. Social workers in the duty team see children on the day that concerns reach them and",
        "write down what they hear. Managers read these records each week, but they have not yet",
    ];
    let second = [
        "acted on what they read about the long-",
        "term plans of older children.",
    ];
    let third = ["13. Leaders know this."];
    vec![
        [furniture(0), prose(&first)].concat(),
        [furniture(1), prose(&second)].concat(),
        [furniture(2), prose(&third)].concat(),
        furniture(3),
    ]
}

#[test]
fn a_paragraph_over_a_page_break_is_one_and_furniture_stays_out() {
    let read = document(&Paper {
        pages: two_pages(),
        ..Paper::default()
    });
    insta::assert_snapshot!(outline(&read).join("\n"), @r"
    p 12. [0+1] Social workers in the duty team see children on the day that concerns reach them and write down what they hear. Managers read these records each week, but they have not yet acted on what they read about the long-term plans of older children.
    p 13. [2] Leaders know this.
    ");
    let labels: Vec<&str> = read.pages.iter().map(|p| p.label.as_str()).collect();
    assert_eq!(labels, ["4", "5", "6", "7"]);
    assert!(
        read.source
            .warnings
            .iter()
            .any(|w| w.code == WarningCode::OrderFromPositions)
    );
    assert!(!read.source.damaged);
}

#[test]
fn every_word_has_a_box_where_it_is_drawn() {
    let read = document(&Paper {
        pages: two_pages(),
        ..Paper::default()
    });
    let text: Vec<char> = read.paragraphs[0].text.chars().collect();
    let word =
        |w: &scrutiny_domain::document::Word| text[w.start..w.end].iter().collect::<String>();
    let of_first: Vec<_> = read.words.iter().filter(|w| w.paragraph == 0).collect();
    assert_eq!(
        of_first
            .iter()
            .map(|w| word(w))
            .collect::<Vec<_>>()
            .join(" ")
            .replace("long- term", "long-term"),
        read.paragraphs[0].text
    );
    let first = of_first[0];
    assert_eq!(word(first), "Social");
    assert!((85.0..95.0).contains(&first.left), "{first:?}");
    assert!(
        first.top < 120.0 && first.top > 108.0 && first.bottom > 120.0,
        "{first:?}"
    );
    // A word cut by a line end has a box on either side of it.
    let halves: Vec<_> = of_first
        .iter()
        .filter(|w| ["long-", "term"].contains(&word(w).as_str()))
        .collect();
    assert_eq!(halves.len(), 2);
    assert_eq!(halves[0].end, halves[1].start);
    assert!(halves[0].page == 1 && halves[1].top > halves[0].top);
}

#[test]
fn boxes_are_those_of_a_turned_page_as_it_is_displayed() {
    let read = document(&Paper {
        pages: vec![vec![line(72.0, 120.0, "Turned words")]],
        rotate: 90,
        ..Paper::default()
    });
    let page = &read.pages[0];
    assert_eq!((page.width, page.height), (842.0, 595.0));
    let word = &read.words[0];
    // A quarter turn to the right puts what was 120 from the top at 120 from the right.
    assert!(
        (715.0..735.0).contains(&word.left) && (70.0..75.0).contains(&word.top),
        "{word:?}"
    );
}

#[test]
fn a_footnote_is_set_apart_and_its_mark_leaves_the_sentence() {
    let page = vec![
        line(72.0, 120.0, "Most children live near their schools"),
        line(278.0, 116.0, "2").size(7.0),
        line(283.0, 120.0, " and see their friends."),
        line(72.0, 135.0, "The rate was 40 in 2024 and it is 41 now."),
        line(72.0, 700.0, "2").size(6.0),
        line(78.0, 704.0, "These figures are for the year to March.").size(9.0),
    ];
    let read = document(&Paper {
        pages: vec![page],
        ..Paper::default()
    });
    insta::assert_snapshot!(outline(&read).join("\n"), @r"
    p [0] Most children live near their schools and see their friends. The rate was 40 in 2024 and it is 41 now.
    note 2. [0] These figures are for the year to March.
    ");
}

#[test]
fn bullets_of_symbol_fonts_make_items_and_leave_the_text() {
    let item =
        |y: f32, text: &str| vec![line(72.0, y, "n").font(Font::Symbol), line(90.0, y, text)];
    let pages = vec![
        [
            vec![line(72.0, 105.0, "What needs to improve?").font(Font::Bold)],
            item(120.0, "The quality of plans."),
            item(135.0, "Visits to children."),
            item(150.0, "Supervision."),
        ]
        .concat(),
    ];
    let read = document(&Paper {
        pages,
        ..Paper::default()
    });
    insta::assert_snapshot!(outline(&read).join("\n"), @r"
    h1 [0] What needs to improve?
    item [0] The quality of plans.
    item [0] Visits to children.
    item [0] Supervision.
    ");
    assert_eq!(read.section_of(2), Some("What needs to improve?"));
}

#[test]
fn a_judgement_table_gives_cells_with_wrapped_lines_joined() {
    let cell = |y: f32, x: f32, text: &str, mark: u32| line(x, y, text).marked(mark);
    let page = vec![
        cell(100.0, 72.0, "Judgement", 0),
        cell(100.0, 400.0, "Grade", 1),
        cell(
            120.0,
            72.0,
            "The experiences and progress of children who need",
            2,
        ),
        cell(134.0, 72.0, "help and protection", 2),
        cell(120.0, 400.0, "Requires improvement", 3),
        cell(134.0, 400.0, "to be good", 3),
        line(72.0, 800.0, "Running footer").artifact(),
    ];
    let row = |a: &'static str, one: u32, two: u32| {
        let cell =
            |mark: u32| Node::Element(a, vec![Node::Element("P", vec![Node::Content(0, mark)])]);
        Node::Element("TR", vec![cell(one), cell(two)])
    };
    let structure = vec![Node::Element(
        "Table",
        vec![row("TH", 0, 1), row("TD", 2, 3)],
    )];
    let read = document(&Paper {
        pages: vec![page],
        structure,
        ..Paper::default()
    });
    insta::assert_snapshot!(outline(&read).join("\n"), @r"
    cell 0,0 [0] Judgement
    cell 0,1 [0] Grade
    cell 1,0 [0] The experiences and progress of children who need help and protection
    cell 1,1 [0] Requires improvement to be good
    ");
}

#[test]
fn structure_decides_where_there_is_one() {
    let page = vec![
        line(72.0, 300.0, "Second by place.").marked(0),
        line(72.0, 120.0, "First by place.").marked(1),
        line(72.0, 200.0, "n").font(Font::Symbol).marked(2),
        line(90.0, 200.0, "An item").marked(3),
    ];
    let structure = vec![
        Node::Element("H2", vec![Node::Content(0, 0)]),
        Node::Element("P", vec![Node::Content(0, 1)]),
        Node::Element(
            "L",
            vec![Node::Element(
                "LI",
                vec![
                    Node::Element("Lbl", vec![Node::Content(0, 2)]),
                    Node::Element("LBody", vec![Node::Content(0, 3)]),
                ],
            )],
        ),
    ];
    let read = document(&Paper {
        pages: vec![page],
        structure,
        ..Paper::default()
    });
    assert_eq!(
        outline(&read)[1..],
        ["p [0] First by place.", "item [0] An item"]
    );
    assert!(outline(&read)[0].ends_with("Second by place."));
}

/// A numbered paragraph runs over a page break, and the tags make the rest of it an item of its own.
fn goes_on_in_a_label(label: &str, rest: &str, in_paragraphs: bool) -> Vec<String> {
    let first = "11. Social workers write plans in which what is read of the child and of how";
    let pages = vec![
        vec![line(72.0, 700.0, first).marked(0)],
        vec![
            line(72.0, 120.0, label).marked(0),
            line(72.0 + 6.2 * label.len() as f32, 120.0, rest).marked(1),
        ],
    ];
    let content = |page: usize, mark: u32| {
        let kids = vec![Node::Content(page, mark)];
        if in_paragraphs {
            vec![Node::Element("P", kids)]
        } else {
            kids
        }
    };
    let structure = vec![
        Node::Element("P", vec![Node::Content(0, 0)]),
        Node::Element(
            "L",
            vec![Node::Element(
                "LI",
                vec![
                    Node::Element("Lbl", content(1, 0)),
                    Node::Element("LBody", content(1, 1)),
                ],
            )],
        ),
    ];
    outline(&document(&Paper {
        pages,
        structure,
        ..Paper::default()
    }))
}

#[test]
fn a_label_that_holds_words_is_text() {
    let whole = "p 11. [0+1] Social workers write plans in which what is read of the child and of how \
                 the child ’s life goes is plain.";
    for in_paragraphs in [false, true] {
        let read = goes_on_in_a_label("the child", " 's life goes is plain.", in_paragraphs);
        assert_eq!(read, [whole.replace('’', "'")]);
    }
}

#[test]
fn a_label_that_is_a_mark_stays_out_of_the_text() {
    for (mark, number) in [("12.", " 12."), ("(a)", " a."), ("iv)", " iv."), ("o", "")] {
        let read = goes_on_in_a_label(mark, " Plans are made.", false);
        assert_eq!(read[1], format!("item{number} [1] Plans are made."));
    }
}

#[test]
fn words_that_a_line_end_cuts_at_a_hyphen_are_whole() {
    let page = vec![
        line(72.0, 120.0, "Leaders kept services going during COVID-"),
        line(72.0, 135.0, "19 and after - as they say - it."),
    ];
    let read = document(&Paper {
        pages: vec![page],
        ..Paper::default()
    });
    assert_eq!(
        read.paragraphs[0].text,
        "Leaders kept services going during COVID-19 and after - as they say - it."
    );
}

fn refusal(bytes: &[u8], name: &str) -> Refusal {
    let refusal = read(bytes, name, &Limits::default()).unwrap_err();
    let sentence = refusal.to_string();
    assert!(
        sentence.ends_with('.') && sentence.starts_with("This"),
        "{sentence}"
    );
    refusal
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    let whole = Paper {
        pages: two_pages(),
        ..Paper::default()
    };
    let bytes = whole.bytes();
    assert_eq!(refusal(b"", "a.pdf"), Refusal::Empty);
    assert_eq!(
        refusal(
            b"<!DOCTYPE html><html><body>Not found</body></html>",
            "a.pdf"
        )
        .code(),
        "not_what_it_says"
    );
    assert_eq!(
        refusal(&bytes[..bytes.len() * 6 / 10], "a.pdf"),
        Refusal::CutOff
    );
    assert_eq!(
        refusal(b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n", "a.pdf").code(),
        "broken"
    );
    let scan = Paper {
        pages: vec![vec![], vec![]],
        picture: true,
        ..Paper::default()
    };
    assert_eq!(refusal(&scan.bytes(), "a.pdf"), Refusal::NoText);
    let small = Limits {
        bytes: 100,
        ..Limits::default()
    };
    assert_eq!(
        read(&bytes, "a.pdf", &small).unwrap_err().code(),
        "too_large"
    );
    let few = Limits {
        pages: 3,
        ..Limits::default()
    };
    assert_eq!(read(&bytes, "a.pdf", &few).unwrap_err().code(), "too_large");
}

#[test]
fn a_password_is_asked_for_and_an_empty_one_is_none() {
    let protected = |password: &str| {
        let mut doc = Paper {
            pages: two_pages(),
            ..Paper::default()
        }
        .document();
        let version = EncryptionVersion::V2 {
            document: &doc,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        doc.encrypt(&state).unwrap();
        let mut out = Vec::new();
        doc.save_to(&mut out).unwrap();
        out
    };
    assert_eq!(
        refusal(&protected("secret"), "a.pdf"),
        Refusal::PasswordProtected
    );
    // Locked against changes only: it opens, and the text is whole.
    let open = read(&protected(""), "a.pdf", &Limits::default()).unwrap();
    assert_eq!(open.paragraphs.len(), 2);
    assert!(!open.source.damaged);
}

#[test]
fn a_scanned_page_among_others_is_pointed_out() {
    let mut pages = two_pages();
    pages.push(vec![]);
    let read = document(&Paper {
        pages,
        picture: true,
        ..Paper::default()
    });
    let without: Vec<_> = read
        .source
        .warnings
        .iter()
        .filter(|w| w.code == WarningCode::PageWithoutText)
        .map(|w| w.page)
        .collect();
    assert_eq!(without, [Some(4)]);
}

/// Positions of the bytes of each compressed stream (short ones are left as they are).
fn streams(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let find = |needle: &[u8], from: usize| {
        bytes[from..]
            .windows(needle.len())
            .position(|w| w == needle)
            .map(|i| i + from)
    };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = find(b"stream\n", at) {
        let end = find(b"endstream", start).unwrap();
        let dictionary = &bytes[start.saturating_sub(80)..start];
        if dictionary.windows(11).any(|w| w == b"FlateDecode") {
            out.push(start + 7..end);
        }
        at = end + 9;
    }
    out
}

#[test]
fn changed_bytes_never_pass_as_the_original() {
    let paper = Paper {
        pages: two_pages(),
        ..Paper::default()
    };
    let bytes = paper.bytes();
    let original = outline(&document(&paper));
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let places: Vec<usize> = streams(&bytes).into_iter().flatten().collect();
    let (mut damaged, mut refused) = (0, 0);
    for _ in 0..300 {
        let mut changed = bytes.clone();
        let at = places[random(places.len())];
        changed[at] ^= 1 << random(8);
        match read(&changed, "a.pdf", &Limits::default()) {
            Ok(document) if document.source.damaged => damaged += 1,
            Ok(document) => assert_eq!(
                outline(&document),
                original,
                "byte {at} was changed unnoticed"
            ),
            Err(_) => refused += 1,
        }
    }
    assert!(damaged > 100, "damaged {damaged}, refused {refused}");
}

#[test]
fn any_bytes_end_in_a_document_or_a_refusal() {
    let bytes = Paper {
        pages: two_pages(),
        ..Paper::default()
    }
    .bytes();
    let mut seed = 88_172_645_463_325_252_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for _ in 0..200 {
        let mut changed = bytes.clone();
        for _ in 0..=random(6) {
            let at = random(changed.len());
            changed[at] = random(256) as u8;
        }
        if random(3) == 0 {
            changed.drain(random(changed.len() / 2)..random(changed.len() / 2) + changed.len() / 2);
        }
        let result = read(&changed, "a.pdf", &Limits::default());
        if let Err(refusal) = result {
            // A panic beneath is caught and told as this; none is known, so none is let pass.
            assert!(
                !refusal.to_string().contains("do not hold together"),
                "{refusal}"
            );
        }
    }
}
