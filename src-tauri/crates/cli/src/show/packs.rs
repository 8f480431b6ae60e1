//! The packs that were made, a line each.

use std::io;

use scrutiny_casebook::StoredPack;
use scrutiny_casebook::domain::annotations::Visibility;

use crate::page::Page;

/// Number, when, whose, for whom, which file, its hash, the hash of what it was made from.
pub fn packs(page: &mut Page, packs: &[StoredPack]) -> io::Result<()> {
    for kept in packs {
        let audience = match kept.audience {
            Visibility::Public => "public",
            Visibility::MembersOnly => "members",
        };
        page.line(&format!(
            "{}  {}  {}  {audience}  {}  {}  {}",
            kept.id,
            kept.made,
            kept.authority,
            kept.file,
            kept.sha256,
            if kept.inputs.is_empty() {
                "–"
            } else {
                &kept.inputs
            }
        ))?;
    }
    Ok(())
}
