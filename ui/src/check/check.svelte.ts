// Where a person is in the queue of what to check: what they answered and what they left open since the case was opened.

import type { BridgeComparison, BridgeQuestion } from '../api/host';

/** What names a question. */
export const questionKey = ({ thread, visit }: BridgeQuestion): string => `${thread} ${visit ?? ''}`;

/** How many questions are open: those that the front page waits for, and in all. */
export interface Left {
  left: number;
  all: number;
}

export class CheckState {
  /** Questions left open, by {@link questionKey}: they come again when the rest is done. */
  skipped = $state.raw<string[]>([]);
  /** How many were answered. */
  answered = $state(0);
  /** What the last answer changed. */
  told = $state('');
  /** True once a person went on past the front page. */
  beyond = $state(false);

  /** The open questions of a comparison. */
  front(comparison: Pick<BridgeComparison, 'queue'> | undefined): Left {
    const queue = comparison?.queue ?? [];
    return { left: queue.filter(({ front }) => front).length, all: queue.length };
  }

  /** The question to answer now; undefined where what is asked for is done. */
  next({ queue }: Pick<BridgeComparison, 'queue'>): BridgeQuestion | undefined {
    return queue.find((one) => (one.front || this.beyond) && !this.skipped.includes(questionKey(one)));
  }

  skip(question: BridgeQuestion): void {
    this.skipped = [...this.skipped, questionKey(question)];
    this.told = '';
  }

  reset(): void {
    this.skipped = [];
    this.answered = 0;
    this.told = '';
    this.beyond = false;
  }
}
