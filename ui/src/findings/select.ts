// Which findings the list shows.

import type { BridgeFinding, Direction, Level, SpeakerRole, Theme } from '../api/host';

export interface Wanted {
  theme: Theme | null;
  level: Level | null;
  direction: Direction | null;
  speaker: SpeakerRole | null;
  /** Words that must all be in the quotation, whatever their case. */
  words: string;
}

export const ALL: Wanted = { theme: null, level: null, direction: null, speaker: null, words: '' };

/** The findings that meet every wish, in their order. */
export function select(findings: BridgeFinding[], wanted: Wanted): BridgeFinding[] {
  const words = wanted.words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  return findings.filter(
    (finding) =>
      (wanted.theme === null || finding.themes.some(({ theme }) => theme === wanted.theme)) &&
      (wanted.level === null || finding.level === wanted.level) &&
      (wanted.direction === null || finding.direction === wanted.direction) &&
      (wanted.speaker === null || finding.speaker === wanted.speaker) &&
      words.every((word) => finding.quote.toLocaleLowerCase('en-GB').includes(word)),
  );
}
