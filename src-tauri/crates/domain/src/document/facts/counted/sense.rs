//! In what sense a paper counts a visit: this one, an earlier one, one to come, or a count of somebody's own.
//!
//! By the words before and after the count. Deliberately not here: finding counts ([`super`]).

use std::sync::LazyLock;

use regex::Regex;

use super::{ALL_TOLD, ANY_ORDINAL, JUDGEMENT, Sense, compiled};

/// What a trust, a company or a person counts from.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:trust|company|compan(?:y|ies)[’']s|children\s+first|took\s+over|takes\s+over|taking\s+over|opened\s+its\s+doors|was\s+(?:set\s+up|created|formed|established|appointed|elected)|set\s+their\s+own|i\s+(?:became|was|took)|we\s+(?:became|took|opened|began|started|formed)|joined|new\s+(?:leader|director|administration|leadership|team|chief)|my\s+appointment|transfer|vesting|go-live|launch)",
    )
});

/// A trust or company is spoken of, and the count is its own.
static OF_ITS_OWN: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\b(?:trust|company)\b[^.;:]*\b(?:its|our)\s*$"));

static YEAR: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s*(?:19|20)\d\d\b"));

static COMING_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:expect(?:s|ed|ing)?|prepar(?:e|es|ed|ing)\s+(?:itself\s+)?for|ahead\s+of|before|brac(?:e|es|ed|ing)\s+(?:itself\s+)?for|await(?:s|ed|ing)?|planned|planning|scheduled|due|next|upcoming|forthcoming|ready\s+for|readiness\s+for|looking\s+forward\s+to|in\s+advance\s+of|pending|until|in\s+time\s+for|face|faces|facing|will\s+(?:be|have|see|face|get|receive|undergo|host|welcome|make)|by\s+the\s+time\s+of)\s+(?:[\w’']+\s+){0,3}$",
    )
});

static COMING_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^[^.;:\n]{0,30}?\b(?:will|(?:due|expected|pencilled\s+in|planned|scheduled)\s+(?:for|in|by|before|after|next)|to\s+be\s+expected|is\s+(?:due|expected|planned|likely|scheduled|to\s+\w+|not\s+due)|has\s+(?:yet|been\s+(?:postponed|delayed|planned|scheduled|arranged))|(?:had\s+been|was|has\s+been)\s+(?:postponed|delayed|put\s+off|cancelled|planned|scheduled)|likely|to\s+(?:follow|come|take\s+place|be\s+(?:held|agreed|confirmed))|on\s+a\s+(?:theme|date)|should\s+take|may\s+be|could\s+be|follows\s+in|in\s+the\s+(?:spring|summer|autumn|winter|new\s+year))\b",
    )
});

static EARLIER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:unlike|than(?:\s+(?:at|in|on|during))?|since|compared\s+(?:with|to)|previous|earlier|like|as\s+at|between|recall(?:s|ed|ing)?|mirror(?:s|ed)?|(?:said|found|seen|raised|identified|made)\s+(?:at|in|on|by|during))\s+(?:the|their|its|that|an?|our|his|her|ofsted[’']s)?\s*(?:[\w’']+\s+)?$",
    )
});

static EARLIER_WEAK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?i)\b(?:at|in|during|by|from|before|between)\s+(?:the|their|its|that|our)\s*$")
});

/// "The next visit, the seventh": the count stands beside what is to come.
static NEXT_ONE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:next|coming|upcoming|forthcoming)\s+(?:\w+\s+)?(?:visit|letter|one),\s+(?:the|a|its|our|their)?\s*$",
    )
});

/// What this visit did is told next, against what that one did.
static SET_AGAINST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)[,;]\s*(?:but\s+|and\s+|while\s+)?(?:this\s+(?:one|time|visit)|on\s+this\s+occasion)\b",
    )
});

/// A paper on a visit: "the outcome of the fourth visit", "the letter that followed the second".
static ON: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:outcomes?|results?|findings?|letters?|reports?|feedback|arising|publication|updates?|response|conclusions?|summary|summaris\w+|published|presented|news|welcom\w+|responds?|responding)\b[^.;]{0,40}$",
    )
});

/// In what sense the words around a count take it, and how formally.
pub(super) fn sense(before: &str, after: &str) -> (Sense, u8) {
    let since = after_since(after);
    if let Some(from) = since {
        let judgement = JUDGEMENT.is_match(from);
        let own = OWN
            .find(from)
            .is_some_and(|m| JUDGEMENT.find(from).is_none_or(|j| m.start() < j.start()));
        if own {
            return (Sense::OwnCount, 1);
        }
        if COMING_BEFORE.is_match(before) {
            return (Sense::Coming, 1);
        }
        if judgement {
            return (Sense::This, 3);
        }
        // "The fourth since 2016".
        if YEAR.is_match(from) {
            return (Sense::This, 2);
        }
    }
    let owner = before.trim_end().to_lowercase();
    // "The trust welcomed the findings of its second visit": the trust counts its own.
    let by_a_trust = OF_ITS_OWN.is_match(before);
    let next = after.trim_start().to_lowercase();
    let own = by_a_trust
        || [
            "company’s",
            "company's",
            "trust’s",
            "trust's",
            "my",
            "director’s",
        ]
        .iter()
        .any(|w| owner.ends_with(w))
        || ["as a ", "under the trust", "for the trust"]
            .iter()
            .any(|w| next.starts_with(w));
    if own {
        return (Sense::OwnCount, 1);
    }
    // "Visit three looked at plans; this one turned to carers".
    if SET_AGAINST.is_match(after) {
        return (Sense::Earlier, 1);
    }
    // "The first of what will be several": those to come are the others.
    let of_several = after.trim_start().starts_with("of ");
    if NEXT_ONE.is_match(before)
        || COMING_BEFORE.is_match(before)
        || !of_several && COMING_AFTER.is_match(after)
    {
        return (Sense::Coming, 1);
    }
    if ALL_TOLD.is_match(after) || ON.is_match(before) {
        return (Sense::This, 2);
    }
    if EARLIER_BEFORE.is_match(before) {
        return (Sense::Earlier, 1);
    }
    let subject = before.trim().to_lowercase();
    if ["the", "its", "their", "this", "in its", "in the", ""].contains(&subject.as_str())
        || subject.ends_with(" was the")
        || subject.ends_with(" is the")
    {
        return (Sense::This, 2);
    }
    if EARLIER_WEAK.is_match(before) && !before.contains("summar") {
        return (Sense::Earlier, 0);
    }
    (Sense::This, 1)
}

/// What follows "since" after a count, as far as the clause goes.
pub(super) fn after_since(after: &str) -> Option<&str> {
    let at = after.to_lowercase().find("since")?;
    let end = |text: &str| text.char_indices().nth(110).map_or(text.len(), |(i, _)| i);
    let between = after.get(..at)?;
    // Another count between is the one that runs since then.
    let near = between.split_whitespace().count() <= 12
        && !between.contains([';', '.', ','])
        && !ANY_ORDINAL.is_match(between);
    let rest = after.get(at + 5..)?;
    let rest = &rest[..end(rest)];
    // Another count after it runs from somewhere else.
    let own = ANY_ORDINAL.find(rest).map_or(rest, |m| &rest[..m.start()]);
    near.then_some(own)
}
