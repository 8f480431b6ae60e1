//! What the PDF reader makes of words that a reader of the page does not see, and of pages whose words are not sure.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

mod paper;

use lopdf::content::Operation;
use lopdf::{Object, Stream, dictionary};
use paper::{Line, Node, Paper, filled, line};
use scrutiny_domain::document::{Document, Doubt, WarningCode};
use scrutiny_intake::{Limits, read, unpack};

const ONE: &str = "Visits to children are made on time.";
const TWO: &str = "Plans are shared with parents and schools.";
const THREE: &str = "Managers look at each plan in the spring.";

fn three() -> Vec<Line> {
    vec![
        line(72.0, 120.0, ONE),
        line(72.0, 160.0, TWO),
        line(72.0, 200.0, THREE),
    ]
}

fn document(bytes: &[u8]) -> Document {
    read(bytes, "paper.pdf", &Limits::default()).unwrap()
}

fn of(paper: &Paper) -> Document {
    document(&paper.bytes())
}

fn texts(document: &Document) -> Vec<&str> {
    document
        .paragraphs
        .iter()
        .map(|p| p.text.as_str())
        .collect()
}

fn codes(document: &Document) -> Vec<WarningCode> {
    let usual = [WarningCode::OrderFromPositions, WarningCode::PageLabels];
    let codes = document.source.warnings.iter().map(|w| w.code);
    codes.filter(|c| !usual.contains(c)).collect()
}

fn doubts(document: &Document) -> Vec<Option<Doubt>> {
    document.pages.iter().map(|p| p.in_doubt()).collect()
}

/// What is left of the three lines, and what is said of it.
fn left(paper: Paper) -> (Vec<String>, Vec<WarningCode>) {
    let read = of(&paper);
    assert_eq!(doubts(&read), [None], "what is left out is no damage");
    (
        texts(&read).into_iter().map(str::to_owned).collect(),
        codes(&read),
    )
}

#[test]
fn words_under_a_box_are_left_out_and_the_box_stands_for_them() {
    let over = |x, y, width, height, grey| Paper {
        pages: vec![three()],
        over: filled(x, y, width, height, grey),
        ..Paper::default()
    };
    let whole = (
        vec![ONE.to_owned(), THREE.to_owned()],
        vec![WarningCode::Hidden],
    );
    let black = over(60.0, 148.0, 400.0, 16.0, 0.0);
    assert_eq!(
        left(black).0,
        whole.0,
        "a paragraph that is all covered leaves nothing"
    );
    assert_eq!(left(over(60.0, 148.0, 400.0, 16.0, 1.0)), whole);
    // "shared with" in the middle of the line.
    let (texts, codes) = left(over(123.0, 148.0, 66.0, 16.0, 0.0));
    assert_eq!(texts[1], "Plans are █ parents and schools.");
    assert_eq!(codes, [WarningCode::Hidden]);
    // Behind the words it hides nothing, and beside them neither.
    let paper = Paper {
        pages: vec![three()],
        under: filled(60.0, 148.0, 400.0, 16.0, 0.8),
        over: filled(60.0, 172.0, 400.0, 12.0, 0.0),
        ..Paper::default()
    };
    assert_eq!(
        left(paper),
        (vec![ONE.into(), TWO.into(), THREE.into()], vec![])
    );
}

