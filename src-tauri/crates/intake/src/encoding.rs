//! Bytes of a text or web page to characters: by the bytes, and by what the file says of itself only where they allow it.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use oem_cp::code_table::DECODING_TABLE_CP850;
use oem_cp::decode_string_complete_table;

/// How many bytes are looked at to tell whether they are pairs.
const LOOKED_AT: usize = 4096;

/// Decodes by byte order mark; else by the pattern of zeros that UTF-32 and UTF-16 leave; else as UTF-8 where the bytes
/// are that, whatever label the file gives; else by that label; else as the one of the encodings of old British text
/// files in which more marks stand where they belong. In a file that is UTF-8 but for some bytes, as lines copied together
/// from elsewhere make it, those bytes alone are decoded so. Where marks stand in their places in none of them, the bytes
/// are not known, and are read as no character.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> String {
    if let Some(text) = fours(bytes) {
        return text;
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = pairs(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    // "unicode" is a label of UTF-16, which these bytes are not; and UTF-8 they are not all of them.
    let labelled = label
        .and_then(|l| Encoding::for_label(l.as_bytes()))
        .filter(|e| e.is_ascii_compatible() && *e != UTF_8);
    if !holds_utf8(bytes) {
        return match labelled {
            Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            None => Old::of(bytes).map_or_else(|| ascii(bytes), |old| old.decode(bytes)),
        };
    }
    let others: Vec<u8> = bytes
        .utf8_chunks()
        .flat_map(|chunk| {
            let around = chunk.valid().chars().next_back().filter(char::is_ascii);
            let before = around.map_or(b' ', |c| c as u8);
            [&[before], chunk.invalid(), b" "].concat()
        })
        .collect();
    let old = Old::of(&others);
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        match (labelled, old) {
            _ if chunk.invalid().is_empty() => {}
            (Some(encoding), _) => {
                text.push_str(&encoding.decode_without_bom_handling(chunk.invalid()).0);
            }
            (None, Some(old)) => text.push_str(&old.decode(chunk.invalid())),
            (None, None) => text.push_str(&ascii(chunk.invalid())),
        }
    }
    text
}

/// Whether characters beyond ASCII are written as UTF-8 writes them. Two letters with accents of an old encoding may look
/// like one character of it by chance, but not like a mark or letter that English has.
fn holds_utf8(bytes: &[u8]) -> bool {
    let of_english =
        |c: char| matches!(c, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{2026}' | '€' | '\u{feff}');
    let mut chunks = bytes.utf8_chunks();
    std::str::from_utf8(bytes).is_ok() || chunks.any(|chunk| chunk.valid().chars().any(of_english))
}

/// What is left of bytes in an encoding that is not known.
fn ascii(bytes: &[u8]) -> String {
    let plain = |b: &u8| {
        if b.is_ascii() {
            char::from(*b)
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    bytes.iter().map(plain).collect()
}

/// An encoding of a byte a character.
#[derive(Debug, Clone, Copy)]
enum Old {
    Web(&'static Encoding),
    /// Code page 850, of DOS and of consoles of Windows to this day.
    Dos,
}

impl Old {
    /// The one in which most marks stand where they belong, of equals the commoner; none where in each more stand
    /// elsewhere.
    fn of(bytes: &[u8]) -> Option<Old> {
        let all = [Old::Dos, Old::Web(MACINTOSH), Old::Web(WINDOWS_1252)];
        let fits = all.map(|old| (marks_in_place(&old.decode(bytes)), old));
        let best = fits.into_iter().max_by_key(|(fit, _)| *fit)?;
        (best.0 >= 0).then_some(best.1)
    }

    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Old::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Old::Dos => decode_string_complete_table(bytes, &DECODING_TABLE_CP850),
        }
    }
}

/// The text of UTF-32, with its mark or without: in English, three bytes of four are zero.
pub(crate) fn fours(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let units = || {
        head.chunks_exact(4)
            .filter_map(|c| <[u8; 4]>::try_from(c).ok())
    };
    let count = units().count();
    let little = units().filter(|c| c[0] != 0 && c[2..] == [0, 0]).count();
    let big = units().filter(|c| c[3] != 0 && c[..2] == [0, 0]).count();
    let unit = match (little, big) {
        _ if count < 4 => return None,
        (little, _) if little * 10 >= count * 9 => u32::from_le_bytes,
        (_, big) if big * 10 >= count * 9 => u32::from_be_bytes,
        _ => return None,
    };
    let chars = bytes.chunks(4).map(|c| {
        let unit = <[u8; 4]>::try_from(c).ok().map(unit);
        unit.and_then(char::from_u32)
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    Some(chars.filter(|c| *c != '\u{feff}').collect())
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
            '£' | '€' if after.is_ascii_digit() => 1,
            '½' | '¼' | '¾' | '°' if before.is_ascii_digit() => 1,
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
        let fours = |turn: fn(u32) -> [u8; 4]| {
            text.chars()
                .map(u32::from)
                .flat_map(turn)
                .collect::<Vec<_>>()
        };
        assert!(is(&fours(u32::to_le_bytes), None));
        assert!(is(&fours(u32::to_be_bytes), None));
        let marked = [&[0xff, 0xfe, 0, 0], &fours(u32::to_le_bytes)[..]].concat();
        assert!(is(&marked, None));
    }

    #[test]
    fn lines_of_two_encodings_are_each_read_by_their_own() {
        let (one, other) = (
            "The council’s letter, £3m.\n",
            "“We’ve read it – all,” they said.\n",
        );
        for encoding in [WINDOWS_1252, MACINTOSH] {
            let mixed = [one.as_bytes(), &encoding.encode(other).0, one.as_bytes()].concat();
            let wanted = [one, other, one].concat();
            assert_eq!(decode(&mixed, None), wanted, "{}", encoding.name());
            assert_eq!(decode(&mixed, Some("utf-8")), wanted);
        }
    }

    #[test]
    fn old_consoles_are_read_and_what_fits_nowhere_is_no_character() {
        assert_eq!(
            decode(
                b"A cost of \x9c3.4m, up 1\xab points, at the caf\x82.",
                None
            ),
            "A cost of £3.4m, up 1½ points, at the café."
        );
        assert_eq!(
            decode(b"caseloads of \xb1\xb2 and\xba \xbd more", None),
            "caseloads of \u{fffd}\u{fffd} and\u{fffd} \u{fffd} more"
        );
    }
}
