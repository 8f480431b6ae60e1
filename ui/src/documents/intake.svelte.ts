// The import of papers and their second reading, which runs in the background.

import type { Host, ImportStep, SecondReading } from '../api/host';
import type { OpenCase } from '../shared/case.svelte';
import type { Status } from '../shared/status.svelte';
import { counted } from '../shared/words';

/** Progress of an import. */
export interface Importing {
  done: number;
  total: number;
  /** The file just done. */
  file: string;
}

export class Intake {
  importing = $state.raw<Importing | null>(null);
  /** The outcome of each file of the last import. */
  imported = $state.raw<ImportStep[]>([]);
  /** True while files are dragged over the window. */
  hovering = $state(false);
  /** Progress of the second reading; null where none is running. */
  second = $state.raw<SecondReading | null>(null);

  constructor(
    private readonly host: Host,
    private readonly openCase: OpenCase,
    private readonly status: Status,
  ) {}

  async addPapers(): Promise<void> {
    await this.status.attempt(async () => {
      const paths = await this.host.choosePapers();
      if (paths.length > 0) await this.importPapers(paths);
    });
  }

  async importPapers(paths: string[]): Promise<void> {
    if (this.importing || this.openCase.file === null || paths.length === 0) return;
    this.imported = [];
    this.importing = { done: 0, total: paths.length, file: '' };
    this.status.say('Reading papers.');
    await this.status.attempt(() =>
      this.host.importPapers(paths, (step) => {
        this.imported = [...this.imported, step];
        this.importing = { done: step.done, total: step.total, file: step.file };
      }),
    );
    this.importing = null;
    await this.status.attempt(() => this.openCase.reload());
    const came = this.imported.filter((step) => step.outcome === 'imported').length;
    const refused = this.imported.filter((step) => step.outcome === 'refused').length;
    this.status.say(`${counted(came, 'paper')} read${refused > 0 ? `, ${refused} refused` : ''}.`);
  }

  async stopImport(): Promise<void> {
    await this.status.attempt(() => this.host.stopImport());
  }

  /** Shows the progress of the second reading, and what it found when it is done. */
  async followSecondReading(progress: SecondReading): Promise<void> {
    if (progress.case !== this.openCase.file?.path) return;
    this.second = progress.done < progress.total ? progress : null;
    if (this.second !== null) return;
    const shown = this.status.problem;
    const reloaded = await this.status.attempt(() => this.openCase.reload());
    if (!reloaded) return;
    // An earlier error stays until it is dismissed.
    this.status.problem = shown;
    const check = this.openCase.findings.filter((finding) => finding.check.length > 0 && !finding.checked).length;
    this.status.say(`Double-checked: ${counted(check, 'finding')} to check.`);
  }

  reset(): void {
    this.second = null;
    this.imported = [];
  }
}
