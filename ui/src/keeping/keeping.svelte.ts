// The file of the case: its backups, and what is erased for good. Which dialog is open, and what the host is asked for.

import type { BridgeBackup, CaseFile, Erase, Erased, Host, RestorePreview } from '../api/host';
import type { Status } from '../shared/status.svelte';

/** A backup that was chosen, with what bringing it back would change. */
export interface Chosen {
  backup: BridgeBackup;
  preview: RestorePreview;
}

/** What may be erased, as the screen that asked calls it. */
export interface Erasing {
  what: Erase;
  /** "the paper visit-2.pdf", "question 4". */
  name: string;
  /** What would go with it. */
  would: Erased;
}

export class Keeping {
  /** The backups beside the case, the newest first, while their dialog is open. */
  backups = $state.raw<BridgeBackup[] | null>(null);
  chosen = $state.raw<Chosen | null>(null);
  /** What a person is asked about, while that dialog is open. */
  erasing = $state.raw<Erasing | null>(null);
  /** True while the case is closed for it. */
  working = $state(false);
  open = $derived(this.backups !== null || this.erasing !== null);

  constructor(
    private readonly host: Host,
    private readonly status: Status,
    /** Shows the case that is open now in the place of the one before. */
    private readonly reopened: (file: CaseFile) => Promise<void>,
    /** Shows the case again after something of it has gone. */
    private readonly erased: () => Promise<void>,
  ) {}

  async show(): Promise<void> {
    this.chosen = null;
    this.backups = await this.status.ask(() => this.host.backups());
  }

  async choose(backup: BridgeBackup): Promise<void> {
    const preview = await this.status.ask(() => this.host.previewRestore(backup.path));
    this.chosen = preview && { backup, preview };
  }

  /** Puts the chosen backup in the place of the case. */
  async bringBack(): Promise<void> {
    const { chosen } = this;
    if (!chosen || this.working) return;
    await this.#work(async () => {
      const file = await this.host.restore(chosen.backup.path);
      this.close();
      await this.reopened(file);
      this.status.say('The backup is the case now. The case as it was before is among the backups.');
    });
  }

  /** Asks whether it is meant, with what would go. */
  async ask(what: Erase, name: string): Promise<void> {
    const would = await this.status.ask(() => this.host.previewErase(what));
    this.erasing = would && { what, name, would };
  }

  async erase(): Promise<void> {
    const { erasing } = this;
    if (!erasing || this.working) return;
    await this.#work(async () => {
      const { files } = await this.host.erase(erasing.what);
      this.close();
      await this.erased();
      this.status.say(
        `Erased for good: ${erasing.name}. ${files === 1 ? 'The case was' : `The case and its backups, ${files} files, were`} searched for it, and nothing was found.`,
      );
    });
  }

  close(): void {
    this.backups = null;
    this.chosen = null;
    this.erasing = null;
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.working = true;
    await this.status.attempt(work);
    this.working = false;
  }
}
