//! Characters that symbol fonts draw, as the plain character a reader sees.
//!
//! Word processors write list bullets in symbol fonts at private-use code points (U+F000 + the font's own code), which
//! mean nothing outside their font.

/// The bullet that stands for every mark a list is set with.
pub(crate) const BULLET: char = '•';

/// The plain character for `c` as drawn in the font of this name.
pub(crate) fn plain(c: char, font_name: &str) -> char {
    match c {
        // Drawn hyphens whose font calls them soft, and the one that forbids a line break.
        '\u{ad}' | '\u{2010}' | '\u{2011}' => '-',
        '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
        '\u{f02d}' if font_name.contains("Symbol") => '−',
        '\u{f000}'..='\u{f0ff}' => private(c, font_name),
        '\u{e000}'..='\u{f8ff}' => BULLET,
        _ => c,
    }
}

/// Code points of Symbol and Wingdings that reports use; in any other font a private character is taken for a bullet.
fn private(c: char, font_name: &str) -> char {
    let code = (c as u32) & 0xff;
    let letters = !font_name.contains("Wingdings") && !font_name.contains("Webdings");
    match code {
        0x20 => ' ',
        0xfc | 0xfe if !letters => '✓',
        0xfb | 0xfd if !letters => '✗',
        0xe0 | 0xe8 if !letters => '→',
        0xae if font_name.contains("Symbol") => '→',
        0xb3 if font_name.contains("Symbol") => '≥',
        0xa3 if font_name.contains("Symbol") => '≤',
        // Other fonts that put plain ASCII in the private area (a subset without a proper map).
        0x30..=0x39 | 0x41..=0x5a | 0x61..=0x7a
            if letters && !font_name.contains("Symbol") && !font_name.is_empty() =>
        {
            char::from_u32(code).unwrap_or(BULLET)
        }
        _ => BULLET,
    }
}

/// True for a character that is only ever a list's mark when it stands before an item.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◼'
            | '■'
            | '▪'
            | '●'
            | '○'
            | '◦'
            | '‣'
            | '⁃'
            | '▫'
            | '□'
            | '❑'
            | '❒'
            | '➢'
            | '➤'
            | '►'
            | '▶'
            | '◆'
            | '◾'
            | '∙'
            | '·'
            | '✓'
            | '\u{fffd}'
    )
}
