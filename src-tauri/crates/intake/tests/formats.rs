//! What is read from Word documents, web pages and plain text, and what is refused.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::io::{Cursor, Write as _};

use scrutiny_domain::document::{CellRole, Document, Format, ParagraphKind, WarningCode};
use scrutiny_intake::{Limits, read, unpack};

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

fn warned(bytes: &[u8], name: &str) -> Vec<WarningCode> {
    let document = read(bytes, name, &Limits::default()).unwrap();
    document.source.warnings.iter().map(|w| w.code).collect()
}

#[test]
fn a_web_page_is_read_as_a_browser_shows_it() {
    let page = "<html><head><style>/* old */ .gone, #note { display: none } @media print { p { display: none } }</style>\
        </head><body><main><form><h1>Answer</h1>\
        <p>Visits are <del>on time</del> <ins>late</ins>.</p>\
        <p class='gone'>Visits are early.</p><p id='note'>Draft.</p><p style='VISIBILITY: hidden'>Old.</p>\
        <p aria-hidden='true'>Seen by the eye.</p><aside><p>A fact.</p></aside>\
        <label><input type='checkbox'></label><button>Send</button>\
        <p>She called it <q>fair</q>.</p></form></main></body></html>";
    insta::assert_snapshot!(outline_of(page.as_bytes(), "answer.html"), @r"
    h1 | Answer
    p1 | Visits are late.
    p2 | Seen by the eye.
    p3 | A fact.
    p4 | She called it “fair”.
    ");
    assert_eq!(
        warned(page.as_bytes(), "answer.html"),
        [WarningCode::Hidden, WarningCode::StruckOut]
    );
}

#[test]
fn a_page_laid_out_by_tables_and_line_ends_has_its_paragraphs() {
    let page = "<html><body><table><tr><td>Northmere</td></tr><tr><td>Our answer<br><br>4 May 2025<br><br>\
        Plans are late,<br>and we say so.<br>&bull; More staff<br>&bull; Fewer forms<br><br>\
        <table><tr><th>Team</th><th>Wai<wbr>t</th></tr><tr><td><b>N</b>orth</td><td>1<i>9</i> days<script>x()</script></td></tr>\
        </table></td></tr></table></body></html>";
    insta::assert_snapshot!(outline_of(page.as_bytes(), "answer.html"), @r"
    p1 | Northmere
    h2 | Our answer
    h2 | 4 May 2025
    p2 | Plans are late, and we say so.
    item1 | More staff
    item1 | Fewer forms
    cell 0:0:0 head | Team
    cell 0:0:1 head | Wait
    cell 0:1:0 | North
    cell 0:1:1 | 19 days
    ");
}

#[test]
fn the_bytes_say_how_they_are_written() {
    let page =
        "<html><head><meta charset=unicode></head><body><p>The child’s plan.</p></body></html>";
    assert_eq!(
        outline_of(page.as_bytes(), "a.html"),
        "p1 | The child’s plan.\n"
    );
    let pairs: Vec<u8> = "One plan.\n\nTwo plans."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        outline_of(&pairs, "a.txt"),
        "p1 | One plan.\np2 | Two plans.\n"
    );
    let mac = b"The child\xd5s plan is \xd2late\xd3.";
    assert_eq!(
        outline_of(mac, "a.txt"),
        "p1 | The child’s plan is “late”.\n"
    );
    assert_eq!(
        outline_of(b"One plan.\x0b\x0bTwo plans.", "a.txt"),
        "p1 | One plan.\np2 | Two plans.\n"
    );
}

const MAIL: &str = "From: clerk@northmere.example\r\nTo: members@northmere.example\r\nSubject: The letter\r\n\
    Date: Thu, 8 May 2025 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    The child=E2=80=99s plan is lat=\r\ne.\r\n\
    --b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=\"papers/answer.html\"\r\n\r\n\
    <html><body><p>We agree.</p></body></html>\r\n--b--\r\n";

#[test]
fn a_mail_is_read_decoded_and_what_is_attached_is_a_paper_of_its_own() {
    for name in ["mail.eml", "mail"] {
        let document = read(MAIL.as_bytes(), name, &Limits::default()).unwrap();
        assert_eq!(document.source.format, Format::Mail);
        let last = document.paragraphs.last().unwrap();
        assert_eq!(last.text, "The child’s plan is late.");
    }
    assert_eq!(
        warned(MAIL.as_bytes(), "mail.eml"),
        [WarningCode::Attachments]
    );
    let unpacked = unpack(MAIL.as_bytes(), &Limits::default()).unwrap();
    let [attached] = &unpacked.papers[..] else {
        panic!("{unpacked:?}")
    };
    assert_eq!(attached.name, "answer.html");
    assert_eq!(
        outline_of(&attached.bytes, &attached.name),
        "p1 | We agree.\n"
    );
    // A page that a browser saved is the page.
    let saved = "From: <Saved by Blink>\r\nSubject: News\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><meta charset=3D\"utf-8\"><body><p>The child=E2=80=99s plan.</p></body></html>\r\n--b--\r\n";
    let document = read(saved.as_bytes(), "news.mht", &Limits::default()).unwrap();
    assert_eq!(document.source.format, Format::Html);
    assert_eq!(outline(&document), "p1 | The child’s plan.\n");
}

#[test]
fn an_archive_gives_its_papers_and_names_what_is_none() {
    let archive = docx(&[
        ("letters/one.txt", "One plan.".to_owned()),
        (
            "two.html",
            "<html><body><p>Two plans.</p></body></html>".to_owned(),
        ),
        ("__MACOSX/._one.txt", "x".to_owned()),
        ("logo.png", "\u{89}PNG".to_owned()),
    ]);
    assert_eq!(
        read(&archive, "letters.zip", &Limits::default())
            .unwrap_err()
            .code(),
        "archive"
    );
    let unpacked = unpack(&archive, &Limits::default()).unwrap();
    let names: Vec<&str> = unpacked.papers.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["one.txt", "two.html"]);
    assert_eq!(unpacked.left_out, ["logo.png"]);
    let small = Limits {
        bytes: archive.len() as u64,
        ..Limits::default()
    };
    let bomb = docx(&[("a.txt", "a ".repeat(100_000))]);
    assert!(bomb.len() < 100_000, "it compresses");
    assert_eq!(
        unpack(
            &bomb,
            &Limits {
                bytes: 100_000,
                ..small
            }
        )
        .unwrap_err()
        .code(),
        "too_large"
    );
}

