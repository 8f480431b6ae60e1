//! What HTML and the parts of a Word document have in common: text between tags.

/// Text that is text and nothing else; characters that neither form may hold are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() && !matches!(other, '\t' | '\n') => {}
            other => out.push(other),
        }
    }
    out
}
