// One row for each authority: grade, number of visits, latest paper.

import type { BridgeComparison, BridgeSource, Grade } from '../api/host';

interface Judged {
  grade: Grade;
  month: string;
}

export interface CaseLine {
  authority: string;
  now: Judged | null;
  /** The judgement before, where the papers tell of one. */
  before: Judged | null;
  /** Monitoring visits known in the latest cycle, those whose letter is not here among them. */
  visits: number;
  missing: number;
  /** Days since the report that judged was published or, where it does not say when, since its inspection ended. */
  since: { days: number; what: 'report' | 'inspection' } | null;
  last: BridgeSource | null;
}

const DAY = 86_400_000;

/** Whole days from an ISO date to `today`, also ISO; null where one is not a whole date. */
export function daysSince(date: string | null, today: string): number | null {
  const whole = /^\d{4}-\d{2}-\d{2}$/;
  if (date === null || !whole.test(date) || !whole.test(today)) return null;
  return Math.round((Date.parse(today) - Date.parse(date)) / DAY);
}

/** Reports of the present framework state the days of the inspection, and not when they were published. */
function sinceJudged(inspection: BridgeComparison['visits'][number] | undefined, today: string): CaseLine['since'] {
  for (const [what, date] of [
    ['report', inspection?.published],
    ['inspection', inspection?.to],
  ] as const) {
    const days = daysSince(date ?? null, today);
    if (days !== null) return { days, what };
  }
  return null;
}

/** How the authority was judged overall, oldest first: inadequate as the cycles know it, better grades as reports give them. */
function judgements(cycles: BridgeComparison[], papers: BridgeSource[]): Judged[] {
  const inadequate = cycles.flatMap((one) => (one.judged ? [one.judged] : []));
  const better = papers.flatMap(({ kind, judgements: given, published, from }): Judged[] => {
    const overall = kind === 'inspection_report' ? given.find(({ area }) => area === 'overall') : undefined;
    const when = from?.value ?? published?.value;
    return overall && overall.grade !== 'inadequate' && when ? [{ grade: overall.grade, month: when.slice(0, 7) }] : [];
  });
  return [...inadequate, ...better].sort((a, b) => a.month.localeCompare(b.month));
}

/** One line for each authority, by name. */
export function caseLines(sources: BridgeSource[], comparisons: BridgeComparison[], today: string): CaseLine[] {
  const names = [...new Set(sources.flatMap((source) => source.authority?.value ?? []))].sort((a, b) =>
    a.localeCompare(b, 'en-GB'),
  );
  return names.map((authority) => {
    const cycles = comparisons.filter((one) => one.authority === authority);
    const latest = cycles.at(-1);
    const judged = judgements(
      cycles,
      sources.filter((source) => source.authority?.value === authority),
    );
    const visits = latest?.visits.filter((visit) => visit.what === 'monitoring_visit') ?? [];
    const inspection = latest?.visits.find((visit) => visit.what === 'inspection');
    const letters = sources
      .filter(
        (source) =>
          source.authority?.value === authority && source.kind === 'monitoring_visit_letter' && source.published,
      )
      .sort((a, b) => (a.published?.value ?? '').localeCompare(b.published?.value ?? ''));
    return {
      authority,
      now: judged.at(-1) ?? null,
      before: judged.at(-2) ?? null,
      visits: visits.length,
      missing: visits.filter((visit) => !visit.letter).length,
      since: sinceJudged(inspection, today),
      last: letters.at(-1) ?? null,
    };
  });
}
