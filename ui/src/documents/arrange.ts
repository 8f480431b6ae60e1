// Groups papers by visit, the latest first, then those that belong to none.

import type { BridgeComparison, BridgeSource, BridgeVisit } from '../api/host';
import { inWords, monthOf } from '../shared/dates';
import { visitName } from '../shared/words';

export interface Group {
  key: string;
  /** "Visit 3 · July 2021". */
  title: string;
  sources: BridgeSource[];
  /** A visit that is known to have happened, by a gap in the numbers or by what others say of it, and whose letter is not among the papers. */
  missing: boolean;
}

/** Groups papers under their visits, the newest first; inspectors' own paper first in each. Every source is in exactly one group. */
export function arrange(sources: BridgeSource[], comparisons: BridgeComparison[]): Group[] {
  const day = ({ published, from }: BridgeSource) => published?.value ?? from?.value ?? '';
  const own = ({ of_inspectors: theirs }: BridgeSource) => (theirs ? 0 : 1);
  // Undated last.
  const newestFirst = (a: BridgeSource, b: BridgeSource) => day(b).localeCompare(day(a));
  const left = new Map(sources.map((source) => [source.sha256, source]));
  const several = new Set(comparisons.map((comparison) => comparison.authority)).size > 1;
  const groups: Group[] = [];
  const take = (shas: string[]) =>
    shas
      .flatMap((sha) => {
        const source = left.get(sha);
        left.delete(sha);
        return source ?? [];
      })
      .sort((a, b) => own(a) - own(b) || newestFirst(a, b));
  // The newest judgement first: an inspection that closed one and opened the next stands with the newer.
  const order = comparisons
    .map((comparison, cycle) => ({ comparison, cycle }))
    .sort((a, b) => a.comparison.authority.localeCompare(b.comparison.authority, 'en-GB') || b.cycle - a.cycle);
  order.forEach(({ comparison, cycle }) => {
    for (const visit of [...comparison.visits].reverse()) {
      const own = take(visit.sources);
      if (own.length === 0 && visit.sources.length > 0) continue;
      const title = [...(several ? [comparison.authority] : []), visitName(visit), ...whenOf(visit)].join(' · ');
      groups.push({ key: `${cycle}-${visit.id}`, title, sources: own, missing: !visit.letter });
    }
  });
  comparisons.forEach((comparison, cycle) => {
    for (const { visit } of comparison.apart) {
      const own = take(visit.sources);
      if (own.length === 0) continue;
      const title = [...(several ? [comparison.authority] : []), visitName(visit), 'stands apart'].join(' · ');
      groups.push({ key: `${cycle}-apart-${visit.id}`, title, sources: own, missing: false });
    }
  });
  if (left.size > 0) {
    groups.push({
      key: 'others',
      title: groups.length > 0 ? 'Other papers' : 'Papers',
      sources: [...left.values()].sort(newestFirst),
      missing: false,
    });
  }
  return groups;
}

function whenOf(visit: BridgeVisit): string[] {
  if (visit.from !== null) return [monthOf(visit.from)];
  return visit.published === null ? [] : [`published ${inWords(visit.published)}`];
}
