import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { annotation, cell, claim, comparison, FakeHost, finding, place, source } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import { quotations } from '../shared/quoted';
import Comparison from './Comparison.svelte';

async function shown(host = new FakeHost()) {
  const desk = new Desk(host);
  await desk.start();
  render(Comparison, { desk });
  return { host, desk };
}

it('tells a letter that is not here from a visit that did not look', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.visits.push({ ...one.visits[1]!, id: 'visit-3', number: 3, sources: ['b2'] });
  one.threads[0]!.cells.push({ ...one.threads[0]!.cells[0]!, visit: 'visit-3', covered: 'not_covered' });
  host.held.comparisons = [one];
  await shown(host);
  const row = screen.getByRole('rowheader', { name: /Visits that are late/ }).closest('tr')!;
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent?.trim()),
  ).toEqual(['letter not among the papers', expect.stringContaining('weakness'), 'not looked at']);
  expect(screen.getByRole('rowheader', { name: /Raised every time/ })).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('shows the words behind a cell, who joined them, and that nobody has confirmed it', async () => {
  await shown();
  await userEvent.click(screen.getByRole('button', { name: /weakness/ }));
  const detail = screen.getByRole('region', { name: 'The matter chosen' });
  expect(quotations(detail)).toEqual(['“Too many visits were late.”']);
  expect(within(detail).getByText('Letter from Ofsted, 24 March 2021, page 2, paragraph 4')).toBeVisible();
  expect(within(detail).getByText(/Both speak of late visits/)).toHaveTextContent(
    'Proposed. Both speak of late visits.',
  );
  expect(await faults()).toEqual([]);
});

it('draws the first of many matters, and the others and what stands below them after', async () => {
  const host = new FakeHost();
  const one = comparison({ clashes: [{ fact: 'number of visits to come', claims: [claim()] }] });
  one.threads = Array.from({ length: 60 }, (_, at) => ({ ...one.threads[0]!, id: `t${at}`, title: `Matter ${at}` }));
  host.held.comparisons = [one];
  await shown(host);
  const matters = () => screen.getAllByRole('rowheader', { name: /^Matter/ }).length;
  expect(matters()).toBe(25);
  expect(screen.getByRole('rowheader', { name: 'Raised every time 60' })).toBeVisible();
  expect(screen.queryByText('the second of eight')).toBeNull();
  expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true');
  await expect.poll(matters, { timeout: 5000 }).toBe(60);
  expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'false');
  expect(screen.getByText('the second of eight', { selector: 'q' })).toBeVisible();
});

it('draws every matter at once where one is looked at', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.threads = Array.from({ length: 60 }, (_, at) => ({ ...one.threads[0]!, id: `t${at}`, title: `Matter ${at}` }));
  host.held.comparisons = [one];
  const desk = new Desk(host);
  await desk.start();
  desk.matrix.chosen = { thread: 't59', visit: null };
  render(Comparison, { desk });
  await expect.poll(() => screen.getAllByRole('rowheader', { name: /^Matter/ }).length).toBe(60);
  expect(screen.getByRole('heading', { name: 'Matter 59' })).toBeVisible();
});

it('gives no verdict on what is to check, and takes one from a person', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.threads[0]!.cells[1] = cell({ standing: 'open', direction_standing: 'open' });
  one.threads[0]!.standing = 'open';
  host.held.comparisons = [one];
  await shown(host);
  const button = screen.getByRole('button', { name: /to check/ });
  expect(button).not.toHaveTextContent('weakness');
  expect(screen.getByRole('rowheader', { name: /To check: what happened to them/ })).toBeVisible();
  await userEvent.click(button);
  const form = screen.getByRole('form', { name: /says of it/ });
  await userEvent.selectOptions(within(form).getAllByRole('combobox')[0]!, 'mixed');
  await userEvent.click(within(form).getByRole('button', { name: 'That is so' }));
  expect(host.decisions.at(-1)).toMatchObject({
    is: 'state',
    visit: 'visit-2',
    state: { is: 'spoken', level: 'mixed', direction: 'none' },
  });
});

