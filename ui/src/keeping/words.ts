// What is said of backups and of what is erased.

import type { BridgeBackup, Differing, Erased } from '../api/host';

const OCCASION: Record<string, string> = {
  regular: 'made by itself',
  'before update': 'made before a newer program changed the file',
  'before restore': 'the case as it was before a backup was brought back',
};

export const occasion = (backup: BridgeBackup): string => OCCASION[backup.occasion] ?? backup.occasion;

/** "3 papers", "1 note". */
export function counted(n: number, one: string, more = `${one}s`): string {
  return `${n} ${n === 1 ? one : more}`;
}

/** "4 papers, 12 notes and questions, 3 decisions, 1 pack". */
export function held({ holds }: BridgeBackup): string {
  if (!holds) return 'cannot be read';
  return [
    counted(holds.papers, 'paper'),
    counted(holds.written, 'note or question', 'notes and questions'),
    counted(holds.decided, 'decision'),
    counted(holds.packs, 'pack'),
  ].join(', ');
}

/** Each thing that differs, as a line of a list. */
export function differing({ papers, written, decided, packs }: Differing): string[] {
  return [
    ...papers.map((file) => `the paper ${file}`),
    ...written.map((words) => `“${words}”`),
    ...(decided > 0 ? [counted(decided, 'correction or decision', 'corrections and decisions')] : []),
    ...packs.map((file) => `the pack ${file}`),
  ];
}

/** What goes with something that is erased, as lines of a list. */
export function goes(would: Erased): string[] {
  return [
    ...would.papers.map((file) => `the paper ${file}, its text, its findings and its pages`),
    ...would.notes.map((words) => `“${words}”`),
    ...(would.decided > 0
      ? [counted(would.decided, 'correction or decision about it', 'corrections and decisions about it')]
      : []),
    ...would.packs.map((file) => `the kept words of the pack ${file}, which quotes it`),
    ...(would.backups > 0 ? [`its copies in ${counted(would.backups, 'backup')}, made anew without it`] : []),
    ...(would.removed > 0 ? [counted(would.removed, 'backup or page picture', 'backups and page pictures')] : []),
  ];
}

/** What stays and may hold some of it, as sentences. */
export function stays({ repeated_in, came_with, unreached }: Erased): string[] {
  return [
    ...(repeated_in.length > 0
      ? [
          `${repeated_in.length === 1 ? 'A note repeats' : `${repeated_in.length} notes repeat`} words of it and stays: number ${repeated_in.join(', ')}.`,
        ]
      : []),
    ...(came_with.length > 0 ? [`What came with it stays: ${came_with.join(', ')}.`] : []),
    ...(unreached.length > 0 ? [`These backups are of a newer program and stay: ${unreached.join(', ')}.`] : []),
    'Copies that you made yourself, packs that you printed or sent, and the paper where it came from are not touched.',
  ];
}

/** "1 December 2026, 09:05", by the clock on the wall. */
export function moment(rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return rfc3339;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(at).replace(' at ', ', ');
}
