// Large and unusual cases for the states: all invented.

import {
  annotation,
  authority,
  cell,
  claim,
  comparison,
  FakeHost,
  finding,
  place,
  source,
  text,
} from '../src/api/fake';
import type {
  BridgeCell,
  BridgeComparison,
  BridgeFinding,
  BridgeMoved,
  BridgeThread,
  BridgeVisit,
  Covered,
  Level,
  Pattern,
} from '../src/api/host';

const WORDS: Record<Exclude<Level, 'none'>, string[]> = {
  weakness: [
    'Too many visits to children are late, and some children are not seen alone.',
    'Caseloads have crept back up to an average of 26.',
  ],
  mixed: [
    'Most visits are made in time, but a small number of children still wait.',
    'Caseloads have come down to an average of 22, but not in every team.',
  ],
  strength: [
    'Almost all children are visited in time and seen alone.',
    'Caseloads are manageable at an average of 17.',
  ],
};
const TITLES = [
  'Visits to children',
  'Social workers’ caseloads',
  'Thresholds and decisions at the multi-agency front door',
  'Supervision',
  'Return-home interviews after a child has been missing',
  'Plans',
  'Health assessments of children in care',
  'Personal advisers for care leavers',
  'Pre-proceedings work',
  'Management oversight',
];
const PATTERNS: Pattern[] = ['raised_every_time', 'improved_then_slipped', 'improved', 'new', 'never_looked_at_again'];

const inDoubt = (row: number, visit: number) => (row + visit) % 4 === 0;
const indexOf = (row: number, visit: number) => 2 + row * 20 + visit;

function said(level: Exclude<Level, 'none'>, row: number, visit: number): BridgeFinding {
  const quote = WORDS[level][row % 2] ?? '';
  return finding({
    index: indexOf(row, visit),
    place: {
      quote,
      index: 10 + row,
      start: visit * 200,
      end: visit * 200 + Array.from(quote).length,
      paragraph: String(4 + row),
    },
    level,
    direction: 'same',
    quantifier: null,
    stands: inDoubt(row, visit) ? 'open' : 'sure',
    checked: visit % 2 === 0 && !inDoubt(row, visit),
    check: inDoubt(row, visit) ? [{ class: 'level', why: 'one check says a weakness, the other no judgement' }] : [],
  });
}

/** What the cells of the run quote. */
function findingsOf(run: BridgeComparison): BridgeFinding[] {
  return run.threads.flatMap(({ cells: all }, row) =>
    all.flatMap(({ quoted, level }, at) => (quoted.length > 0 && level !== 'none' ? [said(level, row, at)] : [])),
  );
}

function cells(visits: BridgeVisit[], row: number): BridgeCell[] {
  const levels = ['weakness', 'mixed', 'strength', 'weakness'] as const;
  return visits.map((visit, at) => {
    const covered: Covered =
      visit.sources.length === 0
        ? 'not_published'
        : (at + row) % 5 === 3
          ? 'not_covered'
          : (at + row) % 7 === 5
            ? 'no_finding'
            : 'yes';
    if (covered !== 'yes')
      return cell({
        visit: visit.id,
        covered,
        level: 'none',
        quoted: [],
        proposed: false,
        because: 'The letter does not say.',
      });
    const level = levels[(at + row) % 4] ?? 'mixed';
    return cell({
      visit: visit.id,
      level,
      direction: at === 0 ? 'none' : at % 2 ? 'better' : 'worse',
      quoted: [{ source: 'a1', findings: [indexOf(row, at)] }],
      standing: inDoubt(row, at) ? 'open' : 'sure',
      direction_standing: inDoubt(row, at) ? 'open' : 'sure',
      figures: row % 2 ? ['26'] : [],
      proposed: at % 3 !== 0,
      because: 'Both speak of visits to children, in the same section.',
    });
  });
}

