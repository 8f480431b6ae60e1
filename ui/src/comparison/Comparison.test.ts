import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { annotation, comparison, FakeHost } from '../api/fake';
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
  expect(quotations(detail)).toEqual(['“Too many visits were late.”']);
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

it('shows no level of a visit that did not look, whatever the sentence says', async () => {
  const host = new FakeHost();
  const one = comparison();
  one.threads[0]!.cells[1] = { ...one.threads[0]!.cells[1]!, covered: 'not_covered', level: 'weakness', because: 'The letter says that it was not considered.' };
  one.threads[0]!.cells[0] = { ...one.threads[0]!.cells[0]!, covered: 'yes', level: 'mixed' };
  host.held.comparisons = [one];
  await shown(host);
  await userEvent.click(screen.getByRole('button', { name: /mixed/ }));
  const item = document.querySelector('li[data-visit="visit-2"]')!;
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
  await userEvent.keyboard('m');
  const form = await screen.findByRole('form', { name: 'Move these words' });
  await userEvent.selectOptions(within(form).getByLabelText('Move to'), 'Supervision');
  await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
  await expect.poll(() => host.decisions.at(-1)).toEqual({
    is: 'move', finding: { source: 'a1', quote: 'Too many visits were late.' }, to: 't2',
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
    annotation({ text: 'Elsewhere.', on: { is: 'thread', thread: 't1', cycle: { authority: 'Southmere', judged: null } } }, { id: 3 }),
  ];
  await shown(host);
  expect(screen.getByText('1 note')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /weakness/ }));
  expect(screen.getByText(/On the matter/)).toBeVisible();
  expect(screen.getByText(/On the visit/)).toBeVisible();
  expect(screen.queryByText(/Elsewhere/)).toBeNull();
  expect(await faults()).toEqual([]);
});
