import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { FakeHost, finding } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Findings from './Findings.svelte';

async function shown(findings = [finding(), finding({ index: 1, quote: 'Staff know the children well.', level: 'strength' })]) {
  const host = new FakeHost();
  host.held.findings = findings;
  const desk = new Desk(host);
  await desk.start();
  render(Findings, { desk });
}

it('narrows the list and says how many are left', async () => {
  await shown();
  expect(screen.getByRole('heading', { name: '2 findings' })).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText('Level'), 'strength');
  expect(screen.getByRole('heading', { name: '1 finding' })).toBeVisible();
  expect(screen.queryByText('“Too many visits were late.”')).toBeNull();
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(screen.getByRole('heading', { name: '2 findings' })).toBeVisible();
});

it('does not take an empty list for silence', async () => {
  await shown();
  await userEvent.type(screen.getByLabelText('Words'), 'giraffe');
  expect(screen.getByText(/not to say that the papers are silent/)).toBeVisible();
});

it('draws a long list in parts', async () => {
  await shown(Array.from({ length: 130 }, (_, index) => finding({ index, quote: `Sentence ${index}.` })));
  expect(screen.queryByText('“Sentence 129.”')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show 30 more of 30' }));
  expect(screen.getByText('“Sentence 129.”')).toBeVisible();
});
