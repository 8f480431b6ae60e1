//! Text on standard output: as wide as the terminal, or plain where it goes to a file. Nothing in it is obeyed by a
//! terminal, whoever wrote it ([`plain`]).

use std::io::{self, IsTerminal, Write};

use console::{Term, measure_text_width};

use crate::plain;

/// Width of what is not a terminal: wrapped text for reading.
const FILE: usize = 100;

/// Round words that were found, until they are printed: no paper has these, which stand for nothing (Unicode
/// noncharacters), in its words.
const FOUND: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// Standard output.
pub struct Page {
    out: io::StdoutLock<'static>,
    width: usize,
    terminal: bool,
}

impl Page {
    pub fn new() -> Page {
        let out = io::stdout().lock();
        let terminal = out.is_terminal();
        let width = if terminal {
            usize::from(Term::stdout().size().1).clamp(40, 120)
        } else {
            FILE
        };
        Page {
            out,
            width,
            terminal,
        }
    }

    pub fn line(&mut self, text: &str) -> io::Result<()> {
        let text = plain::line(text);
        if !text.contains(FOUND) {
            return writeln!(self.out, "{text}");
        }
        let [on, off, end] = if self.terminal {
            ["\u{1b}[1m", "\u{1b}[0m", "\u{1b}[0m"]
        } else {
            ["*", "*", ""]
        };
        let text = text.replace(FOUND[0], on).replace(FOUND[1], off);
        writeln!(self.out, "{text}{end}")
    }

    /// A line that heads what follows: underlined with a rule.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        self.line(text)?;
        self.line(&"─".repeat(width(text).min(self.width)))
    }

    /// Running text, wrapped and indented.
    pub fn text(&mut self, indent: usize, text: &str) -> io::Result<()> {
        for line in wrap(text, self.width.saturating_sub(indent)) {
            self.line(&format!("{:indent$}{line}", ""))?;
        }
        Ok(())
    }

    /// One line, cut between words where it is too long.
    pub fn cut(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let text = shortened(text, self.width.saturating_sub(indent));
        self.line(&format!("{:indent$}{text}", ""))
    }

    /// One line of two parts, the first cut between words where both do not fit.
    pub fn cut_before(&mut self, text: &str, whole: &str) -> io::Result<()> {
        let text = shortened(text, self.width.saturating_sub(width(whole)));
        self.line(&format!("{text}{whole}"))
    }

    /// The words found, marked: bold on a terminal, between asterisks elsewhere.
    pub fn mark(&self, text: &str) -> String {
        format!("{}{text}{}", FOUND[0], FOUND[1])
    }

    /// Columns under their headings. The last is as long as it is; on a terminal the others are cut to fit.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
        let columns = head.len();
        let mut widths: Vec<usize> = head.iter().map(|h| width(h)).collect();
        for row in rows {
            for (wide, cell) in widths.iter_mut().zip(row) {
                *wide = (*wide).max(width(cell));
            }
        }
        let rule: Vec<String> = head.iter().map(|h| "─".repeat(width(h))).collect();
        let head: Vec<String> = head.iter().map(|h| (*h).to_owned()).collect();
        for row in [&head, &rule].into_iter().chain(rows) {
            let mut line = String::new();
            for (i, cell) in row.iter().enumerate() {
                line.push_str(cell);
                if i + 1 < columns {
                    line.push_str(&" ".repeat(widths[i].saturating_sub(width(cell)) + 2));
                }
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    pub fn json<T: serde::Serialize>(&mut self, value: &T) -> io::Result<()> {
        let json = plain::Json::default();
        let mut to = serde_json::Serializer::with_formatter(&mut self.out, json);
        value.serialize(&mut to)?;
        writeln!(self.out)
    }
}

/// How many columns it takes.
fn width(text: &str) -> usize {
    measure_text_width(&plain::line(text))
}

/// Lines of at most `room` columns; a longer word stands alone.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut();
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if width(line) + 1 + width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text where `room` columns hold it; else cut between words with "…", and closed where the cut is in a quotation.
fn shortened(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        let longer = width(&kept) + 1 + width(word);
        if longer + "…”".chars().count() > room {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    // An apostrophe closes nothing: the last mark does.
    let close = text
        .rfind(['”', '’'])
        .filter(|&at| at >= kept.len())
        .and_then(|at| text[at..].chars().next())
        .filter(|&mark| kept.contains(if mark == '”' { '“' } else { '‘' }));
    kept.push('…');
    kept.extend(close);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable a", 4), ["unbreakable", "a"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn what_is_cut_is_cut_between_words_and_closed() {
        assert_eq!(shortened("one two", 7), "one two");
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one two three", 8), "one…");
        assert_eq!(shortened("It: “one’s two three”", 15), "It: “one’s…”");
        assert_eq!(shortened("It: ‘one two three’", 13), "It: ‘one…’");
        assert_eq!(shortened("It: ‘one two’ (2)", 16), "It: ‘one two’…");
        assert_eq!(shortened("A child’s plan and visits", 15), "A child’s…");
    }
}
