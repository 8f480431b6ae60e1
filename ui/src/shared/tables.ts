// Saves what a screen shows as a table.

import type { Host, Shown, TableEnding } from '../api/host';
import type { Status } from './status.svelte';
import { counted } from './words';

export class Tables {
  constructor(
    private readonly host: Host,
    private readonly status: Status,
  ) {}

  /** Writes a table to a file that the person names; a sentence that says so, null where cancelled or refused. */
  save(shown: Shown, name: string, ending: TableEnding): Promise<string | null> {
    return this.status.ask(async () => {
      const path = await this.host.chooseTablePath(`${name}.${ending}`, ending);
      if (path === null) return null;
      const whole = /\.(xlsx|csv)$/i.test(path) ? path : `${path}.${ending}`;
      const saved = await this.host.saveShown(shown, whole);
      this.status.say(`${counted(saved.rows, 'row')} saved to ${saved.path}.`);
      return this.status.said;
    });
  }
}
