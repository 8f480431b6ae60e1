import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { comparison, FakeHost, source } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Cases from './Cases.svelte';
import { caseLines, daysSince } from './cases';

const inspection = {
  id: 'inspection-2020-04',
  what: 'inspection' as const,
  number: null,
  from: null,
  to: null,
  published: '2020-06-09',
  focus: [],
  sources: ['r1'],
  letter: true,
};

it('counts days only where the day is known', () => {
  expect(daysSince('2020-06-09', '2021-06-09')).toBe(365);
  expect(daysSince('2020-06', '2021-06-09')).toBeNull();
  expect(daysSince(null, '2021-06-09')).toBeNull();
});

it('tells the latest judgement from the one before, and a letter that is not here from a visit', () => {
  const first = comparison({ judged: { grade: 'inadequate', month: '2015-02' } });
  const second = comparison({ visits: [inspection, ...comparison().visits] });
  const [line] = caseLines([source()], [first, second], '2021-06-09');
  expect(line).toMatchObject({
    authority: 'Northmere',
    now: { month: '2020-06' },
    before: { month: '2015-02' },
    visits: 2,
    missing: 1,
    since: { days: 365, what: 'report' },
  });
  expect(line?.last?.sha256).toBe('a1');
});

it('counts from the inspection where the report does not say when it was published', () => {
  const undated = { ...inspection, from: '2020-04-20', to: '2020-05-01', published: null };
  const [line] = caseLines([source()], [comparison({ visits: [undated] })], '2021-05-01');
  expect(line?.since).toEqual({ days: 365, what: 'inspection' });
  const [unknown] = caseLines([source()], [comparison({ visits: [{ ...undated, to: null }] })], '2021-05-01');
  expect(unknown?.since).toBeNull();
});

it('tells of a better judgement, which closes a cycle and opens none', () => {
  const stated = (value: string) => ({ value, quote: value, page: '1', index: 0, doubt: null, inferred: null });
  const good = source({
    kind: 'inspection_report',
    from: stated('2023-02-06'),
    published: stated('2023-03-20'),
    judgements: [{ area: 'overall', grade: 'good', stated: stated('Overall effectiveness') }],
  });
  const [line] = caseLines([source(), good], [comparison(), comparison({ judged: null })], '2024-06-09');
  expect(line).toMatchObject({
    now: { grade: 'good', month: '2023-02' },
    before: { grade: 'inadequate', month: '2020-06' },
  });
});

it('leads to one authority', async () => {
  const host = new FakeHost();
  const south = source({
    sha256: 's1',
    authority: { value: 'Southmere', quote: 'Southmere', page: '1', index: 0, doubt: null, inferred: null },
  });
  host.held.sources = [source(), south];
  const desk = new Desk(host);
  await desk.start();
  expect(desk.case.authority).toBeNull();
  const { container } = render(Cases, { desk, today: '2021-06-09' });
  expect(await faults(container.querySelector('table')!)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Southmere' }));
  expect(desk.case.authority).toBe('Southmere');
});