it('takes nothing that was picked for one matter over to another', async () => {
  const host = new FakeHost();
  const one = comparison();
  const open = cell({ standing: 'open', direction_standing: 'open' });
  const matter = { ...one.threads[0]!, cells: [one.threads[0]!.cells[0]!, open] };
  one.threads = [matter, { ...matter, id: 'other', title: 'Another matter' }];
  host.held.comparisons = [one];
  await shown(host);
  const [first, second] = screen.getAllByRole('button', { name: /to check/ });
  const picked = () => within(screen.getByRole('form', { name: /says of it/ })).getAllByRole('combobox')[0]!;
  await userEvent.click(first!);
  await userEvent.selectOptions(picked(), 'mixed');
  expect(picked()).toHaveValue('mixed');
  await userEvent.click(second!);
  expect(screen.getByRole('heading', { level: 2, name: 'Another matter' })).toBeVisible();
  expect(picked()).toHaveValue('weakness');
});

it('says of a cell that its words are what others report', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.threads[0]!.cells[1] = cell({ reported: true });
  host.held.comparisons = [one];
  await shown(host);
  expect(screen.getByRole('button', { name: /weakness/ })).toHaveTextContent('as reported');
});

it('keeps both sides where sources disagree, each with its place', async () => {
  const host = new FakeHost();
  host.held.sources = [source()];
  const gone = claim({ value: '6', quote: 'the last of six' }, 'zz');
  host.held.comparisons = [comparison({ clashes: [{ fact: 'number of visits to come', claims: [claim(), gone] }] })];
  const { desk } = await shown(host);
  expect(screen.getByText('the last of six').closest('li')).toHaveTextContent(
    '6, says A source that is no longer here: the last of six',
  );
  const said = screen.getByText('the second of eight', { selector: 'q' }).closest('li')!;
  expect(await faults()).toEqual([]);
  await userEvent.click(
    within(said).getByRole('button', { name: 'Page 1 of Letter from Ofsted, 24 March 2021, “the second of eight”' }),
  );
  expect(desk.navigation.screen).toBe('documents');
  expect(desk.reader.landing).toMatchObject({ source: 'a1', index: 0 });
});

it('leads from what was asked for to where it stands', async () => {
  const host = new FakeHost();
  host.held.sources = [source({ kind: 'inspection_report' })];
  const asked = {
    text: 'The timeliness of visits.',
    doubt: null,
    source: 'a1',
    number: '1',
    page: '2',
    paragraph: '12',
    index: 3,
    visits: [],
  };
  host.held.comparisons = [comparison({ recommendations: [asked] })];
  const { desk } = await shown(host);
  const row = screen.getByRole('rowheader', { name: /The timeliness of visits/ });
  expect(row).toHaveTextContent('1. The timeliness of visits.');
  await userEvent.click(
    within(row).getByRole('button', { name: 'Inspection report, 24 March 2021, page 2, paragraph 12' }),
  );
  expect([desk.navigation.screen, desk.reader.landing?.source, desk.reader.landing?.index]).toEqual([
    'documents',
    'a1',
    3,
  ]);
});

it('tells what one paper alone claims, who put it right, and leads to its facts', async () => {
  const host = new FakeHost();
  host.held.sources = [source()];
  host.held.comparisons = [
    comparison({
      claimed_totals: [claim({ value: '6', quote: '', doubt: null, inferred: 'put right by Cllr Jo Example' })],
    }),
  ];
  const { desk } = await shown(host);
  expect(screen.getByRole('heading', { name: 'How many visits there will be: a claim of its source' })).toBeVisible();
  const said = screen.getByText(/put right by/).closest('li')!;
  expect(said).toHaveTextContent('6, says Letter from Ofsted, 24 March 2021 (put right by Cllr Jo Example)');
  expect(within(said).queryByRole('button', { name: /Page/ })).toBeNull();
  await userEvent.click(within(said).getByRole('button', { name: /^Facts/ }));
  expect([desk.navigation.screen, desk.reader.view, desk.reader.source]).toEqual(['documents', 'facts', 'a1']);
});

it('shows no level of a visit that did not look, whatever the sentence says', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.threads[0]!.cells[1] = {
    ...one.threads[0]!.cells[1]!,
    covered: 'not_covered',
    level: 'weakness',
    because: 'The letter says that it was not considered.',
  };
  one.threads[0]!.cells[0] = { ...one.threads[0]!.cells[0]!, covered: 'yes', level: 'mixed' };
  host.held.comparisons = [one];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: /mixed/ }));
  const item = document.querySelector('[data-visit="visit-2"]')!;
  expect(item).toHaveTextContent('not looked at');
  expect(item).not.toHaveTextContent('weakness');
  expect(item).not.toHaveClass('weakness');
});

