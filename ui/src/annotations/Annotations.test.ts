import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { annotation, comparison, FakeHost, place } from '../api/fake';
import { Problem, type BridgeAnnotation } from '../api/host';
import { faults } from '../shared/accessible';
import { Desk } from '../shared/desk.svelte';
import Annotations from './Annotations.svelte';
import { arrangeNotes, onFinding } from './about';
import NoteEditor from './NoteEditor.svelte';

async function shown(annotations: BridgeAnnotation[]) {
  const host = new FakeHost();
  host.held.annotations = annotations;
  const desk = new Desk(host);
  await desk.start();
  render(Annotations, { desk });
  return { host, desk };
}

it('teaches where nothing is written yet', async () => {
  const { desk } = await shown([]);
  expect(screen.getByText(/Select words in a paper/)).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'New question' }));
  expect(desk.editor.draft?.written).toMatchObject({
    what: { is: 'question' },
    on: { is: 'nothing' },
    visibility: 'members_only',
  });
});

it('puts what must be asked first, and drops nothing that has lost its place', async () => {
  const notes = [
    annotation({ what: { is: 'note' }, text: 'A note.' }, { id: 1 }),
    annotation(
      { text: 'Later.', what: { is: 'question', audience: 'the director', priority: 'if_time_allows' } },
      { id: 2 },
    ),
    annotation({ text: 'First.' }, { id: 3 }),
    annotation({ text: 'Lost.' }, { id: 4, attached: false }),
  ];
  expect(arrangeNotes(notes).flatMap((group) => group.annotations.map((one) => one.written.text))).toEqual([
    'First.',
    'Later.',
    'A note.',
    'Lost.',
  ]);
  await shown(notes);
  expect(screen.getByRole('heading', { name: /no longer there/ })).toBeVisible();
  expect(screen.getByRole('heading', { name: '4 notes and questions' })).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.selectOptions(screen.getByLabelText('Kind'), 'note');
  expect(screen.getByRole('heading', { name: '1 note or question' })).toBeVisible();
});

it('leads to the words it is about, and is deleted and changed from where it stands', async () => {
  const { host, desk } = await shown([annotation()]);
  const note = screen.getByRole('note', { name: 'Question for the director, must ask' });
  await userEvent.click(
    within(note).getByRole('button', { name: 'Letter from Ofsted, 24 March 2021, page 2, paragraph 4' }),
  );
  expect(desk.navigation.screen).toBe('documents');
  expect(desk.reader.landing).toMatchObject({ source: 'a1', index: 3, start: 0 });
  await userEvent.click(within(note).getByRole('button', { name: /Edit/ }));
  expect(desk.editor.draft?.id).toBe(1);
  await userEvent.click(within(note).getByRole('button', { name: /Delete/ }));
  expect(host.asked).toEqual(['take 1']);
  expect(screen.queryByRole('note')).toBeNull();
});

it('finds the notes on a finding by the words they share', () => {
  const on = (start: number, end: number, source = 'a1') =>
    annotation({ on: { is: 'words', place: place({ start, end, source }), more: [] } });
  const finding = { place: place() };
  expect(onFinding([on(5, 9)], finding)).toHaveLength(1);
  expect(onFinding([on(26, 30), on(5, 9, 'b2'), { ...on(5, 9), attached: false }], finding)).toEqual([]);
});

async function writing(host = new FakeHost()) {
  const desk = new Desk(host);
  await desk.start();
  desk.editor.write('note', { is: 'thread', thread: 't1', cycle: comparison().cycle });
  render(NoteEditor, { desk, draft: desk.editor.draft!, pause: 1 });
  return { host, desk };
}

