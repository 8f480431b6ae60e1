// What can be done, by name and with its keys: the list of keys shows it, and the finder does it.

import { SCREENS } from '../screens';
import type { Desk } from './desk.svelte';

export interface Command {
  name: string;
  /** "Ctrl K"; empty where it has none. */
  keys: string;
  run: (desk: Desk) => unknown;
}

/** The commands of the window, those that need a case only where one is open. */
export function commands(desk: Desk): Command[] {
  const { undo, redo } = desk.case.steps;
  return [
    ...SCREENS.map(({ key, title }, at): Command => ({
      name: `Go to ${title}`,
      keys: `Ctrl ${at + 1}`,
      run: () => (desk.navigation.screen = key),
    })),
    { name: 'Search everything', keys: 'Ctrl K', run: () => (desk.search.open = true) },
    ...(undo === null ? [] : [{ name: `Undo: ${undo}`, keys: 'Ctrl Z', run: () => desk.history.undo() }]),
    ...(redo === null ? [] : [{ name: `Redo: ${redo}`, keys: 'Ctrl Y', run: () => desk.history.redo() }]),
    { name: 'Add papers', keys: 'Ctrl I', run: () => desk.intake.addPapers() },
    ...(['question', 'note', 'evidence_request', 'commitment', 'answer'] as const).map((kind): Command => ({
      name: `New ${{ question: 'question', note: 'note', evidence_request: 'request for evidence', commitment: 'promise', answer: 'answer' }[kind]}`,
      keys: '',
      run: () => desk.editor.write(kind, { is: 'nothing' }),
    })),
    { name: 'Show all matters', keys: '', run: () => compare(desk, 'all') },
    { name: 'Show what moved since the last visit', keys: '', run: () => compare(desk, 'last') },
    { name: 'Show what moved since the inspection', keys: '', run: () => compare(desk, 'first') },
    ...desk.case.authorities.map((authority): Command => ({
      name: `Choose ${authority}`,
      keys: '',
      run: () => (desk.case.authority = authority),
    })),
    { name: 'Save a copy of the case', keys: '', run: () => desk.copyCase() },
    { name: 'Show the backups of the case', keys: '', run: () => desk.keeping.show() },
    { name: 'New case', keys: 'Ctrl N', run: () => desk.newCase() },
    { name: 'Open a case', keys: 'Ctrl O', run: () => desk.openCase() },
    { name: 'Settings', keys: 'Ctrl ,', run: () => (desk.settings.open = true) },
    { name: 'Larger text', keys: 'Ctrl +', run: () => desk.settings.setText('larger') },
    { name: 'Smaller text', keys: 'Ctrl −', run: () => desk.settings.setText('smaller') },
    { name: 'Text at its usual size', keys: 'Ctrl 0', run: () => desk.settings.setText(100) },
    { name: 'Take the tour', keys: '', run: () => desk.tour.take() },
    { name: 'Show the keys', keys: '?', run: () => (desk.help = 'keys') },
  ];
}

function compare(desk: Desk, view: 'all' | 'last' | 'first'): void {
  desk.matrix.reset();
  desk.matrix.view = view;
  desk.navigation.screen = 'comparison';
}

/** Commands whose names have every word typed, those that begin with it first. */
export function findCommands(all: Command[], typed: string): Command[] {
  const small = (text: string) => text.toLocaleLowerCase('en-GB');
  const words = small(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = all.filter(({ name }) => words.every((word) => small(name).includes(word)));
  const begins = ({ name }: Command) => (small(name).startsWith(small(typed).trim()) ? 0 : 1);
  return [...found].sort((a, b) => begins(a) - begins(b));
}

/** Keys of the screens, besides those of the commands. */
export const SCREEN_KEYS: { title: string; keys: [string, string][] }[] = [
  {
    title: 'Check first',
    keys: [
      ['Y', 'Yes, and on to the next'],
      ['W M S O', 'A weakness, mixed, a strength, no judgement'],
      ['1 to 9', 'That sentence is about something else'],
      ['Space', 'Leave it open'],
      ['Q', 'A question on this matter'],
      ['P', 'See it on the page'],
      ['Z', 'Take back the last answer'],
    ],
  },
  {
    title: 'A list of findings',
    keys: [
      ['J K', 'Next, last'],
      ['Y', 'Agree, and on to the next'],
      ['E', 'Correct'],
      ['L', 'Label'],
      ['N Q R', 'Note, question, request for evidence'],
    ],
  },
  {
    title: 'Comparison',
    keys: [
      ['Arrows', 'From cell to cell'],
      ['Enter', 'Show its words'],
      ['Y', 'Confirm, and on to the next'],
      ['J K', 'Next, last sentence'],
      ['M X', 'Move the sentence, take it out'],
      ['N Q R', 'Note, question, request for evidence'],
      ['Esc', 'Close what opened last'],
    ],
  },
  {
    title: 'A paper',
    keys: [
      ['Ctrl F', 'Find in this paper'],
      ['Alt Page up, Page down', 'Page before, next page'],
      ['N Q R', 'Note, question, request on the words selected'],
    ],
  },
];
