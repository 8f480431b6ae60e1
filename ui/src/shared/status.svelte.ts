// The last error and the last announcement, and the one way in which work that the host may refuse is done.

import { Problem } from '../api/host';

export class Status {
  problem = $state.raw<Problem | null>(null);
  /** What was done last, as it is announced to screen readers. */
  said = $state('');
  /** The same on the screen for a while; another object each time, so that the same words can be said again. */
  shown = $state.raw<{ words: string } | null>(null);

  /** Does something that the host may refuse: then the window shows why. True on success. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      this.problem = null;
      await work();
      return true;
    } catch (error) {
      this.problem = error instanceof Problem ? error : new Problem(String(error));
      return false;
    }
  }

  /** The result of a call that the host may refuse; null where it did. */
  async ask<T>(call: () => Promise<T>): Promise<T | null> {
    let answer: T | null = null;
    await this.attempt(async () => {
      answer = await call();
    });
    return answer;
  }

  say(said: string): void {
    this.said = said;
    this.shown = said === '' ? null : { words: said };
  }

  dismiss(): void {
    this.problem = null;
  }
}
