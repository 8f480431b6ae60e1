// Which findings the list shows.

import { onFinding } from '../annotations/about';
import type { BridgeAnnotation, BridgeFinding, Direction, Level, SpeakerRole, Theme } from '../api/host';

export interface Wanted {
  theme: Theme | null;
  level: Level | null;
  direction: Direction | null;
  speaker: SpeakerRole | null;
  /** SHA-256 of the papers of one visit; null is every paper. */
  papers: readonly string[] | null;
  /** Whether something was written on it. */
  annotated: boolean | null;
  /** Whether a person has looked at its classes. */
  checked: boolean | null;
  /** Words that must all be in the quotation, whatever their case. */
  words: string;
}

export const ALL: Wanted = { theme: null, level: null, direction: null, speaker: null, papers: null, annotated: null, checked: null, words: '' };

/** The findings that meet every wish, in their order. */
export function select(findings: BridgeFinding[], wanted: Wanted, annotations: BridgeAnnotation[] = []): BridgeFinding[] {
  const words = wanted.words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  return findings.filter(
    (finding) =>
      (wanted.theme === null || finding.themes.some(({ theme }) => theme === wanted.theme)) &&
      (wanted.level === null || finding.level === wanted.level) &&
      (wanted.direction === null || finding.direction === wanted.direction) &&
      (wanted.speaker === null || finding.speaker === wanted.speaker) &&
      (wanted.papers === null || wanted.papers.includes(finding.place.source)) &&
      (wanted.annotated === null || onFinding(annotations, finding).length > 0 === wanted.annotated) &&
      (wanted.checked === null || finding.checked === wanted.checked) &&
      words.every((word) => finding.place.quote.toLocaleLowerCase('en-GB').includes(word)),
  );
}
