// The open case: its contents as the host has them, and what of them the chosen authority leaves.

import type {
  BridgeAdrift,
  BridgeAnnotation,
  BridgeAuthority,
  BridgeComparison,
  BridgeCorrection,
  BridgeCycle,
  BridgeFinding,
  BridgeSource,
  BridgeSteps,
  BridgeSubject,
  BridgeText,
  CaseFile,
  Decision,
  Host,
  Visibility,
} from '../api/host';
import type { Status } from './status.svelte';

function bySource(findings: BridgeFinding[]): Map<string, BridgeFinding[]> {
  const of = new Map<string, BridgeFinding[]>();
  for (const finding of findings) {
    const own = of.get(finding.place.source);
    if (own) own.push(finding);
    else of.set(finding.place.source, [finding]);
  }
  return of;
}

const byName = (a: string, b: string) => a.localeCompare(b, 'en-GB');

export class OpenCase {
  /** Null where no case is open. */
  file = $state.raw<CaseFile | null>(null);
  sources = $state.raw<BridgeSource[]>([]);
  findings = $state.raw<BridgeFinding[]>([]);
  comparisons = $state.raw<BridgeComparison[]>([]);
  annotations = $state.raw<BridgeAnnotation[]>([]);
  adrift = $state.raw<BridgeAdrift[]>([]);
  /** How each authority was judged, by name. */
  overviews = $state.raw<BridgeAuthority[]>([]);
  /** What undo and redo would do now. */
  steps = $state.raw<BridgeSteps>({ undo: null, redo: null });
  /** Name of the chosen authority; null for all. */
  authority = $state<string | null>(null);
  /** True while a case is being opened. */
  opening = $state(false);
  /** True once the contents are loaded: until then nothing is said about them. */
  filled = $state(false);

  authorities = $derived([...new Set(this.sources.flatMap((source) => source.authority?.value ?? []))].sort(byName));
  /** The findings of each source. */
  findingsOf = $derived(bySource(this.findings));
  bySha = $derived(new Map(this.sources.map((source) => [source.sha256, source])));
  /** Labels of the person's own, each once, by name. */
  labels = $derived([...new Set(this.findings.flatMap(({ labels }) => labels))].sort(byName));

  shownSources = $derived(
    this.authority === null
      ? this.sources
      : this.sources.filter((source) => source.authority?.value === this.authority),
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
  /** What counts from the newest judgement. */
  newest = $derived(this.shownComparisons.at(-1));
  shownAnnotations = $derived(this.annotations.filter((annotation) => this.#isShown(annotation.written.on)));

  /** Cache of texts: a paper never changes. */
  readonly #texts = new Map<string, BridgeText>();

  constructor(
    private readonly host: Host,
    private readonly status: Status,
  ) {}

  /** Takes the place of the case before; its contents are loaded next. */
  replace(file: CaseFile): void {
    this.filled = false;
    this.file = file;
    this.authority = null;
    this.steps = { undo: null, redo: null };
    this.#texts.clear();
  }

  /** Keeps no text of a paper any more. */
  forget(): void {
    this.#texts.clear();
  }

  /** Loads the contents again. */
  async reload(): Promise<void> {
    if (this.file === null) return;
    const { sources, findings, comparisons, annotations, adrift, authorities, steps } = await this.host.contents();
    [this.sources, this.findings, this.comparisons, this.annotations] = [sources, findings, comparisons, annotations];
    [this.adrift, this.overviews, this.steps] = [adrift, authorities, steps];
    if (this.authority === null || !this.authorities.includes(this.authority)) {
      this.authority = this.authorities.length === 1 ? (this.authorities[0] ?? null) : null;
    }
  }

  /** Asks what undo and redo would do now: after a change that loads nothing else again. */
  async look(): Promise<void> {
    this.steps = await this.host.ahead();
  }

  /** The text of a paper. */
  async text(source: string): Promise<BridgeText | null> {
    const known = this.#texts.get(source);
    if (known) return known;
    const text = await this.status.ask(() => this.host.text(source));
    if (text) this.#texts.set(source, text);
    return text;
  }

  /** Saves a decision, on a cycle or on a finding, and shows what follows from it; `about` has the findings that it names. */
  decide(
    decision: Decision,
    cycle: BridgeCycle | null,
    said: string,
    about: Pick<BridgeFinding, 'place'>[] = [],
  ): Promise<boolean> {
    // The words of a page in doubt are not here: the place says which finding is meant.
    const unquoted = about.map(({ place }) => place).filter(({ quote }) => quote === '');
    return this.#change(() => this.host.decide(cycle, decision, unquoted), said);
  }

  correct(source: string, correction: BridgeCorrection, said = 'Put right.'): Promise<boolean> {
    return this.#change(() => this.host.correct(source, correction), said);
  }

  mark(source: string, visibility: Visibility, setAside: boolean): Promise<boolean> {
    const said = visibility === 'public' ? 'For everybody.' : 'For members only.';
    return this.#change(
      () => this.host.mark(source, visibility, setAside),
      setAside ? 'Set aside. Ctrl+Z brings it back.' : said,
    );
  }

  async #change(change: () => Promise<void>, said: string): Promise<boolean> {
    return this.status.attempt(async () => {
      await change();
      await this.reload();
      this.status.say(said);
    });
  }

  #isShown(on: BridgeSubject): boolean {
    if (this.authority === null || on.is === 'nothing') return true;
    if (on.is === 'words') {
      const source = this.bySha.get(on.place.source);
      return source === undefined || source.authority?.value === this.authority;
    }
    return on.cycle === null || on.cycle.authority === this.authority;
  }
}
