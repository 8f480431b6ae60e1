// The tour: the screens on the sample case, one thing to see on each. It advances only when asked, can be left at any
// step, and can be taken again.

import type { Screen } from '../screens';
import type { Navigation } from './navigation.svelte';
import type { SettingsState } from './settings.svelte';
import type { Status } from './status.svelte';

export interface Step {
  screen: Screen;
  title: string;
  text: string;
  /** What to try. */
  todo: string;
}

export const STEPS: Step[] = [
  {
    screen: 'home',
    title: 'Where a case opens',
    text: 'This is Northmere, an authority that does not exist. Here stand its grades, the newest letter, what moved since the visit before, what to check before you print, and your questions. Only what is sure, or what you settled, is said to have moved.',
    todo: 'Follow a line of what moved to its words, and come back with Home.',
  },
  {
    screen: 'check',
    title: 'What to check first',
    text: 'What the program is not sure of it asks, the newest letter first: whether sentences are about one matter, and what a visit says of it. At most twelve answers make the front page whole.',
    todo: 'Read the words side by side and press Y where it is so, or W, M or S for what they say. Z takes an answer back.',
  },
  {
    screen: 'documents',
    title: 'The papers',
    text: 'On the left are the inspection report, the letters of the visits, the council’s statement and two articles, by visit. A letter that was never published is shown as missing.',
    todo: 'Choose a letter. Text and Page show the same words; select some, and you can write a note on them. Facts says what was read from it, where, and lets you correct it.',
  },
  {
    screen: 'findings',
    title: 'The findings',
    text: 'Each sentence that says how things are, word for word, with its page. Below it stands what it was classed as and why: the words that caused it. What the program is unsure of is marked to check.',
    todo: 'Press J and K to go from one to the next, Y where the class is right, E to correct it. Ctrl+Z takes back whatever you did last, on every screen.',
  },
  {
    screen: 'comparison',
    title: 'The comparison',
    text: 'One row for each matter, one column for each visit; what slipped or never moved comes first. “Not looked at” and “letter not among the papers” are said in so many words, because silence is never improvement.',
    todo: 'Choose a cell to see the words of the visits beside one another. A link between visits is a proposal until you confirm it.',
  },
  {
    screen: 'annotations',
    title: 'What you write',
    text: 'Notes, questions and requests for evidence, on words, findings, matters, visits or nothing. They are kept as you type and stay with the words they are about. Each is for the public or for members only.',
    todo: 'Write a question: for whom it is, how urgent, and what to ask to see.',
  },
  {
    screen: 'briefing',
    title: 'The pack',
    text: 'What the committee reads: one side of paper in front, then the run of visits, the matters with their words and pages, what nobody looked at, and your questions. A pack for the public never holds what is for members only.',
    todo: 'Choose the sections and see the real pages beside them. Make pack writes an accessible PDF.',
  },
];

export class Tour {
  /** Which step, from 0; null where the tour is not being taken. */
  at = $state<number | null>(null);
  step = $derived(this.at === null ? null : (STEPS[this.at] ?? null));

  constructor(
    private readonly openSample: () => Promise<void>,
    private readonly navigation: Navigation,
    private readonly settings: SettingsState,
    private readonly status: Status,
  ) {}

  /** Opens the sample case and begins there. */
  async take(): Promise<void> {
    // The papers may still be being imported: the first step shows meanwhile.
    const opened = this.openSample();
    this.at = 0;
    await opened;
    this.navigation.screen = STEPS[this.at ?? 0]?.screen ?? 'documents';
  }

  go(by: -1 | 1): void {
    if (this.at === null) return;
    const to = this.at + by;
    if (to >= STEPS.length) return void this.leave();
    this.at = Math.max(0, to);
    this.navigation.screen = STEPS[this.at]?.screen ?? this.navigation.screen;
  }

  async leave(): Promise<void> {
    this.at = null;
    await this.status.attempt(async () => {
      await this.settings.tourTaken();
      this.status.say('The tour is closed. Help, Take the tour opens it again.');
    });
  }
}
