//! What is read from Word documents, web pages and plain text, and what is refused.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::io::{Cursor, Write as _};

use scrutiny_domain::document::{CellRole, Document, Format, ParagraphKind};
use scrutiny_intake::{Limits, read};

/// One line a paragraph: kind, number, text. What a person would check against the page.
fn outline(document: &Document) -> String {
    document
        .paragraphs
        .iter()
        .map(|p| {
            let kind = match p.kind {
                ParagraphKind::Heading { level } => format!("h{level}"),
                ParagraphKind::Body => format!("p{}", p.ordinal),
                ParagraphKind::Item { depth } => format!("item{depth}"),
                ParagraphKind::Cell {
                    table,
                    row,
                    column,
                    role,
                } => {
                    let head = if role == CellRole::Header {
                        " head"
                    } else {
                        ""
                    };
                    format!("cell {table}:{row}:{column}{head}")
                }
                ParagraphKind::Footnote => "footnote".to_owned(),
                ParagraphKind::Matter => "matter".to_owned(),
            };
            let number = p
                .number
                .as_deref()
                .map_or(String::new(), |n| format!(" [{n}]"));
            format!("{kind}{number} | {}\n", p.text)
        })
        .collect()
}

fn outline_of(bytes: &[u8], name: &str) -> String {
    outline(&read(bytes, name, &Limits::default()).unwrap())
}

