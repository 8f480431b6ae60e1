import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { annotation, comparison, FakeHost, place } from '../api/fake';
import type { BridgeMovement } from '../api/host';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Home from './Home.svelte';

const movement: BridgeMovement = {
  visit: 'visit-2',
  since: 'visit-1',
  matters: 9,
  said: 4,
  open: 3,
  silent: 2,
  moved: [
    {
      thread: 't1',
      before: null,
      level: 'weakness',
      worse: true,
      in_words: 'was a strength, now a weakness',
      place: place(),
    },
  ],
};

async function shown(over: Parameters<typeof comparison>[0] = {}, host = new FakeHost()) {
  host.held.comparisons = [comparison({ since_last: movement, ...over })];
  const desk = new Desk(host, '2023-01-12');
  await desk.start();
  render(Home, { desk });
  return { host, desk };
}

it('tells the newest letter, what moved, what to check and the grades, and leads on', async () => {
  const queue = [true, true, false].map((front) => ({ thread: 't1', visit: null, because: '', rest: 1, front }));
  const { desk } = await shown({ queue });
  expect(screen.getByRole('heading', { name: /Newest: Letter from Ofsted, 24 March 2021, visit 2/ })).toBeVisible();
  expect(screen.getByText('was a strength, now a weakness')).toBeVisible();
  expect(screen.getByRole('heading', { name: /What moved since visit 1/ })).toHaveTextContent(
    'of 9 matters, 4 sure, 3 to check; visit 2 did not speak of 2',
  );
  expect(screen.getByText(/^Inspected 2 years 7 months ago/)).toBeVisible();
  const grades = within(screen.getByRole('table', { name: 'Grades by inspection' }));
  expect(grades.getByRole('row', { name: /Impact of leaders inadequate/ })).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  expect(desk.navigation.screen).toBe('check');
  await userEvent.click(screen.getByRole('button', { name: 'Visits that are late' }));
  expect(desk.navigation.screen).toBe('comparison');
  expect(desk.matrix).toMatchObject({ view: 'last', chosen: { thread: 't1', visit: 'visit-2' } });
});

it('says that nothing moved for certain rather than nothing', async () => {
  await shown({ since_last: { ...movement, moved: [] } });
  expect(
    screen.getByText('Nothing that can be said for certain yet: what visit 2 says of 3 matters is to check.'),
  ).toBeVisible();
});

it('tells questions for nobody and promises that were due', async () => {
  const host = new FakeHost();
  const promise = (due: string, outcome: 'open' | 'done') =>
    ({ is: 'commitment', by: 'the director', meeting: null, due, outcome }) as const;
  host.held.annotations = [
    annotation({ what: { is: 'question', audience: null, priority: 'ask' } }, { id: 1 }),
    annotation({ what: promise('2023-02-01', 'open'), text: 'A fifth team.' }, { id: 2 }),
    annotation({ what: promise('2022-12-01', 'open'), text: 'Figures by team.' }, { id: 3 }),
    annotation({ what: promise('2022-11-01', 'done'), text: 'Done long ago.' }, { id: 4 }),
  ];
  await shown({}, host);
  const items = screen.getAllByRole('listitem').map((item) => item.textContent.replace(/\s+/g, ' ').trim());
  expect(items).toContain('1 question written, 1 for nobody named');
  expect(items.slice(-2)).toEqual([
    'Was due 1 Dec 2022: Figures by team., by the director',
    'Promised for 1 Feb 2023: A fifth team., by the director',
  ]);
});

it('has adding papers as its main button in an empty case, and says where letters are', async () => {
  const host = new FakeHost();
  host.held = { ...host.held, sources: [], findings: [], authorities: [] };
  host.held.comparisons = [];
  const desk = new Desk(host);
  await desk.start();
  render(Home, { desk });
  expect(screen.getByRole('button', { name: 'Add papers…' })).toHaveClass('go');
  expect(screen.getByText(/reports\.ofsted\.gov\.uk/)).toBeVisible();
  expect(await faults()).toEqual([]);
});