#[test]
fn words_that_are_printed_over_what_was_painted_out_take_its_place() {
    let mut pages = three();
    pages.remove(1);
    let mut paper = Paper {
        pages: vec![vec![line(72.0, 160.0, "Plans are kept from parents.")]],
        over: filled(60.0, 148.0, 400.0, 16.0, 0.3),
        ..Paper::default()
    };
    paper.over.extend([
        Operation::new("BT", vec![]),
        Operation::new("g", vec![1.into()]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("Td", vec![72.into(), (842 - 160).into()]),
        Operation::new("Tj", vec![Object::string_literal(TWO)]),
        Operation::new("ET", vec![]),
    ]);
    assert_eq!(
        left(paper),
        (vec![TWO.to_owned()], vec![WarningCode::Hidden])
    );
}

#[test]
fn words_in_the_colour_of_their_ground_are_left_out() {
    let shown = |colour: [f32; 3], ground: Option<f32>| {
        let mut lines = three();
        lines[1] = lines[1].clone().colour(colour);
        left(Paper {
            pages: vec![lines],
            under: ground.map_or_else(Vec::new, |g| filled(60.0, 148.0, 400.0, 16.0, g)),
            ..Paper::default()
        })
        .0
        .len()
    };
    assert_eq!(shown([1.0, 1.0, 1.0], None), 2);
    assert_eq!(shown([0.99, 0.98, 0.97], None), 2);
    assert_eq!(shown([0.2, 0.2, 0.2], Some(0.2)), 2);
    assert_eq!(
        shown([1.0, 1.0, 1.0], Some(0.1)),
        3,
        "white on black is read"
    );
    assert_eq!(shown([0.6, 0.6, 0.6], None), 3, "grey is read");
}

#[test]
fn words_outside_what_is_shown_are_left_out() {
    let cropped = Paper {
        pages: vec![three()],
        crop: Some([0, 660, 595, 842]),
        ..Paper::default()
    };
    let (texts, codes) = left(cropped);
    assert_eq!(texts, [ONE, TWO]);
    assert_eq!(codes, [WarningCode::Hidden]);
    let clip = |y: f32| {
        let mut paper = Paper {
            pages: vec![three()],
            ..Paper::default()
        };
        let rectangle = [0.into(), (842.0 - y).into(), 595.into(), y.into()];
        paper.under = vec![
            Operation::new("re", rectangle.to_vec()),
            Operation::new("W", vec![]),
            Operation::new("n", vec![]),
        ];
        left(paper).0.len()
    };
    assert_eq!((clip(140.0), clip(180.0), clip(842.0)), (1, 2, 3));
    let mut inkless = three();
    inkless[2] = inkless[2].clone().inkless();
    let paper = Paper {
        pages: vec![inkless],
        ..Paper::default()
    };
    assert_eq!(
        left(paper),
        (vec![ONE.into(), TWO.into()], vec![WarningCode::Hidden])
    );
}

#[test]
fn words_that_are_struck_out_are_left_out_and_told() {
    let rule = |y: f32| {
        left(Paper {
            pages: vec![three()],
            over: filled(70.0, y, 300.0, 0.8, 0.0),
            ..Paper::default()
        })
    };
    assert_eq!(
        rule(156.0),
        (vec![ONE.into(), THREE.into()], vec![WarningCode::StruckOut])
    );
    assert_eq!(rule(162.0).0.len(), 3, "underlined");
}

#[test]
fn a_picture_with_a_reading_laid_over_it_is_a_machines_reading() {
    let scan = Paper {
        pages: vec![three().into_iter().map(Line::inkless).collect()],
        picture: true,
        ..Paper::default()
    };
    let read = of(&scan);
    assert_eq!(texts(&read), [ONE, TWO, THREE]);
    assert_eq!(codes(&read), [WarningCode::MachineRead]);
    assert_eq!(doubts(&read), [Some(Doubt::MachineRead)]);
    assert!(read.source.damaged, "nothing is quoted from it");
    // Words with ink under a picture of the page are the same thing, made otherwise.
    let under = of(&Paper {
        pages: vec![three()],
        picture: true,
        ..Paper::default()
    });
    assert_eq!(doubts(&under), [Some(Doubt::MachineRead)]);
}

#[test]
fn what_is_stated_otherwise_than_it_is_drawn_puts_the_page_in_doubt() {
    let stated = |text: &str| {
        let mut lines = three();
        lines[1] = lines[1].clone().stated(text);
        let read = of(&Paper {
            pages: vec![lines],
            ..Paper::default()
        });
        (codes(&read), doubts(&read))
    };
    assert_eq!(
        stated("Plans are kept from parents and schools."),
        (
            vec![WarningCode::DrawnOtherwise],
            vec![Some(Doubt::DrawnOtherwise)]
        )
    );
    assert_eq!(
        stated("Plans are shared, with parents - and schools!"),
        (vec![], vec![None]),
        "marks may be stated as one likes"
    );
}

#[test]
fn a_paragraph_stated_in_another_order_than_it_stands_in_is_in_doubt() {
    let page = vec![
        line(72.0, 120.0, "Visits to children are").marked(0),
        line(72.0, 135.0, "made on time.").marked(1),
    ];
    let order = |marks: [u32; 2]| {
        let content = marks.map(|m| Node::Content(0, m));
        let paper = Paper {
            pages: vec![page.clone()],
            structure: vec![Node::Element("P", content.into())],
            ..Paper::default()
        };
        doubts(&of(&paper))
    };
    assert_eq!(order([0, 1]), [None]);
    assert_eq!(order([1, 0]), [Some(Doubt::DrawnOtherwise)]);
}

#[test]
fn words_that_the_structure_has_lost_mark_their_page() {
    let page = vec![
        line(72.0, 120.0, ONE).marked(0),
        line(72.0, 160.0, TWO).marked(1),
    ];
    let read = of(&Paper {
        pages: vec![page],
        structure: vec![Node::Element("P", vec![Node::Content(0, 0)])],
        ..Paper::default()
    });
    assert_eq!(texts(&read), [ONE, TWO]);
    assert_eq!(codes(&read), [WarningCode::DamagedFile]);
    assert_eq!(doubts(&read), [Some(Doubt::Damaged)]);
}

/// Two pages whose content is as given, not compressed.
fn with_content(content: &[u8]) -> Document {
    let mut doc = Paper {
        pages: vec![three(), three()],
        ..Paper::default()
    }
    .document();
    let page = *doc.get_pages().values().next().unwrap();
    let stream = doc.add_object(Stream::new(dictionary! {}, content.to_vec()));
    let page = doc.get_dictionary_mut(page).unwrap();
    page.set("Contents", stream);
    let mut out = Vec::new();
    doc.save_to(&mut out).unwrap();
    document(&out)
}

#[test]
fn a_page_whose_instructions_do_not_hold_together_is_damaged() {
    let whole = "BT /F1 12 Tf 72 700 Td (Visits are made) Tj 0 -15 Td (on time and late.) Tj ET";
    let first = |content: &str| doubts(&with_content(content.as_bytes()))[0];
    assert_eq!(first(whole), None);
    let damaged = Some(Doubt::Damaged);
    // An operator that is none, one without its operands, a string that never ends, a text that is not closed, a font
    // and a form that are not there.
    assert_eq!(first(&whole.replace("-15 Td", "-15 Xd")), damaged);
    assert_eq!(first(&whole.replace("0 -15 Td", "-15 Td")), damaged);
    assert_eq!(first(&whole.replace("late.)", "late.")), damaged);
    assert_eq!(first(&whole.replace(" ET", "")), damaged);
    assert_eq!(first(&whole.replace("/F1", "/F9")), damaged);
    assert_eq!(first(&format!("{whole} /Fm9 Do")), damaged);
    // Only its own page is.
    let read = with_content(whole.replace("-15 Td", "-15 Xd").as_bytes());
    assert_eq!(doubts(&read), [damaged, None]);
}

#[test]
fn a_file_whose_table_of_contents_is_lost_is_damaged_throughout() {
    let bytes = Paper {
        pages: vec![three(), three()],
        ..Paper::default()
    }
    .bytes();
    let at = bytes.windows(9).rposition(|w| w == b"startxref").unwrap();
    let mut lost = bytes[..at].to_vec();
    lost.extend_from_slice(b"startxref\n7\n%%EOF\n");
    let read = document(&lost);
    assert_eq!(doubts(&read), [Some(Doubt::Damaged); 2]);
    // Zeros after the end are no damage.
    let mut padded = bytes;
    padded.extend(std::iter::repeat_n(0, 8_000));
    assert_eq!(doubts(&document(&padded)), [None, None]);
}

#[test]
fn sideways_text_is_read_line_by_line() {
    let lines = [ONE, TWO, THREE]
        .iter()
        .enumerate()
        .map(|(i, text)| line(200.0 + 30.0 * i as f32, 700.0, text).turned());
    let read = of(&Paper {
        pages: vec![lines.collect()],
        ..Paper::default()
    });
    assert_eq!(texts(&read), [ONE, TWO, THREE]);
}

#[test]
fn short_columns_are_read_one_after_the_other() {
    let left = [
        "The service has grown and its",
        "managers know which children",
        "wait. They look at this each",
        "month, and the",
    ];
    let right = [
        "director asks why. Parents",
        "are told in writing within a",
        "week of the day on which",
        "they called.",
    ];
    let column = |x: f32, texts: [&str; 4]| -> Vec<Line> {
        let place = |(i, t): (usize, &&str)| line(x, 120.0 + 14.0 * i as f32, t);
        texts.iter().enumerate().map(place).collect()
    };
    let read = of(&Paper {
        pages: vec![[column(72.0, left), column(320.0, right)].concat()],
        ..Paper::default()
    });
    assert_eq!(texts(&read), [[left.join(" "), right.join(" ")].join(" ")]);
}

#[test]
fn files_that_lie_in_a_pdf_are_papers_of_their_own() {
    let paper = |portfolio: bool| {
        let mut doc = Paper {
            pages: vec![three()],
            ..Paper::default()
        }
        .document();
        let kept = dictionary! { "Type" => "EmbeddedFile" };
        let kept = doc.add_object(Stream::new(
            kept,
            b"<html><body><p>Attached.</p></body></html>".to_vec(),
        ));
        let file = doc.add_object(dictionary! {
            "Type" => "Filespec", "F" => Object::string_literal("annex/answer.html"), "EF" => dictionary! { "F" => kept },
        });
        let names = vec![Object::string_literal("answer"), file.into()];
        let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } };
        let catalogue = doc.catalog_mut().unwrap();
        catalogue.set("Names", names);
        if portfolio {
            catalogue.set("Collection", dictionary! { "View" => "D" });
        }
        let mut out = Vec::new();
        doc.save_to(&mut out).unwrap();
        out
    };
    assert_eq!(codes(&document(&paper(false))), [WarningCode::Attachments]);
    let refused = read(&paper(true), "a.pdf", &Limits::default()).unwrap_err();
    assert_eq!(refused.code(), "archive");
    let unpacked = unpack(&paper(true), &Limits::default()).unwrap();
    assert_eq!(unpacked.papers[0].name, "answer.html");
    assert!(unpacked.papers[0].bytes.starts_with(b"<html>"));
}

#[test]
fn a_form_that_one_program_shows_is_refused() {
    let form = |fields: Vec<Object>| {
        let mut doc = Paper {
            pages: vec![three()],
            ..Paper::default()
        }
        .document();
        let form = doc.add_object(Stream::new(dictionary! {}, b"<xdp/>".to_vec()));
        let form = dictionary! { "Fields" => fields, "XFA" => form };
        doc.catalog_mut().unwrap().set("AcroForm", form);
        let mut out = Vec::new();
        doc.save_to(&mut out).unwrap();
        read(&out, "a.pdf", &Limits::default())
    };
    assert_eq!(form(vec![]).unwrap_err().code(), "dynamic_form");
    assert!(form(vec![Object::Null]).is_ok(), "its pages are there");
}