#[test]
fn papers_of_other_programs_are_refused_by_their_name() {
    let refused = |bytes: &[u8], name: &str| {
        let refusal = read(bytes, name, &Limits::default()).unwrap_err();
        (refusal.code(), refusal.to_string())
    };
    let odt = docx(&[(
        "mimetype",
        "application/vnd.oasis.opendocument.text".to_owned(),
    )]);
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on";
    let papers: [(&[u8], &str); 4] = [
        (b"{\\rtf1\\ansi Words.}", "a.rtf"),
        (b"{\\rtf1 Words.}", "a.doc"),
        (&odt, "a.odt"),
        (old, "a.doc"),
    ];
    for (bytes, name) in papers {
        let (code, sentence) = refused(bytes, name);
        assert_eq!(code, "save_otherwise", "{name}");
        assert!(sentence.contains("save it as"), "{sentence}");
    }
    assert_eq!(refused(b"{\\rtf1 Words.}", "a.txt").0, "not_what_it_says");
    let sheet = docx(&[(
        "[Content_Types].xml",
        "<Types>spreadsheetml.sheet.main</Types>".to_owned(),
    )]);
    assert_eq!(refused(&sheet, "a.xlsx").0, "unsupported");
}

#[test]
fn a_word_document_leaves_out_what_it_hides_and_joins_what_it_joins() {
    let struck = |text: &str| format!("<w:r><w:rPr><w:strike/></w:rPr><w:t>{text}</w:t></w:r>");
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>";
    let styled = "<w:r><w:rPr><w:rStyle w:val=\"Gone\"/></w:rPr><w:t>Styled away.</w:t></w:r>";
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let body = [
        paragraph("", &(run("Visits are ") + &struck("early ") + &run("late") + raised + &run("."))),
        paragraph("<w:rPr><w:del/></w:rPr>", &run("Plans are ")),
        paragraph("", &run("clear.")),
        paragraph("", &(styled.to_owned() + &run("Seen."))),
        format!(
            "<w:tbl><w:tr>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr><w:sdt><w:sdtContent><w:tr>{}{}</w:tr></w:sdtContent></w:sdt></w:tbl>",
            cell("Team"), cell("Wait"), cell("North"), cell("19 days"),
        ),
        "<w:altChunk r:id=\"rId9\"/>".to_owned(),
    ]
    .concat();
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |list: &[(&str, &str, &str)]| {
        let one = |(id, kind, target): &(&str, &str, &str)| {
            format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        format!(
            "<Relationships>{}</Relationships>",
            list.iter().map(one).collect::<String>()
        )
    };
    let note = |name: &str| {
        format!(
            "<w:{name}s {W}><w:{name} w:id=\"2\"><w:p>{}</w:p></w:{name}></w:{name}s>",
            run("Said aside.")
        )
    };
    let bytes = docx(&[
        (
            "[Content_Types].xml",
            "<Types>wordprocessingml.document.main+xml</Types>".to_owned(),
        ),
        (
            "_rels/.rels",
            related(&[("rId1", "officeDocument", "word/main2.xml")]),
        ),
        (
            "word/_rels/main2.xml.rels",
            related(&[("rId9", "aFChunk", "../part.html")]),
        ),
        (
            "word/main2.xml",
            format!("<w:document {W} xmlns:r=\"{office}\"><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {W}><w:style w:type=\"character\" w:styleId=\"Gone\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
            ),
        ),
        ("word/endnotes.xml", note("endnote")),
        ("word/comments.xml", note("comment")),
        (
            "part.html",
            "<html><body><p>Put in.</p></body></html>".to_owned(),
        ),
    ]);
    insta::assert_snapshot!(outline_of(&bytes, "plan.docx"), @r"
    p1 | Visits are late.
    p2 | Plans are clear.
    p3 | Seen.
    cell 0:0:0 | Team
    cell 0:0:1 | Wait
    cell 0:1:0 | North
    cell 0:1:1 | 19 days
    p4 | Put in.
    footnote | Said aside.
    ");
    assert_eq!(
        warned(&bytes, "plan.docx"),
        [
            WarningCode::Remarks,
            WarningCode::Hidden,
            WarningCode::StruckOut
        ]
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
        .chain(&Format::ARCHIVES)
        .copied()
        .collect();
    assert_eq!(offered, read);
}
