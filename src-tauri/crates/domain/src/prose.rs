//! Pieces of a sentence for people: things in a row, and words of a source in quotation marks; and what of a source
//! stands outside such marks.
//!
//! Depends on nothing. Deliberately not here: what is said (whoever shows it knows), and how a mark is drawn.

/// "1, 2 and 3".
pub fn joined<T: std::borrow::Borrow<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.borrow().to_owned(),
        [start @ .., last] => format!("{} and {}", start.join(", "), last.borrow()),
    }
}

/// A text with a space for every character that stands in curly quotation marks, and in straight double marks where
/// these are to count: what is told, and not quoted.
pub(crate) fn outside_marks(text: &str, straight: bool) -> String {
    let (mut in_curly, mut in_straight) = (false, false);
    text.chars()
        .map(|c| {
            let shown = if in_curly || in_straight { ' ' } else { c };
            match c {
                '“' => in_curly = true,
                '”' => in_curly = false,
                '"' if straight => in_straight = !in_straight,
                _ => {}
            }
            shown
        })
        .collect()
}

/// A quotation mark among words that are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inner {
    Open,
    Close,
    /// The same, from a source that has only straight double marks.
    StraightOpen,
    StraightClose,
}

#[derive(Clone, Copy)]
enum Piece {
    Plain(char),
    Mark(Inner),
}

/// Words of a source in quotation marks, with single marks among them, as quotations within quotations are set.
pub fn quoted(words: &str) -> String {
    quoted_with(words, |mark| match mark {
        Inner::Open | Inner::StraightOpen => '‘',
        Inner::Close | Inner::StraightClose => '’',
    })
}

/// The same with the marks among the words as `set` gives them.
///
/// A sentence may be part of a longer quotation: a mark that only ends or begins that one is left out at its edge, and
/// made a pair elsewhere.
pub fn quoted_with(words: &str, set: impl Fn(Inner) -> char) -> String {
    let mut pieces: Vec<Piece> = Vec::new();
    // Places of marks that open and wait for their pair; whether one closes that nothing opened.
    let (mut open, mut closes_alone) = (Vec::new(), false);
    let mut before = ' ';
    for character in words.chars() {
        let piece = match character {
            '“' => Piece::Mark(Inner::Open),
            '”' => Piece::Mark(Inner::Close),
            '"' if before.is_whitespace() || "([‘–—".contains(before) => {
                Piece::Mark(Inner::StraightOpen)
            }
            '"' => Piece::Mark(Inner::StraightClose),
            other => Piece::Plain(other),
        };
        before = character;
        match piece {
            Piece::Mark(Inner::Open | Inner::StraightOpen) => open.push(pieces.len()),
            Piece::Mark(Inner::Close | Inner::StraightClose) => {
                closes_alone |= open.pop().is_none()
            }
            Piece::Plain(_) => {}
        }
        pieces.push(piece);
    }
    if open == [0] {
        pieces.remove(0);
    } else {
        pieces.extend(open.iter().map(|_| Piece::Mark(Inner::Close)));
    }
    if closes_alone {
        match pieces.last() {
            Some(Piece::Mark(Inner::Close | Inner::StraightClose)) => {
                pieces.pop();
            }
            _ => pieces.insert(0, Piece::Mark(Inner::Open)),
        }
    }
    let inside: String = pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(character) => character,
            Piece::Mark(mark) => set(mark),
        })
        .collect();
    format!("“{inside}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_in_a_row_are_joined() {
        assert_eq!(joined::<&str>(&[]), "");
        assert_eq!(joined(&["1"]), "1");
        assert_eq!(joined(&["1".to_owned(), "2".to_owned()]), "1 and 2");
        assert_eq!(joined(&["1", "2", "3"]), "1, 2 and 3");
    }

    #[test]
    fn marks_of_a_longer_quotation_are_left_out_or_made_a_pair() {
        for (words, set) in [
            ("Plans are late.", "“Plans are late.”"),
            ("Plans are “good”.", "“Plans are ‘good’.”"),
            ("It is better.”", "“It is better.”"),
            ("“It is better.", "“It is better.”"),
            ("She said: “It is better.", "“She said: ‘It is better.’”"),
            ("It is better”, she said.", "“‘It is better’, she said.”"),
            ("“It is better”, she said.", "“‘It is better’, she said.”"),
            ("He has \"done\" it.", "“He has ‘done’ it.”"),
            ("“A” and “B”", "“‘A’ and ‘B’”"),
        ] {
            assert_eq!(quoted(words), set);
        }
    }

    #[test]
    fn what_is_told_stands_outside_marks() {
        let text = "“We try,” said \"I\". He left.";
        let words = |straight| {
            let told = outside_marks(text, straight);
            told.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(false), "“ said \"I\". He left.");
        assert_eq!(words(true), "“ said \" . He left.");
    }

    #[test]
    fn whoever_draws_the_marks_chooses_them() {
        let set = quoted_with("So \"good\" and “so”.", |mark| match mark {
            Inner::Open => '(',
            Inner::Close => ')',
            Inner::StraightOpen => '<',
            Inner::StraightClose => '>',
        });
        assert_eq!(set, "“So <good> and (so).”");
    }
}
