import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { annotation, FakeHost, finding } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import { quotations } from '../shared/quoted';
import Findings from './Findings.svelte';

async function shown(
  findings = [finding(), finding({ index: 1, quote: 'Staff know the children well.', level: 'strength' })],
) {
  const host = new FakeHost();
  host.held.findings = findings;
  const desk = new Desk(host);
  await desk.start();
  render(Findings, { desk });
  return { host, desk };
}

it('narrows the list and says how many are left', async () => {
  await shown();
  expect(screen.getByRole('heading', { name: '2 findings' })).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText('Level'), 'strength');
  expect(screen.getByRole('heading', { name: '1 finding' })).toBeVisible();
  expect(quotations()).not.toContain('“Too many visits were late.”');
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
  await shown(Array.from({ length: 70 }, (_, index) => finding({ index, quote: `Sentence ${index}.` })));
  expect(quotations()).not.toContain('“Sentence 69.”');
  await userEvent.click(await screen.findByRole('button', { name: 'Show 30 more of 30' }));
  expect(quotations()).toContain('“Sentence 69.”');
});

it('keeps what comes next in sight, far down a long list', async () => {
  const { host } = await shown(
    Array.from({ length: 70 }, (_, index) => finding({ index, quote: `Sentence ${index}.` })),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Show 30 more of 30' }));
  await userEvent.click(screen.getByText(/Sentence 50\./));
  await userEvent.keyboard('y');
  await expect.poll(() => host.decisions.length).toBe(1);
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe('a1-51');
  expect(quotations()).toContain('“Sentence 60.”');
});

it('goes through the list by key: right, next, correct', async () => {
  const { host } = await shown();
  await userEvent.keyboard('j');
  expect(document.activeElement).toHaveAttribute('data-key', 'a1-0');
  await userEvent.keyboard('y');
  await expect
    .poll(() => host.decisions)
    .toEqual([{ is: 'right', finding: { source: 'a1', quote: 'Too many visits were late.' } }]);
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe('a1-1');
  await userEvent.keyboard('e');
  const form = await screen.findByRole('form', { name: 'Put this finding right' });
  expect(await faults()).toEqual([]);
  await userEvent.selectOptions(within(form).getByLabelText('Level'), 'mixed');
  await userEvent.click(within(form).getByLabelText('Recording'));
  await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
  const of = { source: 'a1', quote: 'Staff know the children well.' };
  await expect
    .poll(() => host.decisions.slice(1))
    .toEqual([
      { is: 'level', finding: of, level: 'mixed' },
      { is: 'themes', finding: of, themes: ['caseloads', 'recording'] },
    ]);
});

it('shows the notes on a finding, and filters by them', async () => {
  const host = new FakeHost();
  host.held.findings = [finding(), finding({ index: 1, place: { index: 5 }, quote: 'Staff know the children well.' })];
  host.held.annotations = [annotation()];
  const desk = new Desk(host);
  await desk.start();
  render(Findings, { desk });
  expect(screen.getByText(/What changed since March/)).toBeVisible();
  // Counts follow after the list is painted.
  await screen.findByRole('option', { name: 'with (1)' });
  await userEvent.selectOptions(screen.getByLabelText('Notes'), 'with (1)');
  expect(quotations()).toEqual(['“Too many visits were late.”']);
  await userEvent.selectOptions(screen.getByLabelText('Notes'), 'without (1)');
  expect(quotations()).toEqual(['“Staff know the children well.”']);
});

it('opens a question on the finding that is chosen, but not while somebody types', async () => {
  const { desk } = await shown();
  await userEvent.type(screen.getByLabelText('Words'), 'q');
  expect(desk.editor.draft).toBeNull();
  await userEvent.clear(screen.getByLabelText('Words'));
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('jq');
  expect(desk.editor.draft?.written).toMatchObject({
    what: { is: 'question' },
    on: { is: 'words', place: { quote: 'Too many visits were late.' } },
  });
});

it('puts labels of the person’s own on a finding, and filters by them', async () => {
  const { host, desk } = await shown([
    finding({ labels: ['Ward 7'] }),
    finding({ index: 1, quote: 'Staff know the children well.' }),
  ]);
  await userEvent.keyboard('jl');
  await screen.findByRole('form', { name: 'Add a label' });
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('form', { name: 'Add a label' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Label L' }));
  const form = await screen.findByRole('form', { name: 'Add a label' });
  expect(await faults()).toEqual([]);
  await userEvent.type(within(form).getByLabelText('Label of your own'), 'For May{Enter}');
  const of = { source: 'a1', quote: 'Too many visits were late.' };
  await expect.poll(() => host.decisions).toEqual([{ is: 'labels', finding: of, labels: ['Ward 7', 'For May'] }]);
  await userEvent.click(screen.getByRole('button', { name: 'Take off the label Ward 7' }));
  await expect.poll(() => host.decisions.at(-1)).toEqual({ is: 'labels', finding: of, labels: [] });
  await userEvent.selectOptions(screen.getByLabelText('Label'), 'Ward 7');
  expect(quotations()).toEqual(['“Too many visits were late.”']);
  expect(desk.case.labels).toEqual(['Ward 7']);
});

it('lists labels whose words are no finding any more', async () => {
  const host = new FakeHost();
  host.held.adrift = [{ finding: { source: 'a1', quote: 'Once it was here.' }, labels: ['Keep me'] }];
  const desk = new Desk(host);
  await desk.start();
  render(Findings, { desk });
  expect(screen.getByText('Once it was here.').closest('li')).toHaveTextContent('Keep me');
  expect(await faults()).toEqual([]);
});

it('goes to what is to be checked first, and says what the two readers read', async () => {
  const differ = finding({
    index: 1,
    quote: 'Plans are clear.',
    check: [{ class: 'level', why: 'the rules read a strength; the learned reader reads a weakness' }],
  });
  await shown([finding(), differ]);
  expect(quotations()[0]).toBe('“Too many visits were late.”');
  await userEvent.selectOptions(screen.getByLabelText('Order'), 'to check first');
  expect(quotations()[0]).toBe('“Plans are clear.”');
  expect(screen.getByText(/the rules read a strength/)).toHaveTextContent(
    'To check, level: the rules read a strength; the learned reader reads a weakness.',
  );
});

it('saves the findings that are shown, and no other', async () => {
  const { host } = await shown();
  host.chosen = ['/tmp/findings.xlsx'];
  await userEvent.selectOptions(screen.getByLabelText('Level'), 'strength');
  await userEvent.click(screen.getByRole('button', { name: 'XLSX…' }));
  await expect.poll(() => host.saved).toEqual([{ is: 'findings', findings: [{ source: 'a1', index: 1 }] }]);
});
