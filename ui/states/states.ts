// The states of the interface that are tested in a browser: the contents of the case, and the steps to reach the state.

import { authority, FakeHost, source } from '../src/api/fake';
import { Problem } from '../src/api/host';
import type { View } from '../src/documents/reader.svelte';
import type { Screen } from '../src/screens';
import type { Desk } from '../src/shared/desk.svelte';
import { full, longRun } from './papers';

export interface State {
  host: () => FakeHost;
  /** Done in order; the page renders in between. */
  steps: ((desk: Desk) => unknown)[];
}

const on = (screen: Screen) => (desk: Desk) => (desk.navigation.screen = screen);
const shown = (view: View) => (desk: Desk) => {
  desk.reader.source = 'a1';
  desk.reader.view = view;
  desk.navigation.screen = 'documents';
};

/** Clicks the first button, link or label in `within` whose name has these words. */
const press =
  (words: string, within = 'body') =>
  () => {
    const all = [...document.querySelectorAll<HTMLElement>(`${within} :is(button, a, label, summary)`)];
    const found = all.find((one) => `${one.getAttribute('aria-label') ?? ''} ${one.textContent}`.includes(words));
    if (!found) throw new Error(`There is nothing to press that says ‘${words}’.`);
    found.click();
  };
const key = (letter: string) => () =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key: letter, bubbles: true, cancelable: true }));
const type = (words: string, label: string) => () => {
  const field = document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`);
  if (!field) throw new Error(`There is no field ‘${label}’.`);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

function empty(): FakeHost {
  const host = new FakeHost();
  host.held = {
    sources: [],
    findings: [],
    comparisons: [],
    annotations: [],
    adrift: [],
    authorities: [],
    steps: { undo: null, redo: null },
  };
  return host;
}

function closed(): FakeHost {
  const host = empty();
  host.opened = false;
  return host;
}

function waiting(): FakeHost {
  const host = full();
  const paper = source({
    sha256: 'w1',
    file: 'two councils.txt',
    kind: 'news_article',
    of_inspectors: false,
    authority: null,
    waits: {
      proposed: ['Northmere', 'Southmere'],
      because:
        'It is not plain which authority it is about, so it is compared with no other paper. It names Northmere; Southmere.',
    },
  });
  host.held.sources = [...host.held.sources, paper];
  return host;
}

function twoAuthorities(): FakeHost {
  const host = full();
  const south = {
    value: 'Southmere upon the Water',
    quote: 'Southmere',
    page: '1',
    index: 0,
    doubt: null,
    inferred: null,
  };
  host.held.sources = [...host.held.sources, source({ sha256: 's1', authority: south })];
  host.held.authorities = [...host.held.authorities, authority({ authority: south.value })];
  host.held.comparisons = [
    ...host.held.comparisons,
    { ...longRun(3), authority: south.value, cycle: { authority: south.value, judged: '2019-07' } },
  ];
  return host;
}

/** A report with what only reports have. */
function inspected(): FakeHost {
  const host = full();
  const stated = (value: string, index: number, quote = value) => ({
    value,
    quote,
    page: '2',
    index,
    doubt: null,
    inferred: null,
  });
  const report = source({
    kind: 'inspection_report',
    visit_number: null,
    number_stated: null,
    judgements: [
      {
        area: 'overall',
        grade: 'inadequate',
        stated: stated('Overall effectiveness', 3, 'Overall effectiveness: inadequate'),
      },
      {
        area: 'in_care_and_care_leavers',
        grade: 'requires_improvement',
        stated: { ...stated('', 0, ''), doubt: null, inferred: 'put right by Cllr Example' },
      },
    ],
    recommendations: [
      stated('The number of children whom each social worker supports.', 4),
      stated('The oversight of plans by managers at every level of the service.', 5),
    ],
  });
  host.held.sources = host.held.sources.map((one) => (one.sha256 === 'a1' ? report : one));
  return host;
}

/** The first word of one paragraph to the middle of another, as by a mouse. */
function selectOver(): void {
  const piece = (index: number) => document.querySelector(`[data-paragraph="${index}"] [data-at]`)?.firstChild;
  const [from, to] = [piece(3), piece(4)];
  if (!from || !to) throw new Error('There is no text to select.');
  document.getSelection()?.setBaseAndExtent(from, 0, to, 5);
}

const cellOf = (thread: string, visit: string | null) => (desk: Desk) => (desk.matrix.chosen = { thread, visit });

export const STATES: Record<string, State> = {
  'start, no case': { host: closed, steps: [] },
  home: { host: full, steps: [on('home')] },
  'home, empty': { host: empty, steps: [on('home')] },
  'home, several authorities': { host: twoAuthorities, steps: [on('home')] },
  'check, sentences together': { host: full, steps: [on('check')] },
  'check, what a visit says': { host: full, steps: [on('check'), key(' ')] },
  'check, done': { host: full, steps: [on('check'), key(' '), key(' '), key(' ')] },
  keys: { host: full, steps: [(desk) => (desk.help = 'keys')] },
  commands: { host: full, steps: [(desk) => (desk.help = 'commands')] },
  'a step taken back': {
    host: () => {
      const host = full();
      host.last = 'delete question';
      host.held.steps = { undo: 'write note', redo: 'delete question' };
      return host;
    },
    steps: [on('annotations'), (desk) => desk.history.undo()],
  },
  'comparison, what moved': {
    host: full,
    steps: [on('comparison'), (desk) => (desk.matrix.view = 'last')],
  },
  'comparison, a silent cell': { host: full, steps: [on('comparison'), cellOf('t2', 'visit-1')] },
  'documents, papers waiting': { host: waiting, steps: [on('documents')] },
  'documents, a page in doubt': {
    host: () => {
      const host = full();
      host.textHeld.pages[1] = { ...host.textHeld.pages[1]!, doubt: 'machine_read' };
      host.held.findings = host.held.findings.map((one, at) =>
        at === 0
          ? { ...one, quantifier: null, place: { ...one.place, quote: '', doubt: { page: '2', why: 'machine_read' } } }
          : one,
      );
      return host;
    },
    steps: [shown('text')],
  },
  'documents, part of a file': {
    host: () => {
      const host = full();
      host.held.sources = host.held.sources.map((one) =>
        one.sha256 === 'a1'
          ? { ...one, part: { file: 'f1', name: 'agenda pack.pdf', number: 2, first_page: 14 } }
          : one,
      );
      return host;
    },
    steps: [shown('text')],
  },
  'comparison, what stands apart': {
    host: () => {
      const run = longRun(3);
      const visit = { ...run.visits[1]!, id: 'visit-9', number: 9, sources: ['b9'], from: '2021-02-23' };
      const because = 'By its number it would stand elsewhere than by its days, so nobody can say what came before it.';
      const host = full({ ...run, threads: run.threads.slice(0, 1), apart: [{ visit, because }], unplaced: ['c9'] });
      host.held.sources = [
        ...host.held.sources,
        source({ sha256: 'b9' }),
        source({ sha256: 'c9', kind: 'council_statement', of_inspectors: false }),
      ];
      return host;
    },
    steps: [on('comparison')],
  },
  'findings, nobody named': {
    host: () => {
      const host = full();
      host.held.findings = host.held.findings.map((one, at) =>
        at === 0
          ? {
              ...one,
              speaker: 'other',
              nobodys: true,
              stands: 'open',
              account: 'the council’s account of what inspectors found',
            }
          : one,
      );
      return host;
    },
    steps: [on('findings'), key('j')],
  },
  'documents, empty': { host: empty, steps: [on('documents')] },
  'documents, text': { host: full, steps: [shown('text')] },
  'documents, words selected over paragraphs': { host: full, steps: [shown('text'), selectOver] },
  'documents, words found': {
    host: full,
    steps: [shown('text'), type('children', 'Find in this paper'), press('Next place')],
  },
  'documents, larger': { host: full, steps: [shown('text'), press('Larger'), press('Larger'), press('Larger')] },
  'documents, page': { host: full, steps: [shown('page'), press('Next page')] },
  'documents, facts': { host: full, steps: [shown('facts')] },
  'documents, facts of an inspection': { host: inspected, steps: [shown('facts')] },
  'documents, a fact put right': { host: full, steps: [shown('facts'), press('Correct', '.facts')] },
  'documents, several authorities': { host: twoAuthorities, steps: [on('documents')] },
  'documents, papers coming in': {
    host: full,
    steps: [
      (desk) =>
        (desk.intake.importing = {
          done: 3,
          total: 12,
          file: 'a letter with a long name, of the second monitoring visit.pdf',
        }),
    ],
  },
  'documents, a paper refused': {
    host: full,
    steps: [
      (desk) =>
        (desk.intake.imported = [
          {
            done: 1,
            total: 1,
            file: 'page.pdf',
            outcome: 'refused',
            message: 'This is a web page that says it is a PDF. Nothing was kept: download it again.',
          },
        ]),
    ],
  },
  'a problem': {
    host: full,
    steps: [
      (desk) =>
        (desk.status.problem = new Problem(
          'The file could not be written. Nothing was changed: choose another place.',
        )),
    ],
  },
  'search, with hits': {
    host: () => {
      const host = full();
      host.hits = {
        counts: [
          { kind: 'finding', count: 1 },
          { kind: 'paragraph', count: 1 },
          { kind: 'fact', count: 0 },
          { kind: 'note', count: 0 },
        ],
        more: false,
        ranked: true,
        unfinished: null,
        hits: [
          {
            kind: 'finding',
            source: 'a1',
            item: 0,
            page: 1,
            paragraph: '4',
            doubt: null,
            text: 'Too many visits were late.',
            found: [{ start: 9, end: 15 }],
          },
        ],
      };
      return host;
    },
    steps: [(desk) => (desk.search.open = true)],
  },
  'findings, empty': { host: empty, steps: [on('findings')] },
  findings: { host: full, steps: [on('findings')] },
  'findings, one chosen': { host: full, steps: [on('findings'), key('j')] },
  'findings, a label': { host: full, steps: [on('findings'), key('j'), key('l')] },
  'findings, one put right': { host: full, steps: [on('findings'), key('j'), key('e')] },
  'comparison, empty': { host: empty, steps: [on('comparison')] },
  comparison: { host: full, steps: [on('comparison')] },
  'comparison, side by side': { host: full, steps: [on('comparison'), cellOf('t0', 'visit-2')] },
  'comparison, figures drawn': { host: full, steps: [on('comparison'), cellOf('t1', 'visit-3')] },
  'comparison, words moved': { host: full, steps: [on('comparison'), cellOf('t0', 'visit-2'), key('m')] },
  'comparison, a matter renamed': {
    host: full,
    steps: [on('comparison'), cellOf('t0', null), press('Rename or join')],
  },
  'comparison, a dozen visits': { host: () => full(longRun(12)), steps: [on('comparison')] },
  'comparison, a dozen visits, side by side': {
    host: () => full(longRun(12)),
    steps: [on('comparison'), cellOf('t0', 'visit-9')],
  },
  'comparison, several cycles': { host: twoAuthorities, steps: [on('comparison')] },
  'annotations, empty': { host: empty, steps: [on('annotations')] },
  annotations: { host: full, steps: [on('annotations')] },
  'annotations, a question written': { host: full, steps: [on('annotations'), press('New question')] },
  'annotations, a commitment written': {
    host: full,
    steps: [
      on('annotations'),
      (desk) =>
        (desk.editor.draft = {
          id: null,
          written: {
            ...desk.case.annotations[0]!.written,
            what: { is: 'commitment', by: 'the director', meeting: '2026-01-15', due: '2026-06-30', outcome: 'open' },
          },
        }),
    ],
  },
  'annotations, an answer written': {
    host: full,
    steps: [
      on('annotations'),
      (desk) =>
        (desk.editor.draft = {
          id: null,
          written: {
            ...desk.case.annotations[0]!.written,
            what: { is: 'answer', by: 'the director', meeting: '2026-01-15', to: 1 },
          },
        }),
    ],
  },
  'annotations, a note over paragraphs': {
    host: full,
    steps: [(desk) => (desk.editor.draft = { id: 2, written: desk.case.annotations[1]!.written })],
  },
  settings: { host: full, steps: [(desk) => (desk.settings.open = true)] },
  'settings, an order of one’s own': {
    host: () => {
      const host = full();
      host.ladderHeld = { ...host.ladderHeld, own: true };
      return host;
    },
    steps: [(desk) => (desk.settings.open = true)],
  },
  briefing: { host: full, steps: [on('briefing')] },
  'briefing, empty': { host: empty, steps: [on('briefing')] },
};
