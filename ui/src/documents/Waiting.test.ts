import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { FakeHost, finding, source, text } from '../api/fake';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Documents from './Documents.svelte';

async function shown(host: FakeHost) {
  const desk = new Desk(host);
  await desk.start();
  render(Documents, { desk });
  return desk;
}

it('asks which council a paper is about that is compared with none, and sets it', async () => {
  const host = new FakeHost();
  const waits = { proposed: ['Southmere', 'Northmere'], because: 'It is not plain which authority it is about.' };
  host.held.sources.push(source({ sha256: 'w1', file: 'round-up.html', kind: 'news_article', authority: null, waits }));
  await shown(host);
  const list = screen.getByRole('region', { name: 'Documents' });
  expect(within(list).getByRole('heading', { name: 'Waiting: which council is this about?' })).toBeVisible();
  expect(within(list).getByText(waits.because)).toBeVisible();
  expect(within(list).queryByText('Other papers')).toBeNull();
  expect(await faults(list)).toEqual([]);
  const field = within(list).getByRole('combobox', { name: /Council that News article/ });
  expect(field).toHaveValue('Southmere');
  await userEvent.click(within(list).getByRole('button', { name: /^Set the council/ }));
  await expect.poll(() => host.corrections).toEqual([{ fact: 'authority', name: 'Southmere' }]);
});

it('says of a part of which file and page it is', async () => {
  const host = new FakeHost();
  const part = { file: 'f1', name: 'agenda.pdf', number: 1, first_page: 14 };
  host.held.sources = [source({ part })];
  await shown(host);
  expect(screen.getAllByText(/Part 1 of agenda.pdf, from its page 14/)).toHaveLength(2);
});

it('marks a page in doubt in the text and over its picture', async () => {
  const host = new FakeHost();
  host.textHeld = text();
  host.textHeld.pages[1]!.doubt = 'drawn_otherwise';
  host.held.findings = [finding({ place: { quote: '', doubt: { page: '2', why: 'drawn_otherwise' } } })];
  await shown(host);
  expect(await screen.findByText(/^Page 2, in doubt: the file states other words/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Page' }));
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('In doubt:')).toBeVisible();
});
