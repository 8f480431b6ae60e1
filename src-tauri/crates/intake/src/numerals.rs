//! Numbers written as letters and Roman numerals, as labels of pages and marks of lists have them.

/// a … z, aa, bb …: the letter is repeated, as both page labels (ISO 32000, 12.4.2) and Word's lists have it.
pub(crate) fn letters(n: usize) -> String {
    let at = n.max(1) - 1;
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (at / 26 + 1).min(40)).collect()
}

/// i, ii, iii, iv …; numbers over 9,999 are written as that.
pub(crate) fn roman(n: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = n.min(9_999);
    let mut text = String::new();
    for (step, sign) in STEPS {
        while rest >= step {
            text.push_str(sign);
            rest -= step;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_numerals_and_repeated_letters() {
        assert_eq!(roman(1994), "mcmxciv");
        assert_eq!(roman(0), "");
        assert_eq!(letters(1), "a");
        assert_eq!(letters(28), "bb");
    }
}
