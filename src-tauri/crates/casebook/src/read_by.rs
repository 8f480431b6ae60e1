//! By what a source was read: the extractor that made a document of its bytes, and the rules that found facts and
//! findings in it. The store keeps both as one text.

use std::fmt;

use scrutiny_domain::READ_BY;
use scrutiny_intake::EXTRACTED_BY;

/// The two digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadBy {
    pub rules: String,
    /// Empty where an earlier program, which did not keep it, extracted the document.
    pub extractor: String,
}

impl ReadBy {
    /// Those of this program.
    pub fn this() -> ReadBy {
        ReadBy {
            rules: READ_BY.to_owned(),
            extractor: EXTRACTED_BY.to_owned(),
        }
    }

    /// As the store has it.
    pub fn parse(kept: &str) -> ReadBy {
        let (rules, extractor) = kept.split_once(' ').unwrap_or((kept, ""));
        ReadBy {
            rules: rules.to_owned(),
            extractor: extractor.to_owned(),
        }
    }
}

impl fmt::Display for ReadBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rules, self.extractor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_store_keeps_is_read_back() {
        assert_eq!(ReadBy::parse(&ReadBy::this().to_string()), ReadBy::this());
        let earlier = ReadBy::parse("2026.11.12");
        assert_eq!(earlier.rules, "2026.11.12");
        assert_eq!(earlier.extractor, "");
    }
}
