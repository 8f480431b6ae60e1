// The scale of quantifiers of the open case.

import type { BridgeLadder, Host, Rung } from '../api/host';
import type { OpenCase } from './case.svelte';
import type { Status } from './status.svelte';

export class Quantifiers {
  constructor(
    private readonly host: Host,
    private readonly openCase: OpenCase,
    private readonly status: Status,
  ) {}

  /** Null where the host refused. */
  scale(): Promise<BridgeLadder | null> {
    return this.status.ask(() => this.host.ladder());
  }

  /** Replaces the scale, null by the usual one, and shows what follows from it; true on success. */
  replace(rungs: Rung[] | null): Promise<boolean> {
    return this.status.attempt(async () => {
      await this.host.setLadder(rungs);
      await this.openCase.reload();
      this.status.say(rungs === null ? 'The usual order holds again.' : 'Your order of words holds now.');
    });
  }
}
