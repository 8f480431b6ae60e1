//! What level a heading is read as, in every format.

/// Keeps heading levels from being skipped: a reader who jumps from heading to heading would look for what is missing.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// Those that are open above what follows, as they were asked for.
    open: Vec<u8>,
}

impl Levels {
    /// True before the first heading.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The level to read it as: one below the heading that it stands under, and like its neighbours.
    pub fn next(&mut self, level: u8) -> u8 {
        self.open.retain(|above| *above < level);
        self.open.push(level);
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;

    #[test]
    fn no_level_is_skipped_and_neighbours_are_alike() {
        let mut levels = Levels::default();
        let read: Vec<u8> = [2, 4, 4, 1, 3, 2]
            .into_iter()
            .map(|level| levels.next(level))
            .collect();
        assert_eq!(read, [1, 2, 2, 1, 2, 2]);
    }
}