/** An inspection and so many visits, unevenly far apart; the letter of the first is not here. */
export function longRun(count: number): BridgeComparison {
  const days = [0, 130, 240, 330, 460, 520, 700, 790, 905, 990, 1100, 1240, 1300];
  const date = (day: number) => new Date(Date.UTC(2019, 5, 10) + day * 86_400_000).toISOString().slice(0, 10);
  const visits: BridgeVisit[] = Array.from({ length: count + 1 }, (_, at) => ({
    id: at === 0 ? 'inspection-2019-06' : `visit-${at}`,
    what: at === 0 ? 'inspection' : 'monitoring_visit',
    number: at === 0 ? null : at,
    from: at === 1 ? null : date(days[at] ?? at * 100),
    to: null,
    published: at === 1 ? null : date((days[at] ?? at * 100) + 28),
    focus: ['the front door', 'children in need of help and protection'],
    sources: at === 1 ? [] : ['a1'],
    letter: at !== 1,
  }));
  const threads: BridgeThread[] = TITLES.map((title, row) => ({
    id: `t${row}`,
    title,
    themes: ['caseloads', 'visits-and-direct-work'],
    pattern: PATTERNS[row % PATTERNS.length] ?? 'steady',
    standing: row % 3 === 2 ? 'open' : 'sure',
    cells: cells(visits, row),
    series: [],
    apart: row % 2 ? 'No chart: not every sentence says what its figure counts, so they may not be one series.' : null,
  }));
  const measured = threads[1];
  if (measured) {
    measured.apart = null;
    measured.series = [
      {
        title: 'average caseload, assessment teams',
        unit: 'cases',
        points: [
          [0, 31],
          [2, 22],
          [3, 26],
        ].flatMap(([at, value]) =>
          visits[at ?? 0]
            ? [
                {
                  visit: visits[at ?? 0]?.id ?? '',
                  value: value ?? 0,
                  text: `an average of ${value}`,
                  place: place({ index: 11 }),
                },
              ]
            : [],
        ),
      },
    ];
  }
  const ground = {
    part: 'children are visited in time',
    place: said('strength', 0, 2).place,
    level: 'mixed' as const,
    direction: 'better' as const,
    adds: ['but a small number of children still wait'],
    because: 'both speak of “visits”, “time”',
  };
  const [last, before] = [visits.at(-1), visits.at(-2)];
  const moved = threads
    .filter(({ cells: all }) => all.at(-1)?.covered === 'yes' && all.at(-1)?.standing === 'sure')
    .slice(0, 7)
    .map(({ id, cells: all }, at): BridgeMoved => ({
      thread: id,
      before: at === 2 ? 'inspection-2019-06' : (before?.id ?? null),
      level: all.at(-1)?.level ?? 'none',
      worse: at % 2 === 0,
      in_words: ['worse', 'better, not yet good', 'was a strength, now a weakness'][at % 3] ?? '',
      place: said('weakness', Number(id.slice(1)), visits.length - 1).place,
    }));
  const movement = {
    visit: last?.id ?? '',
    since: before?.id ?? '',
    matters: threads.length,
    said: 5,
    open: 3,
    silent: 2,
    moved,
  };
  return comparison({
    visits,
    threads,
    since_last: movement,
    since_first: { ...movement, since: 'inspection-2019-06', moved: moved.slice(0, 3) },
    queue: [
      { thread: 't0', visit: null, because: 'Both speak of visits to children.', rest: 4, front: true },
      { thread: 't0', visit: last?.id ?? '', because: 'Both speak of visits to children.', rest: 1, front: true },
      { thread: 't3', visit: last?.id ?? '', because: 'Both speak of visits to children.', rest: 1, front: true },
      { thread: 't5', visit: before?.id ?? '', because: 'Both speak of visits to children.', rest: 1, front: false },
    ],
    judged: { grade: 'inadequate', month: '2019-07' },
    recommendations: [
      {
        text: 'The timeliness of visits to children who need help and protection.',
        doubt: null,
        source: 'a1',
        number: '1',
        page: '2',
        paragraph: '12',
        index: 3,
        visits: visits.slice(1).map(({ id }, at) => ({
          visit: id,
          state: at === 0 ? 'not_published' : at % 3 === 0 ? 'not_covered' : at % 2 ? 'weakness' : 'mentioned',
          standing: at % 5 === 4 ? 'open' : 'sure',
          because: 'The letter speaks of it.',
        })),
      },
    ],
    clashes: [
      {
        fact: 'number of visits to come',
        claims: [
          claim({ quote: 'the second of eight', value: '8' }),
          claim({ quote: 'the last of six', value: '6', doubt: null, inferred: 'put right by Cllr Jo Example' }, 'c1'),
        ],
      },
    ],
    claimed_totals: [claim({ quote: 'the fifth of six', value: '6' }, 'c1')],
    accounts: [
      {
        source: 'c1',
        letter: 'a1',
        visit: 'visit-2',
        claims: [
          {
            place: place({
              source: 'c1',
              quote: 'Inspectors confirmed that children are visited in time.',
              index: 2,
              paragraph: '2',
            }),
            speaker: 'council',
            speaker_name: null,
            account: null,
            grounds: [ground],
          },
          {
            place: place({ source: 'c1', quote: 'We are proud of our staff.', index: 3 }),
            speaker: 'cabinet_member',
            speaker_name: 'Cllr Jo Example',
            account: null,
            grounds: [],
          },
        ],
      },
    ],
  });
}

