// What the window holds at the moment: the open case, what was read in it, and what is going on.
// Screens read it and call its verbs; it alone calls the host.

import {
  type AnnotationKind, type AtStart, type BridgeAnnotation, type BridgeComparison, type BridgeCorrection, type BridgeCycle,
  type BridgeFinding, type BridgeSource, type BridgeSubject, type BridgeText, type CaseFile, type Changed, type Decision,
  type BridgeHit, type BridgeHits, type BridgeLadder, type HitKind, type Rung,
  type BridgeAdrift, type Host, type ImportStep, type MenuChoice, Problem, type SecondReading, type Settings, type Shown, type TableEnding, type Visibility, type Written,
} from '../api/host';
import { PackDesk } from '../briefing/pack.svelte';
import { nextPaint } from './schedule';
import { Tour } from './tour.svelte';
import { CHANGED, counted } from './words';

export const SCREENS = ['documents', 'findings', 'comparison', 'annotations', 'briefing'] as const;
export type Screen = (typeof SCREENS)[number];

/** Per cent of the usual size. */
export const TEXT_SIZES = [100, 110, 125, 150, 175, 200];

/** Papers coming in. */
export interface Importing {
  done: number;
  total: number;
  /** The file just done. */
  file: string;
}

/** Words of a paper to land on. */
export interface Landing {
  source: string;
  index: number;
  start: number;
  end: number;
}

/** How a paper is shown. */
export type View = 'text' | 'page' | 'facts';

/** What is being written: a new annotation, or another version of one. */
export interface Draft {
  id: number | null;
  written: Written;
}

function bySource(findings: BridgeFinding[]): Map<string, BridgeFinding[]> {
  const of = new Map<string, BridgeFinding[]>();
  for (const finding of findings) {
    const own = of.get(finding.place.source);
    if (own) own.push(finding);
    else of.set(finding.place.source, [finding]);
  }
  return of;
}

export class Desk {
  screen = $state<Screen>('documents');
  case = $state.raw<CaseFile | null>(null);
  sources = $state.raw<BridgeSource[]>([]);
  findings = $state.raw<BridgeFinding[]>([]);
  comparisons = $state.raw<BridgeComparison[]>([]);
  annotations = $state.raw<BridgeAnnotation[]>([]);
  adrift = $state.raw<BridgeAdrift[]>([]);
  draft = $state.raw<Draft | null>(null);
  searching = $state(false);
  /** True while the settings are open. */
  setting = $state(false);
  view = $state<View>('text');
  /** Where the reading view shall go; a new object each time, so that the same place can be gone to again. */
  landing = $state.raw<Landing | null>(null);
  /** The matter that is looked at in the comparison. */
  chosen = $state.raw<{ thread: string; visit: string | null } | null>(null);
  /** Name of the authority looked at; null looks at all. */
  authority = $state<string | null>(null);
  /** SHA-256 of the source looked at. */
  source = $state<string | null>(null);
  importing = $state.raw<Importing | null>(null);
  /** What became of each file of the last import. */
  imported = $state.raw<ImportStep[]>([]);
  /** How far the second reading is, while it goes on behind. */
  second = $state.raw<SecondReading | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Said to who listens. */
  said = $state('');
  /** What undo or redo did last, for who looks. */
  step = $state.raw<{ said: string; at: number } | null>(null);
  hovering = $state(false);
  started = $state(false);
  /** True once what is in the open case is here: until then nothing is said about it. */
  filled = $state(false);
  /** True while a case is being opened. */
  opening = $state(false);
  settings = $state.raw<Settings>({ recent: [], text_percent: 100, tour_taken: false });
  readonly tour = new Tour(this);

