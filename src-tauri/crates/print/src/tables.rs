//! Plain tables as files: CSV for any program, XLSX for a spreadsheet.
//!
//! Words of sources and people go in as text and never as a formula: a spreadsheet runs what begins with `=`, `+`, `-`
//! or `@`, whoever wrote it (OWASP, "CSV injection").

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use scrutiny_domain::briefing::PlainTable;

use crate::PrintError;

/// Widest and narrowest column, in characters.
const WIDEST: usize = 60;
const NARROWEST: usize = 9;

/// A cell that no spreadsheet runs: an apostrophe before what begins like a formula, as spreadsheets themselves mark
/// text.
fn safe(text: &str) -> String {
    let first = text
        .trim_start_matches([' ', '\u{a0}', '\u{feff}'])
        .chars()
        .next();
    match first {
        // A bar and a per cent sign begin what some spreadsheets ask another program for.
        Some(
            '=' | '+' | '-' | '@' | '|' | '%' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
            | '｜' | '％',
        ) => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

/// One table as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know that it is.
pub fn csv(table: &PlainTable) -> Vec<u8> {
    let field = |text: &String| {
        let text = safe(text);
        // Semicolons and tabs too: some spreadsheets part fields by them, whatever the file does.
        if text.contains(['"', ',', ';', '\t', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let mut out = String::from('\u{feff}');
    for row in std::iter::once(&table.header).chain(&table.rows) {
        let fields: Vec<String> = row.iter().map(field).collect();
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// Tables as sheets of one workbook. `made` is all it says of time: the same tables give the same bytes.
///
/// # Errors
/// Where the workbook cannot be written.
pub fn xlsx(title: &str, tables: &[PlainTable], made: Date) -> Result<Vec<u8>, PrintError> {
    book(title, tables, made).map_err(|e| PrintError::Write {
        reason: e.to_string(),
    })
}

fn book(title: &str, tables: &[PlainTable], made: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let year = u16::try_from(made.year()).unwrap_or(1900);
    let (month, day) = (made.month().unsigned_abs(), made.day().unsigned_abs());
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author("Scrutiny Desk")
            .set_creation_datetime(&created),
    );
    let head = Format::new().set_bold().set_text_wrap();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.name)?;
        for (at, row) in std::iter::once(&table.header)
            .chain(&table.rows)
            .enumerate()
        {
            let line = u32::try_from(at).unwrap_or(u32::MAX);
            for (column, cell) in row.iter().enumerate() {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                let format = if at == 0 { &head } else { &text };
                // As text; marked as well, for who saves the sheet as CSV.
                sheet.write_string_with_format(line, column, safe(cell), format)?;
            }
        }
        for column in 0..table.header.len() {
            let longest = std::iter::once(&table.header)
                .chain(&table.rows)
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default();
            let width = u32::try_from(longest.clamp(NARROWEST, WIDEST)).unwrap_or_default();
            sheet.set_column_width(u16::try_from(column).unwrap_or(u16::MAX), width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        if !table.rows.is_empty() {
            let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
            let last_column = u16::try_from(table.header.len().saturating_sub(1)).unwrap_or(0);
            sheet.autofilter(0, 0, last_row, last_column)?;
        }
    }
    book.save_to_buffer()
}
