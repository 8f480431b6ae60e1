import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { FakeHost } from './api/fake';
import { type BridgeHit, Problem } from './api/host';
import App from './App.svelte';
import { faults } from './shared/accessible';
import { Desk } from './shared/desk.svelte';

beforeEach(() => {
  location.hash = '';
});

function started(host = new FakeHost()) {
  render(App, { desk: new Desk(host) });
  return host;
}

it('starts with two ways where no case is open', async () => {
  const host = new FakeHost();
  host.opened = false;
  host.chosen = ['/cases/New.scrutiny'];
  started(host);
  const create = await screen.findByRole('button', { name: 'New case…' });
  expect(screen.getByRole('button', { name: 'Open a case…' })).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.click(create);
  expect(await screen.findByRole('navigation', { name: 'Case' })).toBeVisible();
  expect(host.asked).toEqual(['create /cases/New.scrutiny']);
});

it('shows the case, and each screen by its word', async () => {
  started();
  expect(await screen.findByRole('heading', { level: 1, name: 'Northmere' })).toBeVisible();
  const nav = screen.getByRole('navigation', { name: 'Case' });
  expect(within(nav).getByRole('link', { name: /Home/ })).toHaveAttribute('aria-current', 'page');
  expect(await faults()).toEqual([]);
  for (const word of ['Check first', 'Documents', 'Findings', 'Comparison', 'Notes', 'Briefing', 'Home']) {
    await userEvent.click(within(nav).getByRole('link', { name: new RegExp(word) }));
    const heading = await screen.findByRole('heading', {
      level: 2,
      name: new RegExp(
        ({ Findings: '1 finding', Notes: '0 notes and questions' } as Record<string, string>)[word] ?? word,
      ),
    });
    await expect.poll(() => document.activeElement).toBe(heading);
    expect(await faults()).toEqual([]);
  }
});

it('imports what it was started with, and says what was refused and why', async () => {
  const host = new FakeHost();
  host.papersAtStart = ['/papers/a.pdf', '/papers/b.pdf'];
  host.steps = [
    { done: 1, total: 2, file: 'a.pdf', outcome: 'imported', message: 'Letter.' },
    { done: 2, total: 2, file: 'b.pdf', outcome: 'refused', message: 'It is empty.' },
  ];
  started(host);
  expect(await screen.findByText('1 file refused.')).toBeVisible();
  expect(screen.getByText(/It is empty/)).toHaveTextContent('b.pdf: It is empty.');
  await expect
    .poll(() => screen.getAllByRole('status').map((region) => region.textContent))
    .toContain('1 paper read, 1 refused.');
  expect(host.asked).toEqual(['import /papers/a.pdf /papers/b.pdf']);
});

it('imports what is dropped', async () => {
  const host = started();
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  host.drop(['/papers/c.pdf']);
  await expect.poll(() => host.asked).toEqual(['import /papers/c.pdf']);
});

it('makes the pack and says where it is', async () => {
  const host = started();
  await userEvent.click(await screen.findByRole('link', { name: /Briefing/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Make pack' }));
  expect(await screen.findByText('/cases/Northmere briefing.pdf')).toBeVisible();
  expect(host.asked).toContain('pack Northmere a4');
});

it('shows a problem in its own words, and goes on', async () => {
  const host = new FakeHost();
  host.fails = new Problem('The disk is full. Nothing was written. Make room and try again.');
  started(host);
  await userEvent.click(await screen.findByRole('link', { name: /Briefing/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Make pack' }));
  expect(within(await screen.findByRole('alert')).getByText(/The disk is full/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Make pack' })).toBeEnabled();
  await userEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Close' }));
  expect(screen.queryByText(/The disk is full/)).toBeNull();
});

it('takes back with Ctrl+Z on any screen and says what, but leaves a field its own', async () => {
  const host = started();
  host.last = 'delete question';
  host.held.steps = { undo: 'delete question', redo: null };
  await userEvent.click(await screen.findByRole('link', { name: /Findings/ }));
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => host.asked).toEqual(['undo']);
  await expect
    .poll(() => screen.getAllByRole('status').map((region) => region.textContent))
    .toContain('Taken back: delete question.');
  await userEvent.click(screen.getByLabelText('Words'));
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(host.asked).toEqual(['undo']);
});

it('searches with Ctrl+K and lands on the words', async () => {
  const host = started();
  host.hits = {
    counts: [
      { kind: 'finding', count: 0 },
      { kind: 'paragraph', count: 1 },
    ],
    more: false,
    ranked: true,
    unfinished: null,
    hits: [
      {
        kind: 'paragraph',
        source: 'a1',
        item: 3,
        page: 1,
        paragraph: '4',
        doubt: null,
        text: '…were late. Workers know the children…',
        found: [{ start: 12, end: 19 }],
      },
    ],
  };
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  await userEvent.keyboard('{Control>}k{/Control}');
  const field = await screen.findByRole('combobox', { name: 'Search everything' });
  expect(document.activeElement).toBe(field);
  await userEvent.keyboard('workers');
  expect(await screen.findByRole('option')).toHaveTextContent('…were late. Workers know the children…');
  expect(screen.getByText('Workers', { selector: 'mark' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Text 1' })).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.querySelector('[data-target]')?.textContent).toBe('Workers');
  expect(host.asked).toContain('find workers');
});

it('says whether the best come first, or there are too many to tell', async () => {
  const host = started();
  const one: BridgeHit = {
    kind: 'paragraph',
    source: 'a1',
    item: 3,
    page: 1,
    paragraph: '4',
    doubt: null,
    text: 'Visits were late.',
    found: [],
  };
  host.hits = {
    counts: [{ kind: 'paragraph', count: 1001 }],
    more: true,
    ranked: false,
    unfinished: null,
    hits: [one],
  };
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox', { name: 'Search everything' }), 'of');
  expect(
    await screen.findByText('The first 1, as the papers have them, of more than 1000. More words narrow it.'),
  ).toBeVisible();
  expect(screen.getByRole('button', { name: 'All, more than 1000' })).toBeVisible();
  expect(within(screen.getByRole('group', { name: 'Kind' })).getByRole('button', { name: 'Text' })).toBeEnabled();
  expect(screen.getByText('More than 1000 found.')).toBeInTheDocument();
  host.hits = { ...host.hits, counts: [{ kind: 'paragraph', count: 41 }], more: false, ranked: true };
  await userEvent.keyboard('f');
  expect(await screen.findByText('The best 1 of 41. More words narrow it.')).toBeVisible();
  host.hits = { ...host.hits, unfinished: { word: 'offe', looked_for: true } };
  await userEvent.keyboard('e');
  expect(await screen.findByText('Nothing has “offe” as it stands: these have words that begin so.')).toBeVisible();
  host.hits = { ...host.hits, unfinished: { word: 'a', looked_for: false } };
  await userEvent.keyboard(' a');
  expect(await screen.findByText('Nothing has “a” as it stands: these have the words before it.')).toBeVisible();
});
