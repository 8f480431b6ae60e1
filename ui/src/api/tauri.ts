// The host as the desktop shell provides it. The only file that imports Tauri.

import { Channel, convertFileSrc } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { open, save } from '@tauri-apps/plugin-dialog';

import { commands, events } from './bindings';
import { type Calls, type Contents, type Host, type ImportStep, OWN_COMMANDS, type PackForm, Problem } from './host';
import type { Problem as ProblemSent } from './bindings';
import { Interner } from './intern';

const CASES = [{ name: 'Scrutiny Desk case', extensions: ['scrutiny'] }];
const PACKS: Record<PackForm, { name: string; extensions: string[] }> = {
  pdf: { name: 'PDF', extensions: ['pdf'] },
  docx: { name: 'Word', extensions: ['docx'] },
  html: { name: 'Web page', extensions: ['html', 'htm'] },
};
const PAPERS = [
  {
    name: 'Papers',
    extensions: ['pdf', 'docx', 'html', 'htm', 'xhtml', 'mht', 'mhtml', 'eml', 'txt', 'text', 'md', 'markdown', 'zip'],
  },
  { name: 'All files', extensions: ['*'] },
];

const TABLES = { xlsx: 'Spreadsheet', csv: 'Comma-separated values' };

type Sent<T> = { status: 'ok'; data: T } | { status: 'error'; error: ProblemSent };

/** Unwraps a result: returns the data or throws the problem. */
async function answer<T>(call: Promise<Sent<T>>): Promise<T> {
  let sent: Sent<T>;
  try {
    sent = await call;
  } catch (error) {
    // Not a result of a command: the bridge itself failed.
    throw new Problem(`The program could not be reached (${String(error)}). Nothing was changed.`);
  }
  if (sent.status === 'ok') return sent.data;
  // Tauri itself rejects with a text.
  const { message } = sent.error as Partial<ProblemSent>;
  throw new Problem(message ?? String(sent.error));
}

type Command = (...args: unknown[]) => Promise<Sent<unknown>>;

const own: readonly string[] = OWN_COMMANDS;

/** Every command but the host's own, its result unwrapped. */
const calls = Object.fromEntries(
  Object.entries(commands)
    .filter(([name]) => !own.includes(name))
    .map(([name, command]) => [name, (...args: unknown[]) => answer((command as Command)(...args))]),
) as unknown as Calls;

/** Cache of the large parts of the case, by content hash. */
let parts = new Map<string, unknown>();
/** Shares what repeats among the parts. */
let interner = new Interner();

/**
 * The contents of the case. Only parts that are not in the cache are fetched, a few at a time, so that no response is so
 * large that parsing it blocks the window.
 */
async function contents(): Promise<Contents> {
  for (;;) {
    const outline = await answer(commands.outline());
    // Another case.
    if (![...outline.findings, ...outline.comparisons].some((name) => parts.has(name))) interner = new Interner();
    const findings = await fetchParts(outline.findings, 5, commands.findingsParts);
    const comparisons = await fetchParts(outline.comparisons, 1, commands.comparisonParts);
    // The case changed meanwhile: begin again.
    if (findings === null || comparisons === null) continue;
    const { sources, annotations, adrift, authorities, steps } = outline;
    parts = new Map([...outline.findings, ...outline.comparisons].map((name) => [name, parts.get(name)]));
    return { sources, findings: findings.flat(), comparisons, annotations, adrift, authorities, steps };
  }
}

/** The parts of these names, in order, `atOnce` of them a request; null where one no longer exists. */
async function fetchParts<T>(
  names: string[],
  atOnce: number,
  ask: (names: string[]) => Promise<Sent<T[] | null>>,
): Promise<T[] | null> {
  const missing = names.filter((name) => !parts.has(name));
  while (missing.length > 0) {
    const few = missing.splice(0, atOnce);
    const got = await answer(ask(few));
    if (got === null) return null;
    few.forEach((name, at) => parts.set(name, interner.intern(got[at])));
  }
  return names.map((name) => parts.get(name) as T);
}

export const tauriHost: Host = {
  ...calls,
  async importPapers(paths, step) {
    const steps = new Channel<ImportStep>();
    steps.onmessage = step;
    await answer(commands.importPapers(paths, steps));
  },
  contents,
  pageAddress: (source, page, percent) => convertFileSrc(`${source}-${page}-${percent}`, 'page'),

  choosePapers: async () => (await open({ multiple: true, filters: PAPERS, title: 'Add papers' })) ?? [],
  chooseCase: () => open({ multiple: false, filters: CASES, title: 'Open a case' }),
  chooseNewCase: () => save({ filters: CASES, defaultPath: 'New case.scrutiny', title: 'New case' }),
  chooseCopyPath: (suggested) => save({ filters: CASES, defaultPath: suggested, title: 'Save a copy of the case' }),
  chooseTablePath: (suggested, ending) =>
    save({
      filters: [{ name: TABLES[ending], extensions: [ending] }],
      defaultPath: suggested,
      title: 'Save what is shown',
    }),
  choosePackPath: (suggested, form) =>
    save({ filters: [PACKS[form]], defaultPath: `${suggested}.${form}`, title: 'Save the pack' }),

  onMenu: (chosen) => events.menuChosen.listen((event) => chosen(event.payload)),
  onSecondReading: (read) => events.secondReading.listen((event) => read(event.payload)),
  onStartedAgain: (started) => events.startedAgain.listen(() => started()),
  onDrop: (dropped, hovering) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      hovering(payload.type === 'enter' || payload.type === 'over');
      if (payload.type === 'drop') dropped(payload.paths);
    }),
};
