// One row for each authority: how its newest inspection judged it, the visits since, the latest letter.

import type { BridgeAuthority, BridgeComparison, BridgeInspected, BridgeSource, Grade } from '../api/host';
import { lengthBetween } from '../shared/dates';
import { AREA, GRADE } from '../shared/words';

export interface CaseLine {
  authority: string;
  now: BridgeInspected | null;
  /** The judgement before, where the papers tell of one. */
  before: BridgeInspected | null;
  /** Monitoring visits since the newest inspection, those whose letter is not here among them. */
  visits: number;
  missing: number;
  /** "2 years 7 months" since the newest inspection ended or, where it does not say when, since its report came out. */
  since: { long: string; days: number; what: 'Inspected' | 'Reported' } | null;
  last: BridgeSource | null;
}

/** Worst first. */
const WORST: Grade[] = ['inadequate', 'adequate', 'requires_improvement', 'good', 'outstanding'];

/** "inadequate"; without an overall grade "inadequate in help and protection; good in children in care". */
export function judgedInWords({ overall, areas, report }: BridgeInspected): string {
  if (overall) return GRADE[overall];
  const judged = areas.filter(({ area }) => area !== 'lscb');
  if (judged.length === 0) return report ? 'its grades were not read' : 'not known';
  return WORST.flatMap((grade) => {
    const own = judged.filter((one) => one.grade === grade).map(({ area }) => AREA[area]);
    return own.length === 0 ? [] : [`${GRADE[grade]} in ${listed(own)}`];
  }).join('; ');
}

/** In a narrow place: without an overall grade what is inadequate alone, else what its grades run from and to. */
export function judgedInShort(one: BridgeInspected): string {
  if (one.overall) return GRADE[one.overall];
  if (one.inadequate) return `inadequate in ${listed(one.inadequate_in.map((area) => AREA[area]))}`;
  const given = WORST.filter((grade) => one.areas.some((judged) => judged.grade === grade)).map(
    (grade) => GRADE[grade],
  );
  if (given.length === 0) return judgedInWords(one);
  return given.length === 1 ? `${given[0]} in each area` : `${given[0]} to ${given.at(-1)}`;
}

const listed = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function since(now: BridgeInspected | undefined, today: string): CaseLine['since'] {
  for (const [what, date] of [
    ['Inspected', now?.to],
    ['Reported', now?.published],
  ] as const) {
    const between = lengthBetween(date ?? null, today);
    if (between) return { ...between, what };
  }
  return null;
}

function lineOf(
  { authority, inspected }: BridgeAuthority,
  sources: BridgeSource[],
  comparisons: BridgeComparison[],
  today: string,
): CaseLine {
  const latest = comparisons.filter((one) => one.authority === authority).at(-1);
  const inspections = latest?.visits.map(({ what }) => what).lastIndexOf('inspection') ?? -1;
  const visits = latest?.visits.slice(inspections + 1).filter(({ what }) => what === 'monitoring_visit') ?? [];
  const letters = sources
    .filter((one) => one.authority?.value === authority && one.kind === 'monitoring_visit_letter' && one.published)
    .sort((a, b) => (a.published?.value ?? '').localeCompare(b.published?.value ?? ''));
  return {
    authority,
    now: inspected[0] ?? null,
    before: inspected[1] ?? null,
    visits: visits.length,
    missing: visits.filter((visit) => !visit.letter).length,
    since: since(inspected[0], today),
    last: letters.at(-1) ?? null,
  };
}

/** One line for each authority: those judged inadequate first, then by name. */
export function caseLines(
  authorities: BridgeAuthority[],
  sources: BridgeSource[],
  comparisons: BridgeComparison[],
  today: string,
): CaseLine[] {
  const bad = ({ now }: CaseLine) => (now?.inadequate ? 0 : 1);
  return authorities
    .map((one) => lineOf(one, sources, comparisons, today))
    .sort((a, b) => bad(a) - bad(b) || a.authority.localeCompare(b.authority, 'en-GB'));
}

/** The columns that the overview can be sorted by. */
export type Column = 'authority' | 'judged' | 'visits' | 'since' | 'last';

/** Sorted by a column, in the order in which it is of use: the worst, the longest and the latest first. */
export function sortedBy(lines: CaseLine[], column: Column): CaseLine[] {
  const rank = ({ now }: CaseLine) =>
    now === null ? 9 : now.inadequate ? 0 : now.overall ? WORST.indexOf(now.overall) : 4.5;
  const by: Record<Column, (a: CaseLine, b: CaseLine) => number> = {
    authority: () => 0,
    judged: (a, b) => rank(a) - rank(b),
    visits: (a, b) => b.visits - a.visits,
    since: (a, b) => (b.since?.days ?? -1) - (a.since?.days ?? -1),
    last: (a, b) => (b.last?.published?.value ?? '').localeCompare(a.last?.published?.value ?? ''),
  };
  return [...lines].sort((a, b) => by[column](a, b) || a.authority.localeCompare(b.authority, 'en-GB'));
}
