// Which findings the list shows, in which order, and how many each wish would leave.

import { onFinding } from '../annotations/about';
import type { BridgeAnnotation, BridgeFinding, Direction, Level, SpeakerRole, Theme } from '../api/host';

export interface Wanted {
  theme: Theme | null;
  level: Level | null;
  direction: Direction | null;
  speaker: SpeakerRole | null;
  /** A label of the person's own. */
  label: string | null;
  /** Key of a visit. */
  visit: string | null;
  /** Whether something was written on it. */
  annotated: boolean | null;
  /** Whether a person has looked at its classes. */
  checked: boolean | null;
  /** Words that must all be in the quotation, whatever their case. */
  words: string;
}

export const ALL: Wanted = { theme: null, level: null, direction: null, speaker: null, label: null, visit: null, annotated: null, checked: null, words: '' };

/** What a wish may be about, besides words. */
export type Facet = Exclude<keyof Wanted, 'words'>;

/** What the wishes are held against besides the finding itself. */
export interface Known {
  annotations: BridgeAnnotation[];
  /** Keys of the visits that a paper is about, by its SHA-256. */
  visitsOf: Map<string, string[]>;
}

const NOTHING: Known = { annotations: [], visitsOf: new Map() };

/** What a finding has of each facet: a finding has several themes, and is on one side of a question. */
function values(facet: Facet, finding: BridgeFinding, known: Known): unknown[] {
  switch (facet) {
    case 'theme':
      return finding.themes.map(({ theme }) => theme);
    case 'label':
      return finding.labels;
    case 'visit':
      return known.visitsOf.get(finding.place.source) ?? [];
    case 'annotated':
      return [onFinding(known.annotations, finding).length > 0];
    default:
      return [finding[facet]];
  }
}

const FACETS = (Object.keys(ALL) as (keyof Wanted)[]).filter((key): key is Facet => key !== 'words');

export interface Selection {
  /** The findings that meet every wish, in their order. */
  found: BridgeFinding[];
  /** How many findings each value of a facet would leave, all other wishes being kept. */
  counts: Record<Facet, Map<unknown, number>>;
}

export function select(findings: BridgeFinding[], wanted: Wanted, known: Known = NOTHING): Selection {
  const words = wanted.words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const found: BridgeFinding[] = [];
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<unknown, number>()])) as Selection['counts'];
  for (const finding of findings) {
    const quote = finding.place.quote.toLocaleLowerCase('en-GB');
    if (!words.every((word) => quote.includes(word))) continue;
    const own = FACETS.map((facet) => values(facet, finding, known));
    const unmet = FACETS.filter((facet, at) => wanted[facet] !== null && !own[at]?.includes(wanted[facet]));
    if (unmet.length === 0) found.push(finding);
    FACETS.forEach((facet, at) => {
      // It would be there with another value of this facet alone.
      if (unmet.some((other) => other !== facet)) return;
      for (const value of new Set(own[at])) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    });
  }
  return { found, counts };
}

/** What a person should look at first: where the two readers differ, then what nobody has checked; else as in the papers. */
export function checkFirst(findings: BridgeFinding[]): BridgeFinding[] {
  const rank = ({ checked, check }: BridgeFinding) => (checked ? 2 : check.length > 0 ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
