// What holds around every screen: the tour, the size of text, the cases opened lately, the menu.

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { FakeHost } from '../api/fake';
import App from '../App.svelte';
import { faults } from './accessible';
import { Desk } from './desk.svelte';
import { STEPS } from './tour.svelte';

beforeEach(() => {
  location.hash = '';
});

function started(host = new FakeHost()) {
  const desk = new Desk(host);
  render(App, { desk });
  return { host, desk };
}

it('leads through the screens of the sample by key, and can be taken again', async () => {
  const host = new FakeHost();
  host.opened = false;
  started(host);
  await userEvent.click(await screen.findByRole('button', { name: 'Take the tour' }));
  await expect.poll(() => host.asked).toEqual(['sample', 'import /sample']);
  for (const [at, step] of STEPS.entries()) {
    const heading = await screen.findByRole('heading', { name: `Tour, ${at + 1} of ${STEPS.length}. ${step.title}` });
    const link = within(screen.getByRole('navigation', { name: 'Case' })).getByRole('link', { current: 'page' });
    await expect
      .poll(() => link.textContent?.toLowerCase())
      .toContain(step.screen === 'annotations' ? 'notes' : step.screen);
    if (at > 0) await expect.poll(() => document.activeElement).toBe(heading);
    const next = screen.getByRole('button', { name: at < STEPS.length - 1 ? /^Next:/ : 'Finish' });
    next.focus();
    await userEvent.keyboard('{Enter}');
  }
  expect(screen.queryByText(/^Tour,/)).toBeNull();
  await expect.poll(() => host.remembered.tour_taken).toBe(true);
  host.choose('tour');
  expect(await screen.findByRole('heading', { name: /Tour, 1 of / })).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Close the tour' }));
  expect(screen.queryByText(/^Tour,/)).toBeNull();
});

it('offers the cases opened lately', async () => {
  const host = new FakeHost();
  host.opened = false;
  host.remembered = {
    recent: ['/home/a/Northmere.scrutiny', 'C:\\Cases\\Wex.scrutiny'],
    text_percent: 100,
    tour_taken: true,
  };
  started(host);
  const list = await screen.findByRole('region', { name: 'Opened lately' });
  expect(
    within(list)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['Northmere', 'Wex']);
  expect(await faults()).toEqual([]);
  await userEvent.click(within(list).getByRole('button', { name: 'Wex' }));
  expect(host.asked).toContain('open C:\\Cases\\Wex.scrutiny');
});

it('makes all text larger and smaller, by button and by key, within its ends', async () => {
  const { host } = started();
  await userEvent.click(await screen.findByRole('button', { name: 'Larger text' }));
  expect(host.asked).toContain('text 110');
  await userEvent.keyboard('{Control>}={/Control}');
  await expect.poll(() => host.remembered.text_percent).toBe(125);
  for (let step = 0; step < 6; step += 1) await userEvent.keyboard('{Control>}={/Control}');
  await expect.poll(() => host.remembered.text_percent).toBe(200);
  expect(screen.getByRole('button', { name: 'Larger text' })).toBeDisabled();
  await userEvent.keyboard('{Control>}0{/Control}');
  await expect.poll(() => host.remembered.text_percent).toBe(100);
  expect(screen.getByRole('button', { name: 'Smaller text' })).toBeDisabled();
});

it('shows which words of quantity say more, lets them be put in another order, and goes back', async () => {
  const { host } = started();
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  await userEvent.keyboard('{Control>},{/Control}');
  const settings = within(await screen.findByRole('dialog', { name: 'Settings' }));
  const first = await settings.findByRole('textbox', { name: '1, the fewest' });
  expect(first).toHaveValue('none');
  expect(settings.getByRole('button', { name: 'Use this order' })).toBeDisabled();
  expect(await faults()).toEqual([]);
  await userEvent.click(settings.getByRole('button', { name: 'Add below step 2' }));
  await userEvent.keyboard('Several,  some ');
  await userEvent.click(settings.getByRole('button', { name: 'Remove step 1' }));
  await userEvent.click(settings.getByRole('button', { name: 'Use this order' }));
  await expect
    .poll(() => host.ladderHeld)
    .toEqual({
      rungs: [['a few', 'a small number'], ['several', 'some'], ['many', 'too many'], ['most'], ['all']].map(
        (words, rank) => ({ rank, words }),
      ),
      own: true,
    });
  await userEvent.click(await settings.findByRole('button', { name: 'Back to the usual order' }));
  await expect.poll(() => host.ladderHeld.own).toBe(false);
  await expect.poll(() => settings.getAllByRole('textbox').length).toBe(5);
  await userEvent.click(settings.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('tells how far the second reading is, and shows what it found when it is done', async () => {
  const { host, desk } = started();
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  const so = { case: host.case.path, total: 3 };
  host.readAgain({ ...so, case: '/cases/Other.scrutiny', done: 1 });
  expect(desk.intake.second).toBeNull();
  host.readAgain({ ...so, done: 1 });
  expect(await screen.findByText('Double-checking: 1 of 3 papers')).toBeVisible();
  host.held.findings = host.held.findings.map((one, at) =>
    at === 0
      ? { ...one, check: [{ class: 'level' as const, why: 'One takes it for a weakness, the other for a strength.' }] }
      : one,
  );
  host.readAgain({ ...so, done: 3 });
  await expect.poll(() => desk.status.said).toBe('Double-checked: 1 finding to check.');
  expect(screen.queryByText(/^Double-checking/)).toBeNull();
  expect(desk.case.findings[0]?.check).toHaveLength(1);
});

it('does what the menu says, and opens what a second start asks for', async () => {
  const { host, desk } = started();
  await screen.findByRole('heading', { level: 1, name: 'Northmere' });
  host.choose('comparison');
  await expect.poll(() => desk.navigation.screen).toBe('comparison');
  host.choose('undo');
  await expect.poll(() => host.asked).toContain('undo');
  host.choose('search');
  expect(await screen.findByRole('combobox', { name: 'Search everything' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  host.case = { path: '/cases/Other.scrutiny', file: 'Other.scrutiny', told: [] };
  host.startAgain();
  await expect.poll(() => desk.case.file?.file).toBe('Other.scrutiny');
  expect(desk.navigation.screen).toBe('home');
});
