//! Text on standard output: as wide as the terminal, or plain where it goes to a file.

use std::io::{self, IsTerminal, Write};

use console::{Term, measure_text_width};

/// Width of what is not a terminal: wrapped text for reading.
const FILE: usize = 100;

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
        writeln!(self.out, "{text}")
    }

    /// A line that heads what follows: underlined with a rule.
    pub fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(
            self.out,
            "{text}\n{}",
            "─".repeat(measure_text_width(text).min(self.width))
        )
    }

    /// Running text, wrapped and indented.
    pub fn text(&mut self, indent: usize, text: &str) -> io::Result<()> {
        for line in wrap(text, self.width.saturating_sub(indent)) {
            writeln!(self.out, "{:indent$}{line}", "")?;
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
        let text = shortened(text, self.width.saturating_sub(measure_text_width(whole)));
        self.line(&format!("{text}{whole}"))
    }

    /// The words found, marked: bold on a terminal, between asterisks elsewhere.
    pub fn mark(&self, text: &str) -> String {
        if self.terminal {
            console::style(text).bold().to_string()
        } else {
            format!("*{text}*")
        }
    }

    /// Columns under their headings. The last is as long as it is; on a terminal the others are cut to fit.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
        let columns = head.len();
        let mut widths: Vec<usize> = head.iter().map(|h| measure_text_width(h)).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(measure_text_width(cell));
            }
        }
        let rule: Vec<String> = head
            .iter()
            .map(|h| "─".repeat(measure_text_width(h)))
            .collect();
        let head: Vec<String> = head.iter().map(|h| (*h).to_owned()).collect();
        for row in [&head, &rule].into_iter().chain(rows) {
            let mut line = String::new();
            for (i, cell) in row.iter().enumerate() {
                line.push_str(cell);
                if i + 1 < columns {
                    line.push_str(
                        &" ".repeat(widths[i].saturating_sub(measure_text_width(cell)) + 2),
                    );
                }
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    pub fn json<T: serde::Serialize>(&mut self, value: &T) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, value)?;
        writeln!(self.out)
    }
}

/// Lines of at most `width` columns; a longer word stands alone.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut();
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if measure_text_width(line) + 1 + measure_text_width(word) <= width => {
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
    if measure_text_width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        let longer = measure_text_width(&kept) + 1 + measure_text_width(word);
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