#[test]
fn an_article_as_plain_text() {
    let text = "Caseloads rise in Northmere\n\
        \n\
        Inspectors said that the wait for a first visit had\n\
        grown since the spring.\n\
        \n\
        The letter found:\n\
        \n\
        \u{20} • Visits are late for some children,\n\
        \u{20}   and nobody checks.\n\
        \u{20} • Plans are  clear.\n\
        \n\
        12. A numbered line keeps its number.\n\
        \n\
        Northmere Courier\n\
        4 High Street, Northmere NM1 2AB\n\
        Tel: 01632 960001 Contact us\n";
    insta::assert_snapshot!(outline_of(text.as_bytes(), "courier.txt"), @r"
    h1 | Caseloads rise in Northmere
    p1 | Inspectors said that the wait for a first visit had grown since the spring.
    p2 | The letter found:
    item1 | Visits are late for some children, and nobody checks.
    item1 | Plans are clear.
    p5 [12] | A numbered line keeps its number.
    matter | Northmere Courier 4 High Street, Northmere NM1 2AB Tel: 01632 960001 Contact us
    ");
}

#[test]
fn a_windows_text_file_without_a_label() {
    let bytes = b"The council\x92s plan is \x93ambitious\x94.\r\n";
    assert_eq!(
        outline_of(bytes, "statement.txt"),
        "p1 | The council’s plan is “ambitious”.\n"
    );
}

#[test]
fn markdown_with_lists_a_table_and_a_footnote() {
    let text = "# Minutes\n\nMembers *asked* about visits.[^1]\n\n1. First paragraph.\n2. Second.\n\n- an item\n\n\
        | Team | Cases |\n|---|---|\n| North | 31 |\n\n[^1]: Item 4.\n";
    insta::assert_snapshot!(outline_of(text.as_bytes(), "minutes.md"), @r"
    h1 | Minutes
    p1 | Members asked about visits.
    p2 [1] | First paragraph.
    p3 [2] | Second.
    item1 | an item
    cell 0:0:0 head | Team
    cell 0:0:1 head | Cases
    cell 0:1:0 | North
    cell 0:1:1 | 31
    footnote | Item 4.
    ");
}

#[test]
fn a_web_page_is_its_own_text() {
    let page = "<!doctype html><html><head><title>News</title><style>p{}</style></head><body>\
        <nav><ul><li>Home</li></ul></nav><main><h1>Our response</h1>\
        <p>We welcome the letter<sup>1</sup>.<br>It is fair.</p><script>var x = 1;</script>\
        <ol start=\"3\"><li>Hire</li><li><p>Train</p><p>and keep</p></li></ol>\
        <table><tr><th>Year</th><th>Posts</th></tr><tr><td>2024</td><td>40</td></tr></table>\
        </main><footer><p>Cookies</p></footer></body></html>";
    insta::assert_snapshot!(outline_of(page.as_bytes(), "response.html"), @r"
    h1 | Our response
    p1 | We welcome the letter. It is fair.
    item1 [3] | Hire
    item1 [4] | Train
    item1 | and keep
    cell 0:0:0 head | Year
    cell 0:0:1 head | Posts
    cell 0:1:0 | 2024
    cell 0:1:1 | 40
    ");
}

#[test]
fn a_page_nested_beyond_reason_is_read_as_far_as_it_goes() {
    let page = format!(
        "<html><body><p>Seen.</p>{}deep{}</body></html>",
        "<div>".repeat(5_000),
        "</div>".repeat(5_000)
    );
    let document = read(page.as_bytes(), "deep.html", &Limits::default()).unwrap();
    assert_eq!(outline(&document), "p1 | Seen.\n");
    assert_eq!(document.source.warnings.len(), 1);
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn a_word_document_reads_as_it_prints() {
    let list =
        |level: u8| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"7\"/></w:numPr>");
    let body = [
        paragraph("<w:pStyle w:val=\"Kop1\"/>", &run("Improvement plan")),
        paragraph(&list(0), &run("We will recruit.")),
        paragraph(&list(1), &run("twelve workers")),
        paragraph(&list(0), &(run("We will ") + "<w:del><w:r><w:delText>try to </w:delText></w:r></w:del>" + "<w:ins>" + &run("keep") + "</w:ins>" + &run(" them."))),
        paragraph("", &("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>".to_owned() + &run("Seen."))),
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>Team</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Cases</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>North</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>31</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
    ]
    .concat();
    let bytes = docx(&[
        (
            "word/document.xml",
            format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
            ),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering {W}><w:abstractNum w:abstractNumId=\"2\">\
                 <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
                 <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%2)\"/></w:lvl>\
                 </w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>"
            ),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"1\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
        ),
    ]);
    insta::assert_snapshot!(outline_of(&bytes, "plan.docx"), @r"
    h1 | Improvement plan
    p1 [1] | We will recruit.
    item2 [a] | twelve workers
    p3 [2] | We will keep them.
    p4 | Seen.
    cell 0:0:0 head | Team
    cell 0:0:1 head | Cases
    cell 0:1:0 | North
    cell 0:1:1 | 31
    footnote | A note.
    ");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    let code =
        |bytes: &[u8], name: &str, limits: &Limits| read(bytes, name, limits).unwrap_err().code();
    let usual = Limits::default();
    let small = Limits { bytes: 10, ..usual };
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    let broken = docx(&[("word/document.xml", "<w:document".to_owned())]);
    assert_eq!(code(b"", "a.txt", &usual), "empty");
    assert_eq!(code(b" \n\n-- \n", "a.txt", &usual), "no_text");
    assert_eq!(code(b"more than ten bytes", "a.txt", &small), "too_large");
    assert_eq!(
        code(b"<html><p>404</p></html>", "letter.pdf", &usual),
        "not_what_it_says"
    );
    assert_eq!(code(ole, "plan.docx", &usual), "password_protected");
    assert_eq!(code(&broken, "plan.docx", &usual), "broken");
    assert_eq!(
        code(b"\x89PNG\r\n\x1a\n\0\0\0\0", "scan.png", &usual),
        "unsupported"
    );
}

/// The window's file dialog is the one list of endings that the code does not share.
#[test]
fn the_file_dialog_offers_every_ending() {
    let window = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/api/tauri.ts");
    let window = std::fs::read_to_string(window).unwrap();
    let offered = window
        .split_once("const PAPERS")
        .and_then(|(_, rest)| rest.split_once("extensions: ["))
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(list, _)| list)
        .unwrap();
    let offered: Vec<&str> = offered
        .split(',')
        .map(|e| e.trim().trim_matches('\''))
        .collect();
    let read: Vec<&str> = Format::ALL
        .iter()
        .flat_map(|f| f.endings())
        .copied()
        .collect();
    assert_eq!(offered, read);
}
