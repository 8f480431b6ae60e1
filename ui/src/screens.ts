// The screens, in the order of the work: the navigation, the shortcuts Ctrl+1, 2 … and the window itself follow this table.

import type { Component } from 'svelte';

import Annotations from './annotations/Annotations.svelte';
import Briefing from './briefing/Briefing.svelte';
import Check from './check/Check.svelte';
import Comparison from './comparison/Comparison.svelte';
import Documents from './documents/Documents.svelte';
import Findings from './findings/Findings.svelte';
import Home from './home/Home.svelte';
import type { OpenCase } from './shared/case.svelte';
import type { Desk } from './shared/desk.svelte';

interface Entry {
  key: string;
  title: string;
  component: Component<{ desk: Desk }>;
  /** What the navigation counts, and its name in the plural. */
  count?: { of: (open: OpenCase) => number; what: string };
}

const table = <const T extends readonly Entry[]>(entries: T): T => entries;

export const SCREENS = table([
  { key: 'home', title: 'Home', component: Home },
  {
    key: 'check',
    title: 'Check first',
    component: Check,
    count: {
      of: (open) => open.newest?.queue.filter(({ front }) => front).length ?? 0,
      what: 'questions that the front page rests on',
    },
  },
  {
    key: 'documents',
    title: 'Documents',
    component: Documents,
    count: { of: (open) => open.shownSources.length, what: 'papers' },
  },
  {
    key: 'findings',
    title: 'Findings',
    component: Findings,
    count: { of: (open) => open.shownFindings.length, what: 'findings' },
  },
  {
    key: 'comparison',
    title: 'Comparison',
    component: Comparison,
    count: {
      of: (open) => open.shownComparisons.reduce((sum, { threads }) => sum + threads.length, 0),
      what: 'matters',
    },
  },
  {
    key: 'annotations',
    title: 'Notes and questions',
    component: Annotations,
    count: { of: (open) => open.shownAnnotations.length, what: 'notes and questions' },
  },
  { key: 'briefing', title: 'Briefing', component: Briefing },
]);

export type Screen = (typeof SCREENS)[number]['key'];
