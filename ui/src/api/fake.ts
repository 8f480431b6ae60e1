// A fake host for tests: a case in memory and a record of the calls. Its papers are invented.

import {
  type BridgeAnnotation,
  type BridgeBackup,
  type Erase,
  type Erased,
  type RestorePreview,
  type BridgeAuthority,
  type BridgeInspected,
  type BridgeClaim,
  type BridgeFact,
  type BridgeCorrection,
  type BridgeCycle,
  type BridgeHits,
  type BridgeLadder,
  type BridgePlace,
  type BridgeText,
  type BridgeWord,
  type Decision,
  type HitKind,
  type Written,
  type Visibility,
  type Contents,
  type BridgeCell,
  type BridgeComparison,
  type BridgeFinding,
  type BridgeSource,
  type Host,
  type ImportStep,
  type MenuChoice,
  type PackChoices,
  type PackForm,
  type PackMade,
  type PackPaper,
  type PackPreview,
  Problem,
  type Rung,
  type SecondReading,
  type Settings,
  type Shown,
} from './host';

export function source(over: Partial<BridgeSource> = {}): BridgeSource {
  return {
    sha256: 'a1',
    file: 'visit-2.pdf',
    kind: 'monitoring_visit_letter',
    kind_because: 'It says that it is a monitoring visit.',
    of_inspectors: true,
    framework: 'ilacs',
    framework_because: null,
    title: null,
    authority: {
      value: 'Northmere',
      quote: 'Northmere children’s services',
      page: '1',
      index: 0,
      doubt: null,
      inferred: null,
    },
    published: { value: '2021-03-24', quote: '24 March 2021', page: '1', index: 0, doubt: null, inferred: null },
    from: { value: '2021-02-23', quote: '23 and 24 February 2021', page: '1', index: 0, doubt: null, inferred: null },
    to: { value: '2021-02-24', quote: '23 and 24 February 2021', page: '1', index: 0, doubt: null, inferred: null },
    visit_number: 2,
    inspectors: [{ value: 'Jo Example', quote: 'Jo Example', page: '1', index: 0, doubt: null, inferred: null }],
    director: { value: 'Sam Sample', quote: 'Dear Sam Sample', page: '1', index: 1, doubt: null, inferred: null },
    focus: [{ value: 'the front door', quote: 'the front door', page: '1', index: 2, doubt: null, inferred: null }],
    judgements: [],
    recommendations: [],
    pages: 4,
    paged: true,
    findings: 1,
    damaged: false,
    warnings: [],
    members_only: false,
    judged: null,
    number_stated: {
      value: '2',
      quote: 'the second monitoring visit',
      page: '1',
      index: 0,
      doubt: null,
      inferred: null,
    },
    letter_published: null,
    visits_claimed: null,
    otherwise: [],
    part: null,
    waits: null,
    ...over,
  };
}

/** What a paper claims, in its first paragraph. */
export function claim(over: Partial<BridgeFact> = {}, source = 'a1'): BridgeClaim {
  return {
    source,
    stated: { value: '8', quote: 'the second of eight', page: '1', index: 0, doubt: null, inferred: null, ...over },
  };
}

/** The words of the sample finding, in the fourth paragraph. */
export function place(over: Partial<BridgePlace> = {}): BridgePlace {
  const quote = over.quote ?? 'Too many visits were late.';
  return {
    source: 'a1',
    index: 3,
    start: 0,
    end: Array.from(quote).length,
    page: '2',
    paragraph: '4',
    doubt: null,
    ...over,
    quote,
  };
}

export function finding(
  over: Partial<Omit<BridgeFinding, 'place'>> & { place?: Partial<BridgePlace>; quote?: string } = {},
): BridgeFinding {
  const { place: at, quote, ...rest } = over;
  return {
    place: place({ ...(quote === undefined ? {} : { quote }), ...at }),
    index: 0,
    before: null,
    speaker: 'inspectors',
    speaker_name: null,
    nobodys: false,
    account: null,
    of: 'this_visit',
    themes: ['caseloads'],
    level: 'weakness',
    stands: 'sure',
    direction: 'worse',
    quantifier: 'too many',
    figures: [],
    why: 'weakness because of “late”; worse because of “crept back up”; caseloads because of “visits”.',
    checked: false,
    check: [],
    labels: [],
    ...rest,
  };
}

/** A cell that quotes the sample finding. */
export function cell(over: Partial<BridgeCell> = {}): BridgeCell {
  return {
    visit: 'visit-2',
    covered: 'yes',
    level: 'weakness',
    direction: 'none',
    figures: [],
    quoted: [{ source: 'a1', findings: [0] }],
    standing: 'sure',
    direction_standing: 'sure',
    reported: false,
    proposed: true,
    because: 'Both speak of late visits.',
    ...over,
  };
}

