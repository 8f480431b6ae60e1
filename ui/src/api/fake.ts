// A host for tests: a case in memory, and a note of what it was asked. Its papers are invented.

import {
  type BridgeBecause, type BridgeCell, type BridgeComparison, type BridgeFinding, type BridgeSource, type Host,
  type ImportStep, type MenuChoice, Problem,
} from './host';

export function source(over: Partial<BridgeSource> = {}): BridgeSource {
  return {
    sha256: 'a1',
    file: 'visit-2.pdf',
    kind: 'monitoring_visit_letter',
    kind_because: 'It says that it is a monitoring visit.',
    framework: 'ilacs',
    title: null,
    authority: { value: 'Northmere', quote: 'Northmere children’s services', page: '1', inferred: null },
    published: { value: '2021-03-24', quote: '24 March 2021', page: '1', inferred: null },
    from: { value: '2021-02-23', quote: '23 and 24 February 2021', page: '1', inferred: null },
    to: { value: '2021-02-24', quote: '23 and 24 February 2021', page: '1', inferred: null },
    visit_number: 2,
    inspectors: ['Jo Example'],
    focus: ['the front door'],
    judgements: [],
    recommendations: [],
    pages: 4,
    paged: true,
    findings: 1,
    damaged: false,
    warnings: [],
    ...over,
  };
}

export function finding(over: Partial<Omit<BridgeFinding, 'because'>> & { because?: Partial<BridgeBecause> } = {}): BridgeFinding {
  const { because, ...rest } = over;
  return {
    source: 'a1',
    index: 0,
    quote: 'Too many visits were late.',
    before: null,
    page: '2',
    paragraph: '4',
    section: 'Findings and evaluation of progress',
    speaker: 'inspectors',
    speaker_name: null,
    themes: [{ theme: 'caseloads', title: 'Caseloads' }],
    level: 'weakness',
    direction: 'worse',
    quantifier: 'too many',
    figures: [],
    because: {
      themes: [{ title: 'Caseloads', words: ['visits'] }],
      level: ['late'],
      direction: ['crept back up'],
      speaker: null,
      note: null,
      ...because,
    },
    ...rest,
  };
}

export function cell(over: Partial<BridgeCell> = {}): BridgeCell {
  return {
    visit: 'visit-2',
    covered: 'yes',
    level: 'weakness',
    direction: 'none',
    figures: [],
    findings: [
      {
        source: 'a1', quote: 'Too many visits were late.', page: '2', paragraph: '4',
        speaker: 'inspectors', speaker_name: null, level: 'weakness', direction: 'none',
      },
    ],
    proposed: true,
    because: 'Both speak of late visits.',
    ...over,
  };
}

export function comparison(over: Partial<BridgeComparison> = {}): BridgeComparison {
  return {
    authority: 'Northmere',
    judged: { grade: 'inadequate', month: '2020-06' },
    visits: [
      { id: 'visit-1', what: 'monitoring_visit', number: 1, from: null, to: null, published: null, focus: [], sources: [] },
      {
        id: 'visit-2', what: 'monitoring_visit', number: 2, from: '2021-02-23', to: '2021-02-24',
        published: '2021-03-24', focus: ['the front door'], sources: ['a1'],
      },
    ],
    threads: [
      {
        id: 't1',
        title: 'Visits that are late',
        themes: [{ theme: 'caseloads', title: 'Caseloads' }],
        pattern: 'raised_every_time',
        cells: [
          cell({ visit: 'visit-1', covered: 'not_published', level: 'none', findings: [], proposed: false, because: 'Its letter is not among the papers.' }),
          cell(),
        ],
      },
    ],
    recommendations: [],
    clashes: [],
    ...over,
  };
}

/** A host that holds what it is given. */
export class FakeHost implements Host {
  asked: string[] = [];
  case = { path: '/cases/Northmere.scrutiny', file: 'Northmere.scrutiny' };
  opened = true;
  papersAtStart: string[] = [];
  held = { sources: [source()], findings: [finding()], comparisons: [comparison()] };
  steps: ImportStep[] = [];
  chosen: string[] = [];
  fails: Problem | null = null;
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
  async makePack(authority: string, path: string | null) {
    this.#ask(`pack ${authority}`);
    return { path: path ?? `/cases/${authority} briefing.pdf`, pages: 9 };
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
  async choosePackPath() {
    return this.chosen[0] ?? null;
  }
  async onMenu(chosen: (choice: MenuChoice) => void) {
    this.choose = chosen;
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
