// What a search found, as it is listed.

import type { BridgeHit, HitKind } from '../api/host';

/** Which of several hits on the same words stays: a finding says most about them, a fact least of where they stand. */
const RANK: Record<HitKind, number> = { finding: 0, paragraph: 1, fact: 2, note: 0 };

/** The same words of the same page, whatever stands at their end: a paragraph has a full stop where a fact has none. */
const sameness = ({ kind, source, page, item, text }: BridgeHit) =>
  kind === 'note' ? `note ${item}` : `${source} ${page} ${text.replace(/[\s.,;:]+$/, '')}`;

/** Each once that was found as a finding, as a paragraph and as a fact: in the place of the best of them. */
export function once(hits: BridgeHit[]): BridgeHit[] {
  const kept = new Map<string, BridgeHit>();
  for (const hit of hits) {
    const same = sameness(hit);
    const before = kept.get(same);
    if (!before || RANK[hit.kind] < RANK[before.kind]) kept.set(same, hit);
  }
  return [...kept.values()];
}
