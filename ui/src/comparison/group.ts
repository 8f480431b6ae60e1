// Groups matters by their pattern.

import type { BridgeThread, Pattern } from '../api/host';
import { isFact, PATTERN } from '../shared/words';

export interface PatternGroup {
  /** Their pattern in words, or that it is not sure. */
  title: string;
  /** The number of its matters, whether or not all are listed. */
  count: number;
  threads: BridgeThread[];
}

/** The groups cut to the first `count` matters in all; empty groups are dropped. */
export function firstOf(groups: PatternGroup[], most: number): PatternGroup[] {
  let left = most;
  return groups
    .map((group) => {
      const threads = group.threads.slice(0, left);
      left -= threads.length;
      return { ...group, threads };
    })
    .filter((group) => group.threads.length > 0);
}

/** Groups in the order in which a councillor wants to know, then what is to check; empty ones are left out. */
export function groupByPattern(threads: BridgeThread[]): PatternGroup[] {
  const of = (title: string, own: BridgeThread[]): PatternGroup => ({ title, count: own.length, threads: own });
  const facts = threads.filter(({ standing }) => isFact(standing));
  const open = threads.filter(({ standing }) => !isFact(standing));
  return [
    ...(Object.keys(PATTERN) as Pattern[]).map((pattern) =>
      of(
        PATTERN[pattern],
        facts.filter((thread) => thread.pattern === pattern),
      ),
    ),
    of('To check: what happened to them', open),
  ].filter((group) => group.threads.length > 0);
}
