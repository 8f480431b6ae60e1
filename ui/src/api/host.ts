// The interface to the program around the page. Everything but `tauri.ts` uses this alone.

import type {
  BridgeAdrift,
  BridgeAnnotation,
  BridgeAuthority,
  BridgeComparison,
  BridgeFinding,
  BridgeSource,
  BridgeSteps,
  BridgeWhat,
  commands,
  ImportStep,
  MenuChoice,
  SecondReading,
} from './bindings';

export type * from './bindings';
export { VOCABULARY } from './bindings';

/** The kinds of annotation. */
export type AnnotationKind = BridgeWhat['is'];

/** Everything that was read in the sources in use. */
export interface Contents {
  /** In the order of import. */
  sources: BridgeSource[];
  /** By source, in the order of the document. */
  findings: BridgeFinding[];
  /** By authority, older judgement cycles first. */
  comparisons: BridgeComparison[];
  /** Oldest first. */
  annotations: BridgeAnnotation[];
  /** Labels whose words are no finding any more. */
  adrift: BridgeAdrift[];
  /** By name. */
  authorities: BridgeAuthority[];
  /** What undo and redo would do now. */
  steps: BridgeSteps;
}

/** The files that a table can be. */
export type TableEnding = 'xlsx' | 'csv';

/** An error: a sentence that says what happened, what was kept and what to do next. */
export class Problem extends Error {
  override name = 'Problem';
}

/** What kind of file a pack is. */
export type PackForm = 'pdf' | 'docx' | 'html';

type Commands = typeof commands;

/** Commands whose arguments or results the host itself handles. */
export const OWN_COMMANDS = ['importPapers', 'outline', 'findingsParts', 'comparisonParts'] as const;

/** What a command returns; void where it only says that it was done. */
type Data<C extends (...args: never[]) => Promise<unknown>> =
  Extract<Awaited<ReturnType<C>>, { status: 'ok' }> extends { data: infer T } ? ([T] extends [null] ? void : T) : never;

/** Every other command of the program, its result unwrapped. */
export type Calls = {
  [Name in keyof Commands as Exclude<Name, (typeof OWN_COMMANDS)[number]>]: (
    ...args: Parameters<Commands[Name]>
  ) => Promise<Data<Commands[Name]>>;
};

/** Every call fails with a {@link Problem}. */
export interface Host extends Calls {
  /** Goes on past files that cannot be read; `step` is called once for each file, with what became of it. */
  importPapers(paths: string[], step: (step: ImportStep) => void): Promise<void>;
  contents(): Promise<Contents>;
  /** URL of a page's picture, `percent` of a pixel a point. */
  pageAddress(source: string, page: number, percent: number): string;

  /** System dialogs; empty or null where cancelled. */
  choosePapers(): Promise<string[]>;
  chooseCase(): Promise<string | null>;
  chooseNewCase(): Promise<string | null>;
  chooseCopyPath(suggested: string): Promise<string | null>;
  chooseTablePath(suggested: string, ending: TableEnding): Promise<string | null>;
  /** `suggested` is a file name without its extension. */
  choosePackPath(suggested: string, form: PackForm): Promise<string | null>;

  /** The window's menu. The returned function stops listening. */
  onMenu(chosen: (choice: MenuChoice) => void): Promise<() => void>;
  /** A case was asked for while the window is open: `atStart` says which. */
  onStartedAgain(started: () => void): Promise<() => void>;
  /** Progress of the second reading, which runs in the background. */
  onSecondReading(read: (so: SecondReading) => void): Promise<() => void>;
  /** Files dropped on the window. */
  onDrop(dropped: (paths: string[]) => void, hovering: (over: boolean) => void): Promise<() => void>;
}