it('confirms, moves and takes out by key, in the cycle that is shown', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.threads.push({ ...one.threads[0]!, id: 't2', title: 'Supervision' });
  host.held.comparisons = [one];
  await shown(host);
  await userEvent.click(screen.getAllByRole('button', { name: /weakness/ })[0]!);
  await userEvent.keyboard('y');
  await expect.poll(() => host.asked).toContain('decide confirm in Northmere');
  // On by itself to the next that nobody has confirmed.
  expect(await screen.findByRole('heading', { level: 2, name: 'Supervision' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Visits that are late, visit 2/ }));
  await userEvent.keyboard('m');
  const form = await screen.findByRole('form', { name: 'Move these words' });
  await userEvent.selectOptions(within(form).getByLabelText('Move to'), 'Supervision');
  await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
  await expect
    .poll(() => host.decisions.at(-1))
    .toEqual({
      is: 'move',
      finding: { source: 'a1', quote: 'Too many visits were late.' },
      to: 't2',
    });
  await userEvent.click(screen.getByRole('button', { name: /Not the same/ }));
  await expect.poll(() => host.decisions.at(-1)?.is).toBe('reject');
  await userEvent.click(screen.getByRole('button', { name: 'Rename or join' }));
  const change = await screen.findByRole('form', { name: 'Change this matter' });
  expect(await faults()).toEqual([]);
  await userEvent.selectOptions(within(change).getByLabelText('Join with'), 'Supervision');
  await userEvent.click(within(change).getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.decisions.at(-1)).toEqual({ is: 'merge', thread: 't1', into: 't2' });
});

it('shows what was written on a matter and on a visit', async () => {
  const host = new FakeHost();
  const { cycle } = comparison();
  host.held.annotations = [
    annotation({ text: 'On the matter.', on: { is: 'thread', thread: 't1', cycle } }, { id: 1 }),
    annotation({ text: 'On the visit.', on: { is: 'visit', visit: 'visit-2', cycle } }, { id: 2 }),
    annotation(
      { text: 'Elsewhere.', on: { is: 'thread', thread: 't1', cycle: { authority: 'Southmere', judged: null } } },
      { id: 3 },
    ),
  ];
  await shown(host);
  expect(screen.getByText('1 note')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /weakness/ }));
  expect(screen.getByText(/On the matter/)).toBeVisible();
  expect(screen.getByText(/On the visit/)).toBeVisible();
  expect(screen.queryByText(/Elsewhere/)).toBeNull();
  expect(await faults()).toEqual([]);
});

/** Three visits: most, letter not among the papers, some; with figures. */
function slipping() {
  const visit = (number: number, from: string | null, sources: string[]) => ({
    ...comparison().visits[1]!,
    id: `visit-${number}`,
    number,
    from,
    to: from,
    published: null,
    sources,
    letter: sources.length > 0,
  });
  const one = comparison({
    visits: [visit(1, '2021-01-10', ['a1']), visit(2, null, []), visit(3, '2021-09-01', ['a1'])],
  });
  one.threads[0]!.cells = [
    cell({ visit: 'visit-1', level: 'mixed', quoted: [{ source: 'a1', findings: [0] }] }),
    cell({ visit: 'visit-2', covered: 'not_published', level: 'none', quoted: [] }),
    cell({ visit: 'visit-3', quoted: [{ source: 'a1', findings: [1] }] }),
  ];
  const host = new FakeHost();
  host.held.comparisons = [one];
  host.held.findings = [
    finding({
      quote: 'Most visits are made within 10 days.',
      place: { index: 8 },
      quantifier: 'most',
      figures: ['10 days'],
    }),
    finding({
      index: 1,
      quote: 'Some visits are made within 26 days.',
      place: { index: 9 },
      quantifier: 'some',
      figures: ['26 days'],
    }),
  ];
  return { host, one };
}

it('sets a visit beside the last one that looked, and marks what changed in the words', async () => {
  const { host } = slipping();
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: /weakness/ }));
  const pair = screen.getByRole('list', { name: 'Side by side' });
  expect(quotations(pair)).toEqual([
    '“Most visits are made within 10 days.”',
    '“Some visits are made within 26 days.”',
  ]);
  expect([...pair.querySelectorAll('.marked')].map((mark) => mark.textContent)).toEqual([
    'Most',
    '10 days',
    'Some',
    '26 days',
  ]);
  expect(screen.getByText(/“most” before, “some” now/)).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('tells the run of visits in words beside the drawing', async () => {
  const { host } = slipping();
  await shown(host);
  expect(
    screen.getByRole('img', {
      name: /Visit 1: 10 January 2021; Visit 2: date not known, its letter is not among the papers; 8 months later, Visit 3: 1 September 2021/,
    }),
  ).toBeVisible();
});

