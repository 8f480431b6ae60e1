// Each authority under scrutiny as one line: how it was judged, how far the visits have come, what came last.

import type { BridgeComparison, BridgeSource, Grade } from '../api/host';

export interface CaseLine {
  authority: string;
  now: { grade: Grade; month: string } | null;
  /** The judgement before, where the papers tell of one. */
  before: { grade: Grade; month: string } | null;
  /** Monitoring visits known in the latest cycle, those whose letter is not here among them. */
  visits: number;
  missing: number;
  /** Days since the report that judged was published; null where no whole date is known. */
  days: number | null;
  last: BridgeSource | null;
}

const DAY = 86_400_000;

/** Whole days from an ISO date to `today`, also ISO; null where one is not a whole date. */
export function daysSince(date: string | null, today: string): number | null {
  const whole = /^\d{4}-\d{2}-\d{2}$/;
  if (date === null || !whole.test(date) || !whole.test(today)) return null;
  return Math.round((Date.parse(today) - Date.parse(date)) / DAY);
}

/** One line for each authority, by name. */
export function caseLines(sources: BridgeSource[], comparisons: BridgeComparison[], today: string): CaseLine[] {
  const names = [...new Set(sources.flatMap((source) => source.authority?.value ?? []))].sort((a, b) => a.localeCompare(b, 'en-GB'));
  return names.map((authority) => {
    const cycles = comparisons.filter((one) => one.authority === authority);
    const latest = cycles.at(-1);
    const judged = cycles.flatMap((one) => (one.judged ? [one.judged] : []));
    const visits = latest?.visits.filter((visit) => visit.what === 'monitoring_visit') ?? [];
    const inspection = latest?.visits.find((visit) => visit.what === 'inspection');
    const letters = sources
      .filter((source) => source.authority?.value === authority && source.kind === 'monitoring_visit_letter' && source.published)
      .sort((a, b) => (a.published?.value ?? '').localeCompare(b.published?.value ?? ''));
    return {
      authority,
      now: latest?.judged ?? null,
      before: judged.length > 1 ? (judged.at(-2) ?? null) : null,
      visits: visits.length,
      missing: visits.filter((visit) => visit.sources.length === 0).length,
      days: daysSince(inspection?.published ?? null, today),
      last: letters.at(-1) ?? null,
    };
  });
}