export function comparison(over: Partial<BridgeComparison> = {}): BridgeComparison {
  return {
    cycle: { authority: 'Northmere', judged: '2020-06' },
    authority: 'Northmere',
    judged: { grade: 'inadequate', month: '2020-06' },
    visits: [
      {
        id: 'visit-1',
        what: 'monitoring_visit',
        number: 1,
        from: null,
        to: null,
        published: null,
        focus: [],
        sources: [],
        letter: false,
      },
      {
        id: 'visit-2',
        what: 'monitoring_visit',
        number: 2,
        from: '2021-02-23',
        to: '2021-02-24',
        published: '2021-03-24',
        focus: ['the front door'],
        sources: ['a1'],
        letter: true,
      },
    ],
    threads: [
      {
        id: 't1',
        title: 'Visits that are late',
        themes: ['caseloads'],
        pattern: 'raised_every_time',
        standing: 'sure',
        cells: [
          cell({
            visit: 'visit-1',
            covered: 'not_published',
            level: 'none',
            quoted: [],
            proposed: false,
            because: 'Its letter is not among the papers.',
          }),
          cell(),
        ],
        series: [],
        apart: null,
      },
    ],
    recommendations: [],
    clashes: [],
    claimed_totals: [],
    accounts: [],
    apart: [],
    unplaced: [],
    queue: [],
    since_last: null,
    since_first: null,
    ...over,
  };
}

/** An inspection that found inadequate in June 2020. */
export function inspected(over: Partial<BridgeInspected> = {}): BridgeInspected {
  return {
    report: 'r1',
    month: '2020-06',
    to: '2020-06-12',
    published: '2020-07-30',
    overall: 'inadequate',
    areas: [
      { area: 'leaders', grade: 'inadequate' },
      { area: 'help_and_protection', grade: 'inadequate' },
      { area: 'in_care', grade: 'requires_improvement' },
    ],
    inadequate: true,
    inadequate_in: ['leaders', 'help_and_protection'],
    ...over,
  };
}

export function authority(over: Partial<BridgeAuthority> = {}): BridgeAuthority {
  return { authority: 'Northmere', inspected: [inspected()], ...over };
}

/** A note on the sample finding. */
export function annotation(over: Partial<Written> = {}, rest: Partial<BridgeAnnotation> = {}): BridgeAnnotation {
  return {
    id: 1,
    written: {
      what: { is: 'question', audience: 'the director', priority: 'must_ask' },
      text: 'What changed since March?',
      visibility: 'public',
      on: { is: 'words', place: place(), more: [] },
      ...over,
    },
    attached: true,
    at: '2021-09-01T10:42:00Z',
    by: null,
    ...rest,
  };
}

/** The text of the sample letter: a paragraph over a page break, a list, a table. */
export function text(): BridgeText {
  const paragraph = (kind: BridgeText['paragraphs'][number]['kind'], words: string, label: string, page: number) => ({
    kind,
    text: words,
    label,
    printed: false,
    spans: [{ page, start: 0, end: Array.from(words).length }],
  });
  const over = 'Plans are clear 😀 and most children know what is in theirs.';
  return {
    source: 'a1',
    pages: ['1', '2', '3'].map((label) => ({ label, width: 59500, height: 84200, doubt: null })),
    paragraphs: [
      paragraph({ is: 'matter' }, 'Northmere Council', '0', 0),
      paragraph({ is: 'heading', level: 1 }, 'Monitoring visit to Northmere children’s services', '0', 0),
      paragraph({ is: 'body' }, 'This was the second monitoring visit.', '1', 0),
      paragraph({ is: 'body' }, 'Too many visits were late. Workers know the children well.', '4', 1),
      {
        kind: { is: 'body' },
        text: over,
        label: '5',
        printed: false,
        spans: [
          { page: 1, start: 0, end: 18 },
          { page: 2, start: 18, end: Array.from(over).length },
        ],
      },
      paragraph({ is: 'item', depth: 1 }, 'the front door', '6', 2),
      paragraph({ is: 'item', depth: 1 }, 'caseloads', '7', 2),
      paragraph({ is: 'cell', table: 0, row: 0, column: 0, header: true }, 'Area', '7', 2),
      paragraph({ is: 'cell', table: 0, row: 0, column: 1, header: true }, 'Grade', '7', 2),
      paragraph({ is: 'cell', table: 0, row: 1, column: 0, header: false }, 'Leaders', '7', 2),
      paragraph({ is: 'cell', table: 0, row: 1, column: 1, header: false }, 'inadequate', '7', 2),
    ],
  };
}

