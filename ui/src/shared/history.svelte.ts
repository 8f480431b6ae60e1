// Undo and redo.

import type { Changed, Host } from '../api/host';
import type { OpenCase } from './case.svelte';
import type { Status } from './status.svelte';
import { CHANGED } from './words';

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

  #go(call: () => Promise<Changed | null>, done: string, nothing: string): Promise<boolean> {
    return this.status.attempt(async () => {
      const changed = await call();
      if (changed !== null) await this.openCase.reload();
      this.status.said = changed === null ? nothing : `${done}: ${CHANGED[changed]}.`;
      this.step = { said: this.status.said, at: (this.step?.at ?? 0) + 1 };
    });
  }
}
