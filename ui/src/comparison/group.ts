// Matters grouped by what happened to them: the answer first.

import type { BridgeThread, Pattern } from '../api/host';
import { PATTERN } from '../shared/words';

export interface PatternGroup {
  pattern: Pattern;
  title: string;
  threads: BridgeThread[];
}

/** Groups in the order in which a councillor wants to know; empty ones are left out. */
export function groupByPattern(threads: BridgeThread[]): PatternGroup[] {
  return (Object.keys(PATTERN) as Pattern[])
    .map((pattern) => ({ pattern, title: PATTERN[pattern], threads: threads.filter((thread) => thread.pattern === pattern) }))
    .filter((group) => group.threads.length > 0);
}
