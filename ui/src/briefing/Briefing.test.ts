import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { choices, FakeHost } from '../api/fake';
import type { PackChoices, PackPreview } from '../api/host';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Briefing from './Briefing.svelte';

async function opened(host = new FakeHost()) {
  const desk = new Desk(host);
  await desk.start();
  desk.navigation.screen = 'briefing';
  render(Briefing, { desk });
  await screen.findByRole('img', { name: /Page 1 of/ });
  return { host, desk };
}

const section = (name: RegExp) => screen.getByRole('checkbox', { name });
const chosen = (host: FakeHost) => host.packChosen.sections;

it('shows the pages of the pack and what was chosen for it last', async () => {
  const host = new FakeHost();
  host.packChosen = choices({
    audience: 'public',
    committee: 'Children’s committee',
    meeting: '2026-03-12',
    paper: 'a5',
  });
  await opened(host);
  expect(screen.getByRole('radio', { name: /The public/ })).toBeChecked();
  expect(screen.getByLabelText('Committee')).toHaveValue('Children’s committee');
  expect(['Day', 'Month', 'Year'].map((name) => (screen.getByLabelText(name) as HTMLInputElement).value)).toEqual([
    '12',
    '3',
    '2026',
  ]);
  expect(screen.getByLabelText('Paper')).toHaveValue('a5');
  expect(screen.getByRole('img', { name: /Page 1 of 3/ })).toHaveAttribute('src', '/page/p1-0-75');
  expect(await faults()).toEqual([]);
});

it('follows what is typed, keeps it, and drops an answer that comes too late', async () => {
  const host = new FakeHost();
  const waiting: { of: PackChoices; answer: (preview: PackPreview) => void }[] = [];
  await opened(host);
  host.preview = (of) => new Promise((answer) => waiting.push({ of, answer }));
  await userEvent.type(screen.getByLabelText('Committee'), 'Board');
  await expect.poll(() => waiting.map(({ of }) => of.committee)).toEqual(['Board']);
  expect(host.packChosen.committee).toBe('Board');
  await userEvent.click(section(/The whole course/));
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.answer({ sha256: 'newer', pages: 2, cautions: [], left_out: [] });
  await expect.poll(() => screen.getByRole('img', { name: /Page 1/ }).getAttribute('src')).toBe('/page/newer-0-75');
  waiting[0]?.answer({ sha256: 'older', pages: 9, cautions: [], left_out: [] });
  await new Promise((done) => setTimeout(done));
  expect(screen.getByRole('img', { name: /Page 1 of 2/ })).toHaveAttribute('src', '/page/newer-0-75');
});

it('puts sections in order by button, says where each is now, and keeps the focus', async () => {
  const { host } = await opened();
  const down = screen.getByRole('button', { name: 'Move down: Questions to ask' });
  down.focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('Questions to ask: now 2 of 3.')).toBeInTheDocument();
  await expect.poll(() => document.activeElement).toBe(down);
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('Questions to ask: now 3 of 3.')).toBeInTheDocument();
  // It is last: the button that went down can do no more, the other has the focus.
  await expect
    .poll(() => document.activeElement)
    .toBe(screen.getByRole('button', { name: 'Move up: Questions to ask' }));
  await expect.poll(() => chosen(host)).toEqual(['matrix', 'sources', 'questions']);
  await userEvent.click(section(/The whole course/));
  await expect.poll(() => chosen(host)).toEqual(['sources', 'questions']);
});

