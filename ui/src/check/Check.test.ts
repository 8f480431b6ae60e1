import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { cell, comparison, FakeHost, finding } from '../api/fake';
import type { BridgeComparison, BridgeQuestion, Decision } from '../api/host';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Check from './Check.svelte';

const together: BridgeQuestion = {
  thread: 't1',
  visit: null,
  because: 'Both speak of late visits.',
  rest: 3,
  front: true,
};
const state: BridgeQuestion = {
  thread: 't1',
  visit: 'visit-2',
  because: 'Both speak of late visits.',
  rest: 1,
  front: true,
};
const later: BridgeQuestion = {
  thread: 't1',
  visit: 'visit-1',
  because: 'Both speak of late visits.',
  rest: 1,
  front: false,
};

/** A matter that an inspection and visit 2 speak of; what visit 2 says is open. */
function asked(queue: BridgeQuestion[], over: Parameters<typeof cell>[0] = {}): BridgeComparison {
  const one = comparison({ queue });
  const [first, second] = one.visits;
  one.visits = [{ ...first!, what: 'inspection', number: null, letter: true, sources: ['a1'] }, second!];
  one.threads[0]!.cells = [
    cell({ visit: 'visit-1', quoted: [{ source: 'a1', findings: [1] }], level: 'weakness' }),
    cell({ level: 'mixed', direction: 'better', standing: 'open', direction_standing: 'open', ...over }),
  ];
  one.threads[0]!.standing = 'open';
  return one;
}

/** A host whose queue loses its first question with each decision. */
class Answering extends FakeHost {
  override async decide(...args: Parameters<FakeHost['decide']>) {
    await super.decide(...args);
    const [one] = this.held.comparisons;
    const decision: Decision = args[1];
    this.held = {
      ...this.held,
      steps: { undo: 'say what a visit says of a matter', redo: null },
      comparisons: one
        ? [
            {
              ...one,
              queue: decision.is === 'reject' ? one.queue : one.queue.slice(1),
              threads: one.threads.map((thread) => ({
                ...thread,
                standing: decision.is === 'state' ? ('sure' as const) : thread.standing,
                cells: thread.cells.map((each) =>
                  decision.is === 'state' && decision.state.is === 'spoken' && each.visit === decision.visit
                    ? {
                        ...each,
                        ...decision.state,
                        standing: 'settled' as const,
                        direction_standing: 'settled' as const,
                      }
                    : each,
                ),
              })),
            },
          ]
        : [],
    };
  }
}

async function shown(queue: BridgeQuestion[], over: Parameters<typeof cell>[0] = {}) {
  const host = new Answering();
  host.held.comparisons = [asked(queue, over)];
  host.held.findings = [finding(), finding({ index: 1, quote: 'Visits are seldom in time.', place: { index: 9 } })];
  const desk = new Desk(host);
  await desk.start();
  render(Check, { desk });
  return { host, desk };
}

it('asks whether sentences belong together, then what the visit says, and ends where the front page is whole', async () => {
  const { host } = await shown([together, state, later]);
  expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(
    'Are these sentences all about ‘Visits that are late’?',
  );
  expect(screen.getByText('1 of 2')).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.keyboard('y');
  await expect
    .poll(() => host.decisions)
    .toEqual([
      {
        is: 'confirm',
        thread: 't1',
        visit: 'visit-2',
        findings: [
          { source: 'a1', quote: 'Too many visits were late.' },
          { source: 'a1', quote: 'Visits are seldom in time.' },
        ],
      },
    ]);
  const heading = await screen.findByRole('heading', { name: /What does visit 2 say of/ });
  await expect.poll(() => document.activeElement).toBe(heading);
  // What is open is no verdict: it is said as it was read.
  expect(screen.getByText(/which is not sure/)).toHaveTextContent('Read as: mixed, better, which is not sure.');
  expect(await faults()).toEqual([]);
  await userEvent.keyboard('y');
  await expect
    .poll(() => host.decisions.at(-1))
    .toEqual({
      is: 'state',
      thread: 't1',
      visit: 'visit-2',
      state: { is: 'spoken', level: 'mixed', direction: 'better' },
    });
  expect(await screen.findByRole('heading', { name: 'The front page is whole' })).toBeVisible();
  expect(screen.getByText(/^‘Visits that are late’, visit 2: mixed, better\./)).toBeVisible();
  expect(screen.getByText(/What happened to it can be said now: Raised every time/)).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Go on with the others' }));
  expect(await screen.findByRole('heading', { name: /What does inspection say of/ })).toBeVisible();
});

it('keeps with another level no movement that was only read, and one that the person gave', async () => {
  const { host } = await shown([state]);
  await userEvent.keyboard('w');
  await expect
    .poll(() => host.decisions.at(-1))
    .toMatchObject({ state: { is: 'spoken', level: 'weakness', direction: 'none' } });
});

it('keeps the movement that a person gives with the level', async () => {
  const { host } = await shown([state]);
  await userEvent.click(screen.getByRole('radio', { name: 'worse' }));
  await userEvent.click(screen.getByRole('button', { name: /^A weakness, worse/ }));
  await expect
    .poll(() => host.decisions.at(-1))
    .toMatchObject({ state: { is: 'spoken', level: 'weakness', direction: 'worse' } });
});

it('takes out a sentence by its number and asks again', async () => {
  const { host } = await shown([together]);
  await userEvent.keyboard('1');
  await expect
    .poll(() => host.decisions)
    .toEqual([{ is: 'reject', thread: 't1', finding: { source: 'a1', quote: 'Visits are seldom in time.' } }]);
  expect(screen.getByRole('heading', { name: /Are these sentences all about/ })).toBeVisible();
});

it('asks of silence whether the visit says nothing, and offers no level', async () => {
  const { host } = await shown([state], { covered: 'not_covered', level: 'none', direction: 'none', quoted: [] });
  expect(screen.getByRole('heading', { name: /Does visit 2 say nothing of/ })).toBeVisible();
  await userEvent.keyboard('w');
  expect(host.decisions).toEqual([]);
  await userEvent.keyboard('y');
  await expect.poll(() => host.decisions.at(-1)).toMatchObject({ is: 'state', state: { is: 'silent' } });
});

it('leaves open with the space bar, counts what is left, takes back and writes a question by key', async () => {
  const { host, desk } = await shown([state]);
  await userEvent.keyboard('q');
  expect(desk.editor.draft?.written.on).toMatchObject({ is: 'thread', thread: 't1' });
  desk.editor.draft = null;
  await userEvent.keyboard(' ');
  expect(await screen.findByRole('heading', { name: '1 question left open' })).toBeVisible();
  expect(host.decisions).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Look at them again' }));
  host.held.steps = { undo: 'delete question', redo: null };
  await userEvent.keyboard('z');
  await expect.poll(() => host.asked).toContain('undo');
});

it('says that nothing is to be checked where nothing is compared', async () => {
  const host = new FakeHost();
  host.held.comparisons = [];
  const desk = new Desk(host);
  await desk.start();
  render(Check, { desk });
  expect(screen.getByRole('heading', { name: 'There is nothing to check yet' })).toBeVisible();
  expect(await faults()).toEqual([]);
});
