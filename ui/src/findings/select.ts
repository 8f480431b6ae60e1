// Filters and sorts findings, and counts what each filter would leave.

import { onFinding, placesOf } from '../annotations/about';
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
  /** Whether it is annotated. */
  annotated: boolean | null;
  /** Whether a person has checked its classes. */
  checked: boolean | null;
  /** Words that must all be in the quotation, ignoring case. */
  words: string;
}

export const ALL: Wanted = {
  theme: null,
  level: null,
  direction: null,
  speaker: null,
  label: null,
  visit: null,
  annotated: null,
  checked: null,
  words: '',
};

/** What can be filtered by, besides words. */
export type Facet = Exclude<keyof Wanted, 'words'>;

/** What filters look at besides the finding itself. */
export interface Known {
  annotations: BridgeAnnotation[];
  /** Keys of the visits that a paper is about, by its SHA-256. */
  visitsOf: Map<string, string[]>;
}

const NOTHING: Known = { annotations: [], visitsOf: new Map() };
const NONE: string[] = [];

type Value = string | boolean;

const FACETS = (Object.keys(ALL) as (keyof Wanted)[]).filter((key): key is Facet => key !== 'words');

/** The findings that each value of a facet would leave, with all other filters as they are. */
export type Counts = Record<Facet, Map<unknown, number>>;

/** Cache of lower-case quotations: a case may have tens of thousands, and each key press filters again. */
const folded = new WeakMap<BridgeFinding, string>();

function foldedQuote(finding: BridgeFinding): string {
  let quote = folded.get(finding);
  if (quote === undefined) {
    quote = finding.place.quote.toLowerCase();
    folded.set(finding, quote);
  }
  return quote;
}

/** Calls `each` with the values that a finding has of a facet. */
function eachValue(
  facet: Facet,
  finding: BridgeFinding,
  annotated: boolean,
  visits: string[],
  each: (value: Value) => void,
): void {
  switch (facet) {
    case 'theme':
      for (const theme of finding.themes) each(theme);
      break;
    case 'label':
      for (const label of finding.labels) each(label);
      break;
    case 'visit':
      for (const visit of visits) each(visit);
      break;
    case 'annotated':
      each(annotated);
      break;
    default:
      each(finding[facet]);
  }
}

/**
 * Calls `each` with every finding that has the words, and the facets whose filters it does not pass. Allocates nothing for
 * a finding: this runs over tens of thousands for every filter and every key press.
 */
function go(
  findings: BridgeFinding[],
  wanted: Wanted,
  known: Known,
  each: (finding: BridgeFinding, missed: number, unmet: Facet | null, annotated: boolean, visits: string[]) => void,
): void {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  const wishes = FACETS.filter((facet) => wanted[facet] !== null);
  const noted = new Set(known.annotations.flatMap(({ written }) => placesOf(written.on).map(({ source }) => source)));
  for (const finding of findings) {
    if (words.length > 0) {
      const quote = foldedQuote(finding);
      if (!words.every((word) => quote.includes(word))) continue;
    }
    const { source } = finding.place;
    const annotated = noted.has(source) && onFinding(known.annotations, finding).length > 0;
    const visits = known.visitsOf.get(source) ?? NONE;
    let unmet: Facet | null = null;
    let missed = 0;
    for (const facet of wishes) {
      let meets = false;
      eachValue(facet, finding, annotated, visits, (value) => (meets ||= value === wanted[facet]));
      if (meets) continue;
      unmet = facet;
      missed += 1;
    }
    each(finding, missed, unmet, annotated, visits);
  }
}

/** The findings that pass every filter, in order. */
export function select(findings: BridgeFinding[], wanted: Wanted, known: Known = NOTHING): BridgeFinding[] {
  if (Object.values(wanted).every((wish) => wish === null || wish === '')) return findings;
  const found: BridgeFinding[] = [];
  go(findings, wanted, known, (finding, missed) => {
    if (missed === 0) found.push(finding);
  });
  return found;
}

/** How many there would be with each other value of a facet. */
export function count(findings: BridgeFinding[], wanted: Wanted, known: Known = NOTHING): Counts {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<unknown, number>()])) as Counts;
  go(findings, wanted, known, (finding, missed, unmet, annotated, visits) => {
    // One that fails two filters would not be left by changing a single one.
    if (missed > 1) return;
    for (const facet of FACETS) {
      if (missed === 1 && facet !== unmet) continue;
      const of = counts[facet];
      eachValue(facet, finding, annotated, visits, (value) => of.set(value, (of.get(value) ?? 0) + 1));
    }
  });
  return counts;
}

/** What to check first: where the two readers differ, then what nobody has checked; else in the order of the papers. */
export function checkFirst(findings: BridgeFinding[]): BridgeFinding[] {
  const rank = ({ checked, check }: BridgeFinding) => (checked ? 2 : check.length > 0 ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
