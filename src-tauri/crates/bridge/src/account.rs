//! What the council says of a visit, beside the inspectors' sentences that it rests on and what those add.
//!
//! Proposals: which sentence a claim rests on is the program's reading, and a claim with none is said to have none
//! located. Deliberately not here: finding the sentence ([`scrutiny_domain::findings::claims`]).

use scrutiny_domain::comparison::{Comparison, Reading};
use scrutiny_domain::explain;
use scrutiny_domain::findings::claims::{self, Ground};
use scrutiny_domain::findings::{Direction, Finding, Level, Rules, SpeakerRole};
use scrutiny_domain::vocabulary;
use serde::Serialize;

use crate::{BridgeDoubt, BridgePlace, told};

/// A paper that speaks of a visit, and what the council claims in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeAccount {
    /// SHA-256 of the paper.
    pub source: String,
    /// SHA-256 of the inspectors' letter or report that it speaks of.
    pub letter: String,
    pub visit: Option<String>,
    /// In the order of the paper.
    pub claims: Vec<BridgeClaimed>,
}

/// What the council or its member claims, or a paper tells of what inspectors said.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeClaimed {
    pub place: BridgePlace,
    pub speaker: SpeakerRole,
    pub speaker_name: Option<String>,
    /// "the council’s account of what inspectors found", where the speaker passes on what others found.
    pub account: Option<String>,
    /// What each part of it rests on; empty where no sentence was located.
    pub grounds: Vec<BridgeGround>,
}

/// The inspectors' sentence behind a part of a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeGround {
    /// The part of the claim, verbatim; empty where the claim is in doubt.
    pub part: String,
    pub place: BridgePlace,
    pub level: Level,
    pub direction: Direction,
    /// What inspectors say with it and the claim leaves out, verbatim.
    pub adds: Vec<String>,
    pub because: String,
}

/// The accounts of a cycle's visits, in the order of its visits.
pub(super) fn accounts(comparison: &Comparison, readings: &[Reading]) -> Vec<BridgeAccount> {
    let papers = comparison.visits.iter().flat_map(|visit| {
        let of_visit = move |sha: &String| (Some(visit), sha.clone());
        visit.sources.iter().map(of_visit)
    });
    let unplaced = comparison.unplaced.iter().map(|sha| (None, sha.clone()));
    papers
        .chain(unplaced)
        .filter_map(|(visit, sha)| {
            let paper = readings
                .iter()
                .find(|r| r.document.source.sha256 == sha && !r.facts.kind.is_of_inspectors())?;
            let letter = claims::letter_of(paper, readings)?;
            let claims: Vec<BridgeClaimed> = paper
                .findings
                .iter()
                .filter(|f| is_claim(f))
                .map(|f| claimed(f, paper, letter))
                .collect();
            (!claims.is_empty()).then(|| BridgeAccount {
                source: sha,
                letter: letter.document.source.sha256.clone(),
                visit: visit.map(|v| v.id.clone()),
                claims,
            })
        })
        .collect()
}

/// Said of the service by the council or its member, or put into the inspectors' mouth.
fn is_claim(finding: &Finding) -> bool {
    let claims = matches!(
        finding.speaker.role,
        SpeakerRole::Council | SpeakerRole::CabinetMember | SpeakerRole::Inspectors
    );
    claims && (finding.level != Level::None || !finding.themes.is_empty())
}

fn claimed(claim: &Finding, paper: &Reading, letter: &Reading) -> BridgeClaimed {
    let doubt = |of: &Reading, f: &Finding| BridgeDoubt::on(&of.document, &f.citation.pages);
    let claim_doubt = doubt(paper, claim);
    let ground = |ground: Ground| {
        let f = letter.findings.get(ground.index)?;
        let doubt = doubt(letter, f);
        let both = claim_doubt.is_none() && doubt.is_none();
        Some(BridgeGround {
            part: told(&ground.part, claim_doubt.as_ref()),
            level: f.level,
            direction: f.direction,
            adds: told(&ground.adds, doubt.as_ref()),
            because: match both {
                true => explain::ground(&ground.because),
                false => explain::ground_unquoted(&ground.because).to_owned(),
            },
            place: BridgePlace::doubted(&f.citation, doubt),
        })
    };
    BridgeClaimed {
        place: BridgePlace::doubted(&claim.citation, claim_doubt.clone()),
        speaker: claim.speaker.role,
        speaker_name: claim.speaker.name.clone(),
        account: claim
            .reports
            .map(|of| vocabulary::account(claim.speaker.role, of)),
        grounds: claims::rests_on(claim, &letter.findings, Rules::built_in())
            .into_iter()
            .filter_map(ground)
            .collect(),
    }
}