/** The order that comes with the program, shortened. */
export function ladder(): BridgeLadder {
  const rungs = [['none'], ['a few', 'a small number'], ['many', 'too many'], ['most'], ['all']];
  return { rungs: rungs.map((words, rank) => ({ rank, words })), own: false };
}

/** The usual choices for a pack, with three sections. */
export function choices(over: Partial<PackChoices> = {}): PackChoices {
  return {
    audience: 'members_only',
    committee: '',
    meeting: '',
    paper: 'a4',
    sections: ['questions', 'matrix', 'sources'],
    neutral: false,
    banner: '',
    most_pages: null,
    ...over,
  };
}

/** A host that returns what its fields hold. */
export class FakeHost implements Host {
  asked: string[] = [];
  case = { path: '/cases/Northmere.scrutiny', file: 'Northmere.scrutiny', told: [] as string[] };
  opened = true;
  papersAtStart: string[] = [];
  held: Contents = {
    sources: [source()],
    findings: [finding()],
    comparisons: [comparison()],
    annotations: [],
    adrift: [],
    authorities: [authority()],
    steps: { undo: null, redo: null },
  };
  ladderHeld: BridgeLadder = ladder();
  hits: BridgeHits = { counts: [], more: false, ranked: true, unfinished: null, hits: [] };
  /** What undo takes back next. */
  last: string | null = null;
  decisions: Decision[] = [];
  /** The places that came with the last decision. */
  unquoted: BridgePlace[] = [];
  corrections: BridgeCorrection[] = [];
  /** What was asked to be saved as a table. */
  saved: Shown[] = [];
  textHeld: BridgeText = text();
  words: BridgeWord[] = [];
  packChosen: PackChoices = choices();
  packsMade: PackMade[] = [];
  /** What a preview answers. */
  preview: (choices: PackChoices) => PackPreview | null | Promise<PackPreview | null> = () => ({
    sha256: 'p1',
    pages: 3,
    cautions: [],
    left_out: [],
  });
  steps: ImportStep[] = [];
  chosen: string[] = [];
  remembered: Settings = { recent: [], text_percent: 100, tour_taken: false };
  fails: Problem | null = null;
  startAgain: () => void = () => {};
  readAgain: (so: SecondReading) => void = () => {};
  choose: (choice: MenuChoice) => void = () => {};
  drop: (paths: string[]) => void = () => {};

