//! Pieces of what is erased, to be looked for in the bytes of a file afterwards.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use crate::StoreError;

/// So many words in a row are a piece.
const IN_A_ROW: usize = 5;
/// A text with fewer characters is no piece: it may stand anywhere.
const SHORTEST: usize = 12;
/// Length of a piece of an original, and how many of them.
const BYTES: usize = 32;
const MOST: usize = 64;
/// A piece of an original with fewer different bytes says nothing: rows of zeros.
const DIFFERENT: usize = 12;

/// Pieces of texts and of originals, with what looks for all of them at once.
pub(super) struct Pieces {
    all: Vec<Vec<u8>>,
    search: AhoCorasick,
}

impl Pieces {
    pub fn of(all: BTreeSet<Vec<u8>>) -> Result<Pieces, StoreError> {
        let all: Vec<Vec<u8>> = all.into_iter().collect();
        let search = AhoCorasick::new(&all).map_err(|_| StoreError::TooMuchToErase)?;
        Ok(Pieces { all, search })
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Which of them stand there.
    pub fn found_in<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let found = self.search.find_overlapping_iter(bytes);
        found.map(|one| one.pattern().as_usize())
    }

    /// Those that are not among these.
    pub fn without(self, known: &BTreeSet<usize>) -> Result<Pieces, StoreError> {
        let all = self.all.into_iter().enumerate();
        let left = all.filter(|(at, _)| !known.contains(at));
        Pieces::of(left.map(|(_, piece)| piece).collect())
    }
}

/// Words in a row, as they stand; of a short text all of it. Without those that JSON writes in another way.
pub(super) fn of_text(text: &str) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), begin) {
            (true, Some(from)) => {
                words.push((from, at));
                begin = None;
            }
            (false, None) => begin = Some(at),
            _ => {}
        }
    }
    let plain = |piece: &&str| {
        piece.chars().count() >= SHORTEST
            && !piece.contains(|c: char| c.is_control() || c == '"' || c == '\\')
    };
    let rows = words.windows(IN_A_ROW).filter_map(|row| {
        let (first, last) = (row.first()?, row.last()?);
        text.get(first.0..last.1)
    });
    let whole = [text.trim()].into_iter().filter(|_| words.len() < IN_A_ROW);
    rows.chain(whole)
        .filter(plain)
        .map(|piece| piece.as_bytes().to_vec())
        .collect()
}

/// Pieces from all over an original.
pub(super) fn of_bytes(bytes: &[u8]) -> Vec<Vec<u8>> {
    let step = (bytes.len() / MOST).max(BYTES);
    bytes
        .chunks(step)
        .filter_map(|chunk| chunk.get(..BYTES))
        .filter(|piece| piece.iter().collect::<BTreeSet<_>>().len() >= DIFFERENT)
        .map(<[u8]>::to_vec)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_words_as_they_stand() {
        let pieces = of_text("The unit at  Quarry Lane was closed.");
        let texts: Vec<&str> = pieces
            .iter()
            .map(|p| std::str::from_utf8(p).unwrap())
            .collect();
        assert_eq!(
            texts,
            [
                "The unit at  Quarry Lane",
                "unit at  Quarry Lane was",
                "at  Quarry Lane was closed."
            ]
        );
        assert!(of_text("Ask why.").is_empty());
        assert_eq!(of_text("Jane Doe of Hill Road").len(), 1);
        assert_eq!(of_bytes(&[0; 5_000]).len(), 0);
        let many: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        assert!(of_bytes(&many).len() > 50);
    }
}
