//! Bytes of a text or web page to characters: by the bytes, and by what the file says of itself only where they allow it.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at to tell whether they are pairs.
const LOOKED_AT: usize = 4096;

/// Decodes by byte order mark; else by the pattern of zeros that UTF-16 leaves; else as UTF-8 where the bytes are that,
/// whatever label the file gives; else by that label; else as the one of the two encodings of old British text files in
/// which more marks stand where they belong.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> String {
    encoding(bytes, label).decode(bytes).0.into_owned()
}

fn encoding(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = pairs(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // "unicode" is a label of UTF-16, which these bytes are not; and UTF-8 they are not either.
    let labelled = label
        .and_then(|l| Encoding::for_label(l.as_bytes()))
        .filter(|e| e.is_ascii_compatible() && *e != UTF_8);
    labelled.unwrap_or_else(|| {
        let fits = |e: &'static Encoding| marks_in_place(&e.decode_without_bom_handling(bytes).0);
        if fits(MACINTOSH) > fits(WINDOWS_1252) {
            MACINTOSH
        } else {
            WINDOWS_1252
        }
    })
}

/// The form of UTF-16 that the bytes are in without saying so: in English, every other byte is zero.
pub(crate) fn pairs(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 7 / 10;
    let few = head.len() / 100;
    match (first, second) {
        _ if head.len() < 8 => None,
        (first, second) if second >= most && first <= few => Some(UTF_16LE),
        (first, second) if first >= most && second <= few => Some(UTF_16BE),
        _ => None,
    }
}

/// How many characters beyond ASCII stand where English has them, less those that stand where it has none: an apostrophe
/// within a word, a quotation mark at the end of one, but no capital with an accent after a small letter.
fn marks_in_place(text: &str) -> i64 {
    let chars: Vec<char> = text.chars().collect();
    let mut score = 0;
    for (i, &c) in chars.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let before = i
            .checked_sub(1)
            .and_then(|i| chars.get(i))
            .copied()
            .unwrap_or(' ');
        let after = chars.get(i + 1).copied().unwrap_or(' ');
        let open = !before.is_alphanumeric();
        score += match c {
            '’' if before.is_alphabetic() => 1,
            '‘' | '“' if open && after.is_alphanumeric() => 1,
            '”' if !after.is_alphanumeric() => 1,
            '–' | '—' if before.is_alphanumeric() == after.is_alphanumeric() => 1,
            '•' | '…' | '\u{a0}' => 1,
            '£' if after.is_ascii_digit() => 1,
            c if c.is_lowercase() && (before.is_lowercase() || after.is_lowercase()) => 0,
            _ => -1,
        };
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_the_label_only_where_they_allow_it() {
        let text = "The council’s plan – “bold” – costs £3.";
        let is = |bytes: &[u8], label: Option<&str>| decode(bytes, label) == text;
        assert!(is(text.as_bytes(), Some("windows-1252")));
        assert!(is(text.as_bytes(), Some("unicode")));
        let windows = WINDOWS_1252.encode(text).0;
        assert!(is(&windows, None));
        assert!(is(&windows, Some("utf-8")));
        assert!(is(&MACINTOSH.encode(text).0, None));
        assert!(is(&MACINTOSH.encode(text).0, Some("x-mac-roman")));
        let pairs =
            |turn: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(turn).collect::<Vec<_>>();
        assert!(is(&pairs(u16::to_le_bytes), None));
        assert!(is(&pairs(u16::to_be_bytes), None));
        assert_eq!(
            decode(b"A caf\xe9 in Zo\xeb's street", None),
            "A café in Zoë's street"
        );
    }
}
