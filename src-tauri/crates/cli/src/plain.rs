//! Words of papers and people as a terminal may show them: nothing in them moves the cursor, rings, hides what stands
//! before, begins a line of its own, or turns the order of the letters round.
//!
//! All that the program prints goes through here ([`crate::page::Page`], [`crate::say`]).

use std::borrow::Cow;
use std::io;

use serde_json::ser::{Formatter, PrettyFormatter};

/// On one line: what would break it is a space, and what a terminal would obey stands as a sign.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        // U+2400 to U+2420 are the pictures of U+0000 to U+0020.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        c if is_obeyed(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The same for a message of several lines that are the program's own, as its help has.
pub fn lines(text: &str) -> String {
    let cleaned: Vec<Cow<'_, str>> = text.split('\n').map(line).collect();
    cleaned.join("\n")
}

/// Controls, separators of lines, and what turns the order of letters round.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// JSON as `serde_json` sets it out, with what a terminal would obey written as an escape: it reads the same.
#[derive(Default)]
pub struct Json(PrettyFormatter<'static>);

impl Formatter for Json {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_obeyed(*c)) {
            writer.write_all(&fragment.as_bytes()[from..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[from..])
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;

    use super::*;

    const HOSTILE: [&str; 7] = [
        "\u{1b}[2J\u{1b}[H all is well",
        "a\u{7}b",
        "letter.pdf\nimported  report.pdf",
        "one\rtwo",
        "\u{9b}31m",
        "cod\u{202e}fdp.exe",
        "a\u{2028}b\u{7f}",
    ];

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        for text in HOSTILE {
            assert!(!line(text).chars().any(is_obeyed), "{text:?}");
        }
        assert_eq!(line(HOSTILE[1]), "a␇b");
        assert_eq!(line(HOSTILE[2]), "letter.pdf imported  report.pdf");
        let honest = "“Plans” are weak – 3 of 4; naïve, Siân, 20 °C";
        assert!(matches!(line(honest), Cow::Borrowed(_)));
        assert_eq!(lines("one\ntwo\u{1b}"), "one\ntwo␛");
    }

    #[test]
    fn json_reads_the_same_and_holds_no_controls() {
        let mut out = Vec::new();
        let mut to = serde_json::Serializer::with_formatter(&mut out, Json::default());
        HOSTILE.serialize(&mut to).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.replace('\n', "").chars().any(is_obeyed), "{text:?}");
        let back: Vec<String> = serde_json::from_str(&text).unwrap();
        assert_eq!(back, HOSTILE);
        let mut usual = Vec::new();
        let mut to = serde_json::Serializer::with_formatter(&mut usual, Json::default());
        let value = serde_json::json!({"a": [1, {}], "b": [], "c": {"d": null}});
        value.serialize(&mut to).unwrap();
        assert_eq!(
            String::from_utf8(usual).unwrap(),
            serde_json::to_string_pretty(&value).unwrap()
        );
    }
}