it('draws figures that are one series, and else says why not', async () => {
  const { host, one } = slipping();
  const thread = one.threads[0]!;
  const point = (visit: string, value: number, index: number) => ({
    visit,
    value,
    text: `${value} days`,
    place: place({ index }),
  });
  thread.series = [
    { title: 'days to a visit', unit: 'days', points: [point('visit-1', 10, 8), point('visit-3', 26, 9)] },
  ];
  one.threads.push({
    ...thread,
    id: 't2',
    title: 'Caseloads',
    series: [],
    apart: 'No chart: only one visit gives a figure on this matter.',
  });
  const { desk } = await shown(host);
  desk.matrix.chosen = { thread: 't1', visit: null };
  expect(await screen.findByRole('img', { name: 'days to a visit. Visit 1: 10; Visit 3: 26.' })).toBeVisible();
  desk.matrix.chosen = { thread: 't2', visit: null };
  expect(await screen.findByText(/only one visit gives a figure/)).toBeVisible();
  expect(screen.queryByRole('img', { name: /days to a visit/ })).toBeNull();
});

it('shows what the council says beside the sentence it rests on, with what it leaves out', async () => {
  const { host, one } = slipping();
  const ground = {
    part: 'visits have improved',
    place: place({ quote: 'Some visits are made within 26 days.', index: 9 }),
    level: 'weakness' as const,
    direction: 'none' as const,
    adds: ['Too many are late.'],
    because: 'both speak of “visits”',
  };
  const said = (quote: string, grounds: (typeof ground)[]) => ({
    place: place({ source: 'c1', quote, index: 2 }),
    speaker: 'council' as const,
    speaker_name: null,
    account: null,
    grounds,
  });
  one.accounts = [
    {
      source: 'c1',
      letter: 'a1',
      visit: 'visit-3',
      claims: [
        said('Our visits have improved.', [ground]),
        { ...said('We are proud.', []), place: place({ source: 'c1', quote: 'We are proud.', index: 5 }) },
      ],
    },
  ];
  await shown(host);
  const account = screen.getByRole('region', { name: /on visit 3/ });
  expect(quotations(account)).toEqual(['“Our visits have improved.”', '“Some visits are made within 26 days.”']);
  expect(within(account).getByText('Too many are late.').closest('p')).toHaveTextContent(
    'Left out: Too many are late.',
  );
  expect(within(account).getByText(/1 statement for which no sentence of the letter was located/)).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('saves the cycle that is shown', async () => {
  const host = new FakeHost();
  host.chosen = ['/tmp/matrix'];
  await shown(host);
  await userEvent.click(
    within(screen.getByRole('group', { name: /as a table/ })).getByRole('button', { name: 'CSV…' }),
  );
  await expect
    .poll(() => host.saved)
    .toEqual([{ is: 'comparison', cycle: { authority: 'Northmere', judged: '2020-06' } }]);
  expect(await screen.findByText('3 rows saved to /tmp/matrix.csv.')).toBeVisible();
});

it('shows visits that stand apart with why, and papers about no visit', async () => {
  const host = new FakeHost();
  const because = 'By its number it would stand elsewhere than by its days, so nobody can say what came before it.';
  const visit = { ...comparison().visits[1]!, id: 'visit-9', number: 9, sources: ['b9'] };
  host.held.comparisons = [comparison({ apart: [{ visit, because }], unplaced: ['c9'] })];
  host.held.sources.push(source({ sha256: 'b9' }), source({ sha256: 'c9', kind: 'council_statement' }));
  const { desk } = await shown(host);
  expect(await screen.findByRole('heading', { name: 'Visits that stand apart' })).toBeVisible();
  expect(screen.getByText(/By its number it would stand/)).toHaveTextContent(
    `Visit 9, 23 and 24 February 2021. ${because}`,
  );
  expect(screen.getByRole('heading', { name: 'Papers about no visit that is known' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Facts of Council’s statement/ }));
  expect(desk.reader.source).toBe('c9');
});

it('decides on a finding whose words are in doubt by its place', async () => {
  const host = new FakeHost();
  const doubt = { page: '2', why: 'machine_read' as const };
  host.held.findings = [finding({ place: { quote: '', doubt } })];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: /weakness/ }));
  const detail = screen.getByRole('region', { name: 'The matter chosen' });
  expect(quotations(detail)).toEqual([]);
  expect(within(detail).getByText(/^On page 2, in doubt/)).toBeVisible();
  await userEvent.keyboard('y');
  await expect.poll(() => host.unquoted).toEqual([place({ quote: '', doubt })]);
});