it('keeps what is typed without being told, one version in the place of the other', async () => {
  const { host, desk } = await writing();
  expect(screen.getByText('Matter: Visits that are late')).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByLabelText('Question'));
  await userEvent.type(screen.getByLabelText('Your question'), 'Why?');
  await expect.poll(() => host.held.annotations.at(-1)?.written.text).toBe('Why?');
  await userEvent.selectOptions(screen.getByLabelText('How urgent'), 'must ask');
  await userEvent.type(screen.getByLabelText('For whom'), 'the director');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await expect.poll(() => desk.editor.draft).toBeNull();
  expect(host.held.annotations).toHaveLength(1);
  expect(host.held.annotations[0]?.written).toEqual({
    what: { is: 'question', audience: 'the director', priority: 'must_ask' },
    text: 'Why?',
    visibility: 'members_only',
    on: { is: 'thread', thread: 't1', cycle: { authority: 'Northmere', judged: '2020-06' } },
  });
});

it('keeps of a commitment the meeting, the day due and what became of it', async () => {
  const { host, desk } = await writing();
  await userEvent.click(screen.getByLabelText('Promise'));
  await userEvent.type(screen.getByLabelText('What was promised'), 'A fifth team by June.');
  await userEvent.type(screen.getByLabelText('Who said it'), 'the director');
  const day = async (name: string, [d, m, y]: [string, string, string]) => {
    const group = within(screen.getByRole('group', { name }));
    await userEvent.type(group.getByLabelText('Day'), d);
    await userEvent.type(group.getByLabelText('Month'), m);
    await userEvent.type(group.getByLabelText('Year'), y);
  };
  await day('Promised at the meeting of', ['15', '1', '2026']);
  await day('Due by', ['30', '6', '2026']);
  await userEvent.selectOptions(screen.getByLabelText('What became of it'), 'not done');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await expect.poll(() => desk.editor.draft).toBeNull();
  expect(host.held.annotations[0]?.written).toMatchObject({
    what: { is: 'commitment', by: 'the director', meeting: '2026-01-15', due: '2026-06-30', outcome: 'not_done' },
  });
});

it('keeps of an answer the question that it is to', async () => {
  const host = new FakeHost();
  host.held.annotations = [annotation()];
  const { desk } = await writing(host);
  await userEvent.click(screen.getByLabelText('Answer'));
  await userEvent.type(screen.getByLabelText('What was answered'), 'Forty.');
  await userEvent.selectOptions(screen.getByLabelText('The question it answers'), 'What changed since March?');
  expect(await faults()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await expect.poll(() => desk.editor.draft).toBeNull();
  expect(host.held.annotations.at(-1)?.written.what).toEqual({ is: 'answer', by: null, meeting: null, to: 1 });
});

it('lists what was promised and answered, and says when and what became of it', async () => {
  const meeting = '2026-01-15';
  await shown([
    annotation({ text: 'Why?' }, { id: 7 }),
    annotation(
      {
        what: { is: 'commitment', by: 'the director', meeting, due: '2026-06-30', outcome: 'open' },
        text: 'A fifth team.',
      },
      { id: 8 },
    ),
    annotation({ what: { is: 'answer', by: null, meeting, to: 7 }, text: 'Forty.' }, { id: 9 }),
  ]);
  expect(screen.getByRole('note', { name: 'Promise by the director' })).toHaveTextContent(
    'Meeting of 15 January 2026. Due by 30 June 2026. What became of it: not noted yet.',
  );
  expect(screen.getByRole('note', { name: 'Answer' })).toHaveTextContent('To the question: Why?');
  expect(screen.getByRole('heading', { name: 'Promised 1' })).toBeVisible();
  expect(await faults()).toEqual([]);
});

it('does not close over what could not be kept', async () => {
  const host = new FakeHost();
  const { desk } = await writing(host);
  host.fails = new Problem('The disk is full. Nothing was written.');
  await userEvent.type(screen.getByLabelText('Your note'), 'Ask why.');
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  expect(await screen.findByText('The disk is full. Nothing was written.')).toBeVisible();
  expect(desk.editor.draft).not.toBeNull();
  expect(screen.getByLabelText('Your note')).toHaveValue('Ask why.');
  host.fails = null;
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await expect.poll(() => desk.editor.draft).toBeNull();
  expect(host.held.annotations[0]?.written.text).toBe('Ask why.');
});

it('keeps nothing where nothing was written', async () => {
  const { host, desk } = await writing();
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await expect.poll(() => desk.editor.draft).toBeNull();
  expect(host.asked).toEqual([]);
});
