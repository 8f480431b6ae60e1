// Groups matters by their pattern.

import type { BridgeThread, Pattern } from '../api/host';
import { PATTERN } from '../shared/words';

export interface PatternGroup {
  pattern: Pattern;
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

/** Groups in the order in which a councillor wants to know; empty ones are left out. */
export function groupByPattern(threads: BridgeThread[]): PatternGroup[] {
  return (Object.keys(PATTERN) as Pattern[])
    .map((pattern) => {
      const own = threads.filter((thread) => thread.pattern === pattern);
      return { pattern, title: PATTERN[pattern], count: own.length, threads: own };
    })
    .filter((group) => group.threads.length > 0);
}