  authorities = $derived(
    [...new Set(this.sources.flatMap((source) => source.authority?.value ?? []))].sort((a, b) => a.localeCompare(b, 'en-GB')),
  );
  shownSources = $derived(
    this.authority === null ? this.sources : this.sources.filter((source) => source.authority?.value === this.authority),
  );
  shownFindings = $derived.by(() => {
    if (this.authority === null) return this.findings;
    return this.shownSources.flatMap((source) => this.findingsOf.get(source.sha256) ?? []);
  });
  shownComparisons = $derived(
    this.authority === null
      ? this.comparisons
      : this.comparisons.filter((comparison) => comparison.authority === this.authority),
  );
  shownAnnotations = $derived(this.annotations.filter((annotation) => this.#isShown(annotation.written.on)));
  /** Labels of the person's own, each once, by name. */
  labels = $derived(
    [...new Set(this.findings.flatMap(({ labels }) => labels))].sort((a, b) => a.localeCompare(b, 'en-GB')),
  );
  /** The briefing screen's own. */
  pack = $state.raw(new PackDesk(this));
  /** True while something lies over the screen: its keys are not the screen's. */
  covered = $derived(this.draft !== null || this.searching || this.setting);
  /** The findings of each source. */
  findingsOf = $derived(bySource(this.findings));
  bySha = $derived(new Map(this.sources.map((source) => [source.sha256, source])));

  /** Texts read so far: a paper never changes. */
  #texts = new Map<string, BridgeText>();

  constructor(readonly host: Host) {}

  /** The text of a paper. */
  async text(source: string): Promise<BridgeText | null> {
    const known = this.#texts.get(source);
    if (known) return known;
    let text: BridgeText | null = null;
    await this.attempt(async () => {
      text = await this.host.text(source);
      this.#texts.set(source, text);
    });
    return text;
  }

  /** Shows words where they stand. */
  land(landing: Landing): void {
    this.source = landing.source;
    if (this.view === 'facts') this.view = 'text';
    this.landing = { ...landing };
    this.screen = 'documents';
  }

  /** Shows the paragraph that states something. */
  landOn(source: string, { index }: { index: number }): void {
    this.land({ source, index, start: 0, end: 100_000 });
  }

  /** Shows what a paper states about itself. */
  showFacts(source: string): void {
    this.source = source;
    this.landing = null;
    this.view = 'facts';
    this.screen = 'documents';
  }

  /** What was found for the words; null where it could not be looked for. */
  async search(words: string, kind: HitKind | null): Promise<BridgeHits | null> {
    let hits: BridgeHits | null = null;
    await this.attempt(async () => {
      hits = await this.host.find(words, kind);
    });
    return hits;
  }

  /** Goes to what a search found: to its words, or to the note. */
  async goTo(hit: BridgeHit): Promise<void> {
    if (hit.kind === 'note') {
      this.screen = 'annotations';
      return;
    }
    if (hit.source === null || !this.bySha.has(hit.source)) return;
    if (hit.kind === 'finding') {
      const finding = this.findingsOf.get(hit.source)?.find(({ index }) => index === hit.item);
      if (finding) return this.land(finding.place);
    }
    if (hit.kind === 'fact') return this.showFacts(hit.source);
    // The words found first, in the paragraph that has them.
    const text = await this.text(hit.source);
    const whole = Array.from(text?.paragraphs[hit.item]?.text ?? '');
    const range = hit.found[0];
    const shown = Array.from(hit.text);
    const bare = shown.join('').replace(/^…|…$/g, '');
    const cut = Array.from(whole.join('').split(bare)[0] ?? '').length;
    const lead = hit.text.startsWith('…') ? 1 : 0;
    const start = range && cut < whole.length ? cut + range.start - lead : 0;
    const end = range && cut < whole.length ? cut + range.end - lead : whole.length;
    this.land({ source: hit.source, index: hit.item, start, end });
  }

  /** Opens the writing of something new. */
  write(what: AnnotationKind, on: BridgeSubject): void {
    this.draft = {
      id: null,
      written: { what, text: '', audience: null, priority: what === 'note' ? null : 'ask', visibility: 'members_only', on },
    };
  }

  /** Keeps a version of what is being written; true where it is safe. */
  async keep(id: number | null, written: Written): Promise<BridgeAnnotation | null> {
    let kept: BridgeAnnotation | null = null;
    await this.attempt(async () => {
      const now = await this.host.writeDown(id, written);
      kept = now;
      this.annotations = this.annotations.some((one) => one.id === now.id)
        ? this.annotations.map((one) => (one.id === now.id ? now : one))
        : [...this.annotations, now];
    });
    return kept;
  }

  async removeAnnotation(id: number): Promise<void> {
    await this.attempt(async () => {
      await this.host.takeAway(id);
      this.annotations = this.annotations.filter((one) => one.id !== id);
      this.said = 'Deleted. Ctrl+Z brings it back.';
    });
  }

  async undo(): Promise<void> {
    await this.attempt(async () => this.#stepped(await this.host.undo(), 'Taken back', 'There is nothing to take back.'));
  }

  async redo(): Promise<void> {
    await this.attempt(async () => this.#stepped(await this.host.redo(), 'Done again', 'There is nothing to do again.'));
  }

  /** Keeps a decision, of a cycle or of a finding, and shows what follows from it. */
  async decide(decision: Decision, cycle: BridgeCycle | null, said: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.host.decide(cycle, decision);
      await this.#read();
      this.said = said;
    });
  }

  async correct(source: string, correction: BridgeCorrection, said = 'Put right.'): Promise<boolean> {
    return this.attempt(async () => {
      await this.host.putRight(source, correction);
      await this.#read();
      this.said = said;
    });
  }

  /** Which words of quantity say more than which; null where it could not be asked. */
  async ladder(): Promise<BridgeLadder | null> {
    let ladder: BridgeLadder | null = null;
    await this.attempt(async () => {
      ladder = await this.host.ladder();
    });
    return ladder;
  }

  /** Puts another order in its place, null the usual one, and shows what follows from it; true where it holds. */
  async setLadder(rungs: Rung[] | null): Promise<boolean> {
    return this.attempt(async () => {
      await this.host.setLadder(rungs);
      await this.#read();
      this.said = rungs === null ? 'The usual order holds again.' : 'Your order of words holds now.';
    });
  }

  async mark(source: string, visibility: Visibility, setAside: boolean): Promise<void> {
    await this.attempt(async () => {
      await this.host.markPaper(source, visibility, setAside);
      await this.#read();
      this.said = setAside ? 'Set aside. Ctrl+Z brings it back.' : visibility === 'public' ? 'For everybody.' : 'For members only.';
    });
  }

  /** Takes up what the program was started with. */
  async start(): Promise<void> {
    await this.attempt(async () => {
      this.settings = await this.host.settings();
      const start: AtStart = await this.host.atStart();
      if (start.case) await this.#opened(start.case);
      this.started = true;
      if (start.case && start.papers.length > 0) await this.importPapers(start.papers);
    });
    this.started = true;
  }

  async newCase(): Promise<void> {
    await this.attempt(async () => {
      const path = await this.host.chooseNewCase();
      if (path !== null) await this.#open(() => this.host.createCase(path));
    });
  }

  /** Opens the case that is named, or the one a person chooses. */
  async openCase(named: string | null = null): Promise<void> {
    await this.attempt(async () => {
      const path = named ?? (await this.host.chooseCase());
      if (path !== null) await this.#open(() => this.host.openCase(path));
    });
  }

  /** Opens the sample case, with its papers coming in where it is new. */
  async openSample(): Promise<void> {
    await this.attempt(async () => {
      const sample = await this.host.openSample();
      if (sample.case) await this.#opened(sample.case);
      if (sample.papers.length > 0) await this.importPapers(sample.papers);
    });
  }

  /** Sets all text larger or smaller by a step, or as large as is named. */
  async setText(size: number | 'larger' | 'smaller'): Promise<void> {
    const now = TEXT_SIZES.indexOf(this.settings.text_percent);
    const wanted = typeof size === 'number' ? size : TEXT_SIZES[Math.max(0, now + (size === 'larger' ? 1 : -1))];
    if (wanted === undefined || wanted === this.settings.text_percent) return;
    await this.attempt(async () => {
      this.settings = await this.host.setTextSize(wanted);
      this.said = `Text size ${this.settings.text_percent}%.`;
    });
  }

  async addPapers(): Promise<void> {
    await this.attempt(async () => {
      const paths = await this.host.choosePapers();
      if (paths.length > 0) await this.importPapers(paths);
    });
  }

  async importPapers(paths: string[]): Promise<void> {
    if (this.importing || this.case === null || paths.length === 0) return;
    this.imported = [];
    this.importing = { done: 0, total: paths.length, file: '' };
    this.said = 'Reading papers.';
    await this.attempt(() =>
      this.host.importPapers(paths, (step) => {
        this.imported = [...this.imported, step];
        this.importing = { done: step.done, total: step.total, file: step.file };
      }),
    );
    this.importing = null;
    await this.attempt(() => this.#read());
    const came = this.imported.filter((step) => step.outcome === 'imported').length;
    const refused = this.imported.filter((step) => step.outcome === 'refused').length;
    this.said = `${counted(came, 'paper')} read${refused > 0 ? `, ${refused} refused` : ''}.`;
  }

  /** Tells how far the second reading is, and shows what it found when it is done. */
  async followSecondReading(so: SecondReading): Promise<void> {
    if (so.case !== this.case?.path) return;
    this.second = so.done < so.total ? so : null;
    if (this.second !== null) return;
    const shown = this.problem;
    const read = await this.attempt(() => this.#read());
    if (!read) return;
    // What went wrong before is still to be read.
    this.problem = shown;
    const check = this.findings.filter((finding) => finding.check.length > 0 && !finding.checked).length;
    this.said = `Read a second time: ${counted(check, 'finding')} to check.`;
  }

  async stopImport(): Promise<void> {
    await this.attempt(() => this.host.stopImport());
  }

  /** Writes what a screen shows to a file that the person names; a sentence that says so, null where they thought better. */
  async saveShown(shown: Shown, name: string, ending: TableEnding): Promise<string | null> {
    let said: string | null = null;
    await this.attempt(async () => {
      const path = await this.host.chooseTablePath(`${name}.${ending}`, ending);
      if (path === null) return;
      const whole = /\.(xlsx|csv)$/i.test(path) ? path : `${path}.${ending}`;
      const saved = await this.host.saveShown(shown, whole);
      said = `${counted(saved.rows, 'row')} saved to ${saved.path}.`;
      this.said = said;
    });
    return said;
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
        return;
      case 'open_sample':
        return this.openSample();
      case 'larger_text':
        return this.setText('larger');
      case 'smaller_text':
        return this.setText('smaller');
      case 'usual_text':
        return this.setText(100);
      case 'tour':
        return this.tour.take();
      case 'undo':
        return this.case ? this.undo() : undefined;
      case 'redo':
        return this.case ? this.redo() : undefined;
      case 'settings':
        this.setting = !this.covered;
        return;
      case 'search':
        this.searching = this.case !== null && !this.covered;
        return;
      default:
        if (this.case) this.screen = choice;
    }
  }

  dismiss(): void {
    this.problem = null;
  }

  /** Opens a case and says so meanwhile: with many papers it takes its time. */
  async #open(open: () => Promise<CaseFile>): Promise<void> {
    this.opening = true;
    try {
      await this.#opened(await open());
    } finally {
      this.opening = false;
    }
  }

  async #opened(file: CaseFile): Promise<void> {
    this.filled = false;
    this.case = file;
    this.screen = 'documents';
    this.source = null;
    this.landing = null;
    this.chosen = null;
    this.second = null;
    this.draft = null;
    this.#texts.clear();
    this.pack = new PackDesk(this);
    this.imported = [];
    this.authority = null;
    try {
      await this.#read();
      // What stands around the screen is drawn first, so that the window need not stand still for both.
      await nextPaint();
    } finally {
      this.filled = true;
    }
    this.settings = await this.host.settings();
  }

  async #read(): Promise<void> {
    if (this.case === null) return;
    const { sources, findings, comparisons, annotations, adrift } = await this.host.contents();
    [this.sources, this.findings, this.comparisons, this.annotations] = [sources, findings, comparisons, annotations];
    this.adrift = adrift;
    if (this.authority === null || !this.authorities.includes(this.authority)) {
      this.authority = this.authorities.length === 1 ? (this.authorities[0] ?? null) : null;
    }
    if (this.source === null || !this.bySha.has(this.source)) this.source = null;
  }

  async #stepped(changed: Changed | null, done: string, nothing: string): Promise<void> {
    if (changed !== null) await this.#read();
    this.said = changed === null ? nothing : `${done}: ${CHANGED[changed]}.`;
    this.step = { said: this.said, at: (this.step?.at ?? 0) + 1 };
  }

  #isShown(on: BridgeSubject): boolean {
    if (this.authority === null || on.is === 'nothing') return true;
    if (on.is === 'words') {
      const source = this.bySha.get(on.place.source);
      return source === undefined || source.authority?.value === this.authority;
    }
    return on.cycle === null || on.cycle.authority === this.authority;
  }

  /** Does something that the host may refuse: then the window says why. True where it was done. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      this.problem = null;
      await work();
      return true;
    } catch (error) {
      this.problem = error instanceof Problem ? error : new Problem('unexpected', String(error));
      return false;
    }
  }
}
