// What the interface asks of the program that holds it. Everything but `tauri.ts` speaks to this alone.

import type {
  AtStart, CaseFile, Contents, ImportStep, MenuChoice, PackFile,
} from './bindings';

export type * from './bindings';

/** What went wrong: a code to act on, and a sentence that says what happened, what was kept and what to do next. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** Every call fails with a {@link Problem}. */
export interface Host {
  /** What the program was started with. */
  atStart(): Promise<AtStart>;
  createCase(path: string): Promise<CaseFile>;
  openCase(path: string): Promise<CaseFile>;
  /** Goes on past files that cannot be read; `step` is called once for each file, with what became of it. */
  importPapers(paths: string[], step: (step: ImportStep) => void): Promise<void>;
  /** Stops the import that runs, after the file it is at. */
  stopImport(): Promise<void>;
  contents(): Promise<Contents>;
  /** Writes the pack beside the case where no path is given, under a name that is free. */
  makePack(authority: string, path: string | null): Promise<PackFile>;

  /** Dialogs of the system; empty or null where the person thought better of it. */
  choosePapers(): Promise<string[]>;
  chooseCase(): Promise<string | null>;
  chooseNewCase(): Promise<string | null>;
  choosePackPath(suggested: string): Promise<string | null>;

  /** The window's menu. The returned function stops listening. */
  onMenu(chosen: (choice: MenuChoice) => void): Promise<() => void>;
  /** Files dropped on the window. */
  onDrop(dropped: (paths: string[]) => void, hovering: (over: boolean) => void): Promise<() => void>;
}
