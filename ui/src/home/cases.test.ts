import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { authority, comparison, FakeHost, inspected, source } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Cases from './Cases.svelte';
import { caseLines, judgedInShort, judgedInWords } from './cases';

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

/** An inspection without an overall grade. */
const ungraded = (over: Parameters<typeof inspected>[0] = {}) =>
  inspected({
    month: '2026-06',
    to: '2026-06-19',
    overall: null,
    areas: [
      { area: 'leaders', grade: 'good' },
      { area: 'help_and_protection', grade: 'inadequate' },
      { area: 'in_care', grade: 'good' },
    ],
    inadequate_in: ['help_and_protection'],
    ...over,
  });

it('says what an authority is by its newest inspection, and how long ago that was', () => {
  const both = authority({ inspected: [ungraded(), inspected()] });
  const [line] = caseLines([both], [source()], [comparison()], '2029-02-03');
  expect(line).toMatchObject({ now: { month: '2026-06' }, before: { month: '2020-06' } });
  expect(line?.since).toEqual({ long: '2 years 7 months', days: 960, what: 'Inspected' });
  expect(judgedInWords(ungraded())).toBe(
    'inadequate in help and protection; good in impact of leaders and children in care',
  );
  expect(judgedInShort(ungraded())).toBe('inadequate in help and protection');
  expect(judgedInWords(inspected())).toBe('inadequate');
  expect(judgedInWords(inspected({ overall: null, areas: [] }))).toBe('its grades were not read');
});

it('counts from the report where it does not say when the inspection ended, and only where the day is known', () => {
  const of = (over: Parameters<typeof inspected>[0]) =>
    caseLines([authority({ inspected: [inspected(over)] })], [], [], '2021-07-30')[0]?.since;
  expect(of({ to: null })).toEqual({ long: '1 year', days: 365, what: 'Reported' });
  expect(of({ to: null, published: null })).toBeNull();
  expect(of({ to: '2020-06' })).toMatchObject({ what: 'Reported' });
});

it('counts the visits since the newest inspection alone', () => {
  const visits = [inspection, ...comparison().visits];
  const of = (all: typeof visits) =>
    caseLines([authority()], [source()], [comparison({ visits: all })], '2021-06-09')[0];
  expect(of(visits)).toMatchObject({ visits: 2, missing: 1 });
  expect(of(visits)?.last?.sha256).toBe('a1');
  expect(of([...visits, { ...inspection, id: 'inspection-2023-02' }])).toMatchObject({ visits: 0, missing: 0 });
});

it('shows the inadequate first, sorts by a column, and leads to one authority', async () => {
  const host = new FakeHost();
  const of = (value: string) => ({ value, quote: value, page: '1', index: 0, doubt: null, inferred: null });
  host.held.sources = [source(), source({ sha256: 's1', authority: of('Eastmere') })];
  const good = inspected({ overall: 'good', inadequate: false, inadequate_in: [], to: '2019-05-24', month: '2019-05' });
  host.held.authorities = [authority({ authority: 'Eastmere', inspected: [good] }), authority()];
  const desk = new Desk(host, '2021-06-09');
  await desk.start();
  const { container } = render(Cases, { desk });
  const rows = () => screen.getAllByRole('rowheader').map((row) => row.textContent);
  expect(rows()).toEqual(['Northmere', 'Eastmere']);
  expect(await faults(container.querySelector('table')!)).toEqual([]);
  const head = within(screen.getAllByRole('row')[0]!);
  await userEvent.click(head.getByRole('button', { name: /How long ago/ }));
  expect(rows()).toEqual(['Eastmere', 'Northmere']);
  await userEvent.click(screen.getByRole('button', { name: 'Eastmere' }));
  expect(desk.case.authority).toBe('Eastmere');
});
