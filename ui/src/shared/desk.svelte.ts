// What the window holds at the moment: the open case, what was read in it, and what is going on.
// Screens read it and call its verbs; it alone calls the host.

import {
  type AtStart, type BridgeComparison, type BridgeFinding, type BridgeSource, type CaseFile, type Host,
  type ImportStep, type MenuChoice, type PackFile, Problem,
} from '../api/host';
import { counted } from './words';

export const SCREENS = ['documents', 'findings', 'comparison', 'briefing'] as const;
export type Screen = (typeof SCREENS)[number];

/** Papers coming in. */
export interface Importing {
  done: number;
  total: number;
  /** The file just done. */
  file: string;
}

export class Desk {
  screen = $state<Screen>('documents');
  case = $state.raw<CaseFile | null>(null);
  sources = $state.raw<BridgeSource[]>([]);
  findings = $state.raw<BridgeFinding[]>([]);
  comparisons = $state.raw<BridgeComparison[]>([]);
  /** Name of the authority looked at; null looks at all. */
  authority = $state<string | null>(null);
  /** SHA-256 of the source looked at. */
  source = $state<string | null>(null);
  importing = $state.raw<Importing | null>(null);
  /** What became of each file of the last import. */
  imported = $state.raw<ImportStep[]>([]);
  making = $state(false);
  pack = $state.raw<PackFile | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Said to who listens. */
  said = $state('');
  hovering = $state(false);
  started = $state(false);

  authorities = $derived(
    [...new Set(this.sources.flatMap((source) => source.authority?.value ?? []))].sort((a, b) => a.localeCompare(b, 'en-GB')),
  );
  shownSources = $derived(
    this.authority === null ? this.sources : this.sources.filter((source) => source.authority?.value === this.authority),
  );
  shownFindings = $derived.by(() => {
    if (this.authority === null) return this.findings;
    const shown = new Set(this.shownSources.map((source) => source.sha256));
    return this.findings.filter((finding) => shown.has(finding.source));
  });
  shownComparisons = $derived(
    this.authority === null
      ? this.comparisons
      : this.comparisons.filter((comparison) => comparison.authority === this.authority),
  );
  bySha = $derived(new Map(this.sources.map((source) => [source.sha256, source])));

  constructor(readonly host: Host) {}

  /** Takes up what the program was started with. */
  async start(): Promise<void> {
    await this.#try(async () => {
      const start: AtStart = await this.host.atStart();
      if (start.case) await this.#opened(start.case);
      this.started = true;
      if (start.case && start.papers.length > 0) await this.importPapers(start.papers);
    });
    this.started = true;
  }

  async newCase(): Promise<void> {
    await this.#try(async () => {
      const path = await this.host.chooseNewCase();
      if (path !== null) await this.#opened(await this.host.createCase(path));
    });
  }

  async openCase(): Promise<void> {
    await this.#try(async () => {
      const path = await this.host.chooseCase();
      if (path !== null) await this.#opened(await this.host.openCase(path));
    });
  }

  async addPapers(): Promise<void> {
    await this.#try(async () => {
      const paths = await this.host.choosePapers();
      if (paths.length > 0) await this.importPapers(paths);
    });
  }

  async importPapers(paths: string[]): Promise<void> {
    if (this.importing || this.case === null || paths.length === 0) return;
    this.imported = [];
    this.importing = { done: 0, total: paths.length, file: '' };
    this.said = 'Reading papers.';
    await this.#try(() =>
      this.host.importPapers(paths, (step) => {
        this.imported = [...this.imported, step];
        this.importing = { done: step.done, total: step.total, file: step.file };
      }),
    );
    this.importing = null;
    await this.#try(() => this.#read());
    const came = this.imported.filter((step) => step.outcome === 'imported').length;
    const refused = this.imported.filter((step) => step.outcome === 'refused').length;
    this.said = `${counted(came, 'paper')} read${refused > 0 ? `, ${refused} refused` : ''}.`;
  }

  async stopImport(): Promise<void> {
    await this.#try(() => this.host.stopImport());
  }

  /** Makes the pack of one authority; null as path writes it beside the case. */
  async makePack(authority: string, path: string | null = null): Promise<void> {
    if (this.making) return;
    this.making = true;
    this.pack = null;
    this.said = 'Making the pack.';
    await this.#try(async () => {
      this.pack = await this.host.makePack(authority, path);
      this.said = `The pack is made: ${counted(this.pack.pages, 'page')}.`;
    });
    this.making = false;
  }

  async makePackAs(authority: string): Promise<void> {
    await this.#try(async () => {
      const path = await this.host.choosePackPath(`${authority} briefing.pdf`);
      if (path !== null) await this.makePack(authority, path);
    });
  }

  async menu(choice: MenuChoice): Promise<void> {
    switch (choice) {
      case 'new_case':
        return this.newCase();
      case 'open_case':
        return this.openCase();
      case 'add_papers':
        return this.case ? this.addPapers() : this.newCase();
      case 'make_pack':
        if (this.case) this.screen = 'briefing';
    }
  }

  dismiss(): void {
    this.problem = null;
  }

  async #opened(file: CaseFile): Promise<void> {
    this.case = file;
    this.screen = 'documents';
    this.source = null;
    this.pack = null;
    this.imported = [];
    this.authority = null;
    await this.#read();
  }

  async #read(): Promise<void> {
    if (this.case === null) return;
    const { sources, findings, comparisons } = await this.host.contents();
    [this.sources, this.findings, this.comparisons] = [sources, findings, comparisons];
    if (this.authority === null || !this.authorities.includes(this.authority)) {
      this.authority = this.authorities.length === 1 ? (this.authorities[0] ?? null) : null;
    }
    if (this.source === null || !this.bySha.has(this.source)) this.source = null;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      this.problem = null;
      await work();
    } catch (error) {
      this.problem = error instanceof Problem ? error : new Problem('unexpected', String(error));
    }
  }
}