it('takes a day only where it is one', async () => {
  const { host } = await opened();
  await userEvent.type(screen.getByLabelText('Day'), '31');
  await userEvent.type(screen.getByLabelText('Month'), '2');
  await userEvent.type(screen.getByLabelText('Year'), '2026');
  expect(screen.getByText(/Not used yet/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText('Day'));
  await userEvent.type(screen.getByLabelText('Day'), '3');
  await expect.poll(() => host.packChosen.meeting).toBe('2026-02-03');
  expect(screen.queryByText(/Not used yet/)).toBeNull();
});

it('says what to look at again before a pack is public', async () => {
  const host = new FakeHost();
  host.preview = ({ audience }) => ({
    sha256: 'p1',
    pages: 3,
    left_out: [],
    cautions:
      audience === 'public' ? [{ concern: 'small_count', because: 'two children', words: 'Two children waited.' }] : [],
  });
  await opened(host);
  expect(screen.queryByText(/Look again/)).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: /The public/ }));
  await userEvent.click(await screen.findByText(/Look again/));
  expect(screen.getByText('Two children waited.')).toBeVisible();
  expect(screen.getByText(/two children.*so few that they might be known/)).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('keeps to a number of pages, and says what gave way', async () => {
  const host = new FakeHost();
  host.preview = ({ most_pages }) => ({
    sha256: `most ${most_pages}`,
    pages: most_pages ?? 23,
    cautions: [],
    left_out: most_pages === null ? [] : ['12 matters of less weight.'],
  });
  await opened(host);
  const most = screen.getByLabelText(/Most pages/);
  expect(screen.queryByRole('region', { name: 'Left out' })).toBeNull();
  await userEvent.type(most, '12');
  await expect.poll(() => host.packChosen.most_pages).toBe(12);
  const left = await screen.findByRole('region', { name: 'Left out' });
  expect(within(left).getByText('12 matters of less weight.')).toBeVisible();
  await userEvent.clear(most);
  await userEvent.type(most, 'ten');
  expect(screen.getByText(/Not used yet/)).toBeVisible();
  expect(host.packChosen.most_pages).toBe(12);
  await userEvent.clear(most);
  await expect.poll(() => host.packChosen.most_pages).toBe(null);
  await expect.poll(() => screen.queryByRole('region', { name: 'Left out' })).toBeNull();
  expect(await faults()).toEqual([]);
});

it('has a line before an election, which can be written anew', async () => {
  const { host } = await opened();
  await userEvent.click(screen.getByRole('checkbox', { name: /Before an election/ }));
  const line = screen.getByLabelText('The line');
  await userEvent.clear(line);
  await userEvent.type(line, 'Poll on 7 May.');
  await expect.poll(() => host.packChosen.banner.trim()).toBe('Poll on 7 May.');
  await userEvent.click(screen.getByRole('checkbox', { name: /Before an election/ }));
  await expect.poll(() => host.packChosen.banner).toBe('');
});

it('makes the pack, lists it, and shows it again as it was', async () => {
  const { host } = await opened();
  await userEvent.click(screen.getByRole('button', { name: 'Make pack' }));
  expect(await screen.findByText('/cases/Northmere briefing.pdf')).toBeVisible();
  expect(host.asked).toContain('pack Northmere a4');
  await userEvent.click(screen.getByRole('button', { name: 'Open it' }));
  expect(host.asked).toContain('show /cases/Northmere briefing.pdf');
  const list = screen.getByRole('region', { name: 'Packs made before' });
  await userEvent.click(within(list).getByRole('button', { name: 'Look at Northmere briefing.pdf' }));
  expect(await screen.findByText(/as it was made on 7 September 2021/)).toBeVisible();
  expect(screen.getByRole('img', { name: /Page 1 of 4/ })).toHaveAttribute('src', '/page/made1-0-75');
  await userEvent.click(screen.getByRole('button', { name: /Back to the pack/ }));
  expect(await screen.findByRole('img', { name: /Page 1 of 3/ })).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('saves in another form where the person says, and not where they think better of it', async () => {
  const { host } = await opened();
  await userEvent.selectOptions(screen.getByLabelText('Save as'), 'docx');
  await userEvent.click(screen.getByRole('button', { name: 'Save as…' }));
  await expect.poll(() => host.asked).toContain('where Northmere briefing.docx');
  expect(host.packsMade).toEqual([]);
  host.chosen = ['/papers/Pack.docx'];
  await userEvent.click(screen.getByRole('button', { name: 'Save as…' }));
  expect(await screen.findByText('/papers/Pack.docx')).toBeVisible();
});

it('shows the pages as text too', async () => {
  await opened();
  await userEvent.click(screen.getByRole('button', { name: 'Text' }));
  expect(await screen.findByText('This was the second monitoring visit.')).toBeVisible();
  expect(screen.getByText('Page 2')).toBeVisible();
  expect(await faults()).toEqual([]);
});
