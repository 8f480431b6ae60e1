import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { comparison, FakeHost } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Comparison from './Comparison.svelte';

async function shown(host = new FakeHost()) {
  const desk = new Desk(host);
  await desk.start();
  render(Comparison, { desk });
}

it('tells a letter that is not here from a visit that did not look', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.visits.push({ ...one.visits[1]!, id: 'visit-3', number: 3, sources: ['b2'] });
  one.threads[0]!.cells.push({ ...one.threads[0]!.cells[0]!, visit: 'visit-3', covered: 'not_covered' });
  host.held.comparisons = [one];
  await shown(host);
  const row = screen.getByRole('rowheader', { name: /Visits that are late/ }).closest('tr')!;
  expect(within(row).getAllByRole('cell').map((cell) => cell.textContent?.trim())).toEqual([
    'letter not here', expect.stringContaining('weakness'), 'not looked at',
  ]);
  expect(screen.getByRole('rowheader', { name: /Raised every time/ })).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('shows the words behind a cell, who joined them, and that nobody has confirmed it', async () => {
  await shown();
  await userEvent.click(screen.getByRole('button', { name: /weakness/ }));
  const detail = screen.getByRole('region', { name: 'The matter chosen' });
  expect(within(detail).getByText('“Too many visits were late.”')).toBeVisible();
  expect(within(detail).getByText('Letter from Ofsted, 24 March 2021, page 2, paragraph 4')).toBeVisible();
  expect(within(detail).getByText(/Both speak of late visits/)).toHaveTextContent('To check. Both speak of late visits.');
  expect(await faults()).toEqual([]);
});

it('keeps both sides where sources disagree', async () => {
  const host = new FakeHost();
  host.held.comparisons = [
    comparison({
      clashes: [
        {
          fact: 'number of visits to come',
          claims: [
            { source: 'a1', value: '8', quote: 'the second of eight' },
            { source: 'zz', value: '6', quote: 'the last of six' },
          ],
        },
      ],
    }),
  ];
  await shown(host);
  expect(screen.getByText('the second of eight')).toBeVisible();
  expect(screen.getByText('the last of six')).toBeVisible();
});
