// Search hits as they are listed: duplicates merged.

import type { BridgeHit, HitKind } from '../api/host';

/** Which of several hits on the same words is kept: a finding carries most information, a fact least about its place. */
const RANK: Record<HitKind, number> = { finding: 0, paragraph: 1, fact: 2, note: 0 };

/** Key of words on a page, without final punctuation: a paragraph has a full stop where a fact has none. */
const sameness = ({ kind, source, page, item, text, doubt }: BridgeHit) =>
  kind === 'note' || doubt ? `${kind} ${source} ${item}` : `${source} ${page} ${text.replace(/[\s.,;:]+$/, '')}`;

/** Merges hits on the same words (finding, paragraph, fact) into the best of them. */
export function once(hits: BridgeHit[]): BridgeHit[] {
  const kept = new Map<string, BridgeHit>();
  for (const hit of hits) {
    const same = sameness(hit);
    const before = kept.get(same);
    if (!before || RANK[hit.kind] < RANK[before.kind]) kept.set(same, hit);
  }
  return [...kept.values()];
}
