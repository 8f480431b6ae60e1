// Undo and redo.

import type { Host } from '../api/host';
import type { OpenCase } from './case.svelte';
import type { Status } from './status.svelte';

export class History {
  /** The last undo or redo; `at` counts them. */
  step = $state.raw<{ said: string; at: number } | null>(null);

  constructor(
    private readonly host: Host,
    private readonly openCase: OpenCase,
    private readonly status: Status,
  ) {}

  undo(): Promise<boolean> {
    return this.#go(() => this.host.undo(), 'Taken back', 'There is nothing to take back.');
  }

  redo(): Promise<boolean> {
    return this.#go(() => this.host.redo(), 'Done again', 'There is nothing to do again.');
  }

  #go(call: () => Promise<string | null>, done: string, nothing: string): Promise<boolean> {
    return this.status.attempt(async () => {
      const did = await call();
      if (did !== null) await this.openCase.reload();
      this.status.say(did === null ? nothing : `${done}: ${did}.`);
      this.step = { said: this.status.said, at: (this.step?.at ?? 0) + 1 };
    });
  }
}