const STATEMENT = source({
  sha256: 'c1',
  file: 'statement.pdf',
  kind: 'council_statement',
  of_inspectors: false,
  published: { value: '2021-03-25', quote: '25 March 2021', page: '1', index: 0, doubt: null, inferred: null },
});

/** A case with something of everything in it. */
export function full(run = longRun(4)): FakeHost {
  const host = new FakeHost();
  host.held = {
    sources: [
      source({ damaged: true, warnings: ['Page 3 may not say what the original says: it is not quoted.'] }),
      STATEMENT,
    ],
    findings: [
      finding({ labels: ['For May', 'Ward 7'], place: { quote: 'Too many visits were late.' } }),
      finding({
        index: 1,
        quote: 'Workers know the children well.',
        level: 'strength',
        direction: 'none',
        stands: 'opposed',
        quantifier: null,
        before: 'This has changed.',
        check: [{ class: 'level', why: 'one check says a strength, the other no judgement' }],
        place: { start: 27, end: 58 },
      }),
      ...findingsOf(run),
      finding({
        index: 0,
        place: { source: 'c1', quote: 'We are proud of our staff.', index: 3 },
        speaker: 'cabinet_member',
        speaker_name: 'Cllr Jo Example',
        level: 'none',
        direction: 'none',
      }),
    ],
    comparisons: [run],
    annotations: [
      annotation(),
      annotation(
        {
          what: { is: 'note' },
          text: 'Heard the same from foster carers.\nAsk again in May.',
          visibility: 'members_only',
          on: {
            is: 'words',
            place: place(),
            more: [place({ quote: 'Plans are clear', index: 4, start: 0, end: 15, paragraph: '5' })],
          },
        },
        { id: 2 },
      ),
      annotation(
        {
          what: { is: 'evidence_request', audience: 'the director', priority: 'ask' },
          text: 'Caseloads by worker, monthly.',
          on: { is: 'thread', thread: 't1', cycle: run.cycle },
        },
        { id: 3 },
      ),
      annotation(
        {
          what: { is: 'question', audience: 'the director', priority: 'if_time_allows' },
          text: 'Why was this visit so late?',
          on: { is: 'visit', visit: 'visit-2', cycle: run.cycle },
        },
        { id: 4 },
      ),
      annotation(
        {
          text: 'About words that a newer issue does not have.',
          on: { is: 'words', place: place({ quote: 'Gone words.' }), more: [] },
        },
        { id: 5, attached: false },
      ),
      annotation({ what: { is: 'note' }, text: 'About the whole case.', on: { is: 'nothing' } }, { id: 6 }),
      annotation(
        {
          what: { is: 'commitment', by: 'the director', meeting: '2021-05-12', due: '2021-09-30', outcome: 'open' },
          text: 'A fifth team will open.',
          on: { is: 'nothing' },
        },
        { id: 7 },
      ),
      annotation(
        {
          what: { is: 'answer', by: 'the cabinet member', meeting: '2021-05-12', to: 4 },
          text: 'Agency staff filled the gap.',
          on: { is: 'nothing' },
        },
        { id: 8 },
      ),
    ],
    authorities: [authority()],
    steps: { undo: 'delete question', redo: null },
    adrift: [{ finding: { source: 'a1', quote: 'Words that were read otherwise before.' }, labels: ['Keep me'] }],
  };
  host.textHeld = { ...text(), source: 'a1' };
  host.words = [
    { index: 3, start: 0, end: 26, left: 7000, top: 9000, right: 26000, bottom: 10400 },
    { index: 3, start: 27, end: 58, left: 27000, top: 9000, right: 50000, bottom: 10400 },
  ];
  return host;
}