  async atStart() {
    return { case: this.opened ? this.case : null, papers: this.papersAtStart };
  }
  async createCase(path: string) {
    this.#ask(`create ${path}`);
    return this.case;
  }
  async openCase(path: string) {
    this.#ask(`open ${path}`);
    return this.case;
  }
  async openSample() {
    this.#ask('sample');
    return { case: this.case, papers: ['/sample'] };
  }
  async importPapers(paths: string[], step: (step: ImportStep) => void) {
    this.#ask(`import ${paths.join(' ')}`);
    this.steps.forEach(step);
  }
  async stopImport() {
    this.#ask('stop');
  }
  async contents() {
    return this.held;
  }
  async packChoices() {
    return this.packChosen;
  }
  async choosePack(authority: string, choices: PackChoices) {
    this.#ask(`choose ${authority}`);
    this.packChosen = choices;
  }
  async previewPack(authority: string, choices: PackChoices) {
    this.#ask(`preview ${authority}`);
    return this.preview(choices);
  }
  async previewMade(id: number, paper: PackPaper) {
    this.#ask(`preview made ${id} ${paper}`);
    return { sha256: `made${id}`, pages: 4, cautions: [], left_out: [] };
  }
  async previewText(sha256: string) {
    return { ...this.textHeld, source: sha256 };
  }
  async makePack(authority: string, choices: PackChoices, path: string | null) {
    this.#ask(`pack ${authority} ${choices.paper}`);
    const file = path ?? `/cases/${authority} briefing.pdf`;
    this.packsMade = [
      {
        id: this.packsMade.length + 1,
        at: '2021-09-07T09:30:00Z',
        by: null,
        authority,
        audience: choices.audience,
        file: file.split('/').at(-1) ?? '',
      },
      ...this.packsMade,
    ];
    return { path: file, pages: file.endsWith('.pdf') ? 9 : null, cautions: [] };
  }
  async packs() {
    return this.packsMade;
  }
  async writePackAgain(id: number, _paper: PackPaper, path: string) {
    this.#ask(`again ${id}`);
    return { path, pages: 9, cautions: [] };
  }
  async showPack(path: string) {
    this.#ask(`show ${path}`);
  }
  async saveShown(shown: Shown, path: string) {
    this.#ask(`save ${shown.is}`);
    this.saved.push(shown);
    return { path, rows: 3 };
  }
  async write(written: Written) {
    return this.rewrite(this.held.annotations.length + 1, written);
  }
  async rewrite(id: number, written: Written) {
    this.#ask(`write ${written.what.is} ${written.text}`);
    const kept = { ...annotation({}, { id }), written };
    this.held = { ...this.held, annotations: [...this.held.annotations.filter((one) => one.id !== kept.id), kept] };
    return kept;
  }
  async remove(id: number) {
    this.#ask(`take ${id}`);
    this.held = { ...this.held, annotations: this.held.annotations.filter((one) => one.id !== id) };
  }
  async undo() {
    this.#ask('undo');
    return this.last;
  }
  async redo() {
    this.#ask('redo');
    return this.last;
  }
  async ahead() {
    return this.held.steps;
  }
  async backUp(path: string) {
    this.#ask(`copy to ${path}`);
  }
  kept: BridgeBackup[] = [];
  would: Erased = {
    papers: [],
    notes: [],
    decided: 0,
    packs: [],
    backups: 0,
    removed: 0,
    repeated_in: [],
    came_with: [],
    unreached: [],
    looked_for: 0,
    files: 1,
  };
  differs: RestorePreview = {
    back: { papers: [], written: [], decided: 0, packs: [] },
    goes: { papers: [], written: [], decided: 0, packs: [] },
    readable: true,
  };
  async backups() {
    this.#ask('backups');
    return this.kept;
  }
  async previewRestore(path: string) {
    this.#ask(`compare with ${path}`);
    return this.differs;
  }
  async restore(path: string) {
    this.#ask(`restore ${path}`);
    return this.openCase(path);
  }
  async previewErase(what: Erase) {
    this.#ask(`preview erasing ${JSON.stringify(what)}`);
    return this.would;
  }
  async erase(what: Erase) {
    this.#ask(`erase ${JSON.stringify(what)}`);
    return this.would;
  }
  async chooseCopyPath() {
    return this.chosen[0] ?? null;
  }
  async correct(source: string, correction: BridgeCorrection) {
    this.#ask(`correct ${source} ${correction.fact}`);
    this.corrections.push(correction);
  }
  async decide(cycle: BridgeCycle | null, decision: Decision, unquoted: BridgePlace[]) {
    this.#ask(`decide ${decision.is}${cycle ? ` in ${cycle.authority}` : ''}`);
    this.decisions.push(decision);
    this.unquoted = unquoted;
  }
  async ladder() {
    return this.ladderHeld;
  }
  async setLadder(rungs: Rung[] | null) {
    this.#ask(rungs === null ? 'usual ladder' : 'own ladder');
    this.ladderHeld = rungs === null ? ladder() : { rungs, own: true };
  }
  async mark(source: string, visibility: Visibility, setAside: boolean) {
    this.#ask(`mark ${source} ${visibility}${setAside ? ' aside' : ''}`);
  }
  async text() {
    return this.textHeld;
  }
  async wordsOn() {
    return this.words;
  }
  async search(words: string, kind: HitKind | null) {
    this.#ask(`find ${words}${kind ? ` in ${kind}` : ''}`);
    return this.hits;
  }
  pageAddress(of: string, page: number, percent: number) {
    return `/page/${of}-${page}-${percent}`;
  }
  async settings() {
    return this.remembered;
  }
  async setTextSize(percent: number) {
    this.#ask(`text ${percent}`);
    this.remembered = { ...this.remembered, text_percent: percent };
    return this.remembered;
  }
  async tourTaken() {
    this.#ask('tour taken');
    this.remembered = { ...this.remembered, tour_taken: true };
    return this.remembered;
  }
  async choosePapers() {
    return this.chosen;
  }
  async chooseCase() {
    return this.chosen[0] ?? null;
  }
  async chooseNewCase() {
    return this.chosen[0] ?? null;
  }
  async choosePackPath(suggested: string, form: PackForm) {
    this.#ask(`where ${suggested}.${form}`);
    return this.chosen[0] ?? null;
  }
  async chooseTablePath() {
    return this.chosen[0] ?? null;
  }
  async onMenu(chosen: (choice: MenuChoice) => void) {
    this.choose = chosen;
    return () => {};
  }
  async onSecondReading(read: (so: SecondReading) => void) {
    this.readAgain = read;
    return () => {};
  }
  async onStartedAgain(started: () => void) {
    this.startAgain = started;
    return () => {};
  }
  async onDrop(dropped: (paths: string[]) => void) {
    this.drop = dropped;
    return () => {};
  }

  #ask(what: string): void {
    this.asked.push(what);
    if (this.fails) throw this.fails;
  }
}
