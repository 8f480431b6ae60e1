// The interface to the program around the page. Everything but `tauri.ts` uses this alone.

import type {
  AtStart, BridgeAdrift, BridgeAnnotation, BridgeComparison, BridgeCorrection, BridgeCycle, BridgeFinding, BridgeHits, BridgeLadder, BridgeSource, BridgeText, BridgeWhat, BridgeWord, CaseFile, Changed,
  Decision, HitKind, ImportStep, MenuChoice, PackChoices, PackFile, PackMade, PackPaper, PackPreview, Rung, SavedTable, SecondReading, Settings, Shown, Visibility, Written,
} from './bindings';

export type * from './bindings';

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
}

/** The files that a table can be. */
export type TableEnding = 'xlsx' | 'csv';

/** An error: a code to act on, and a sentence that says what happened, what was kept and what to do next. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** What kind of file a pack is. */
export type PackForm = 'pdf' | 'docx' | 'html';

/** Every call fails with a {@link Problem}. */
export interface Host {
  /** What the program was started with. */
  atStart(): Promise<AtStart>;
  createCase(path: string): Promise<CaseFile>;
  openCase(path: string): Promise<CaseFile>;
  /** Opens the sample case; the first time with the papers to import into it. */
  openSample(): Promise<AtStart>;
  /** Goes on past files that cannot be read; `step` is called once for each file, with what became of it. */
  importPapers(paths: string[], step: (step: ImportStep) => void): Promise<void>;
  /** Stops the import that runs, after the file it is at. */
  stopImport(): Promise<void>;
  contents(): Promise<Contents>;
  /** Writes what a screen shows to a file, whose ending says which kind. */
  saveShown(shown: Shown, path: string): Promise<SavedTable>;

  /** What was chosen last for the pack of an authority; the usual where nothing was. */
  packChoices(authority: string): Promise<PackChoices>;
  choosePack(authority: string, choices: PackChoices): Promise<void>;
  /** The pack as it would be now; null where another was asked for meanwhile. Its pages are pictures by `pageAddress`. */
  previewPack(authority: string, choices: PackChoices): Promise<PackPreview | null>;
  /** A pack made before, with the words it had; null where another was asked for meanwhile. */
  previewMade(id: number, paper: PackPaper): Promise<PackPreview | null>;
  /** What the pages of a preview say; null where it is not the newest any more. */
  previewText(sha256: string): Promise<BridgeText | null>;
  /** Writes the pack in the form its ending asks for; as PDF beside the case where no path is given, under a name that is free. */
  makePack(authority: string, choices: PackChoices, path: string | null): Promise<PackFile>;
  /** All packs made of the case, newest first. */
  packs(): Promise<PackMade[]>;
  writePackAgain(id: number, paper: PackPaper, path: string): Promise<PackFile>;
  /** Opens a pack just made in the system's viewer. */
  showPack(path: string): Promise<void>;

  /** Saves an annotation, as a new version where `id` names one. It is durable when this resolves. */
  writeDown(id: number | null, written: Written): Promise<BridgeAnnotation>;
  takeAway(id: number): Promise<void>;
  /** What kind of change was undone or redone; null where there is none. */
  undo(): Promise<Changed | null>;
  redo(): Promise<Changed | null>;
  putRight(source: string, correction: BridgeCorrection): Promise<void>;
  /** `cycle` is null for what is about one finding's classes. */
  decide(cycle: BridgeCycle | null, decision: Decision): Promise<void>;
  /** The scale of quantifiers of this case. */
  ladder(): Promise<BridgeLadder>;
  /** Null restores the scale that comes with the program. */
  setLadder(rungs: Rung[] | null): Promise<void>;
  markPaper(source: string, visibility: Visibility, setAside: boolean): Promise<void>;
  text(source: string): Promise<BridgeText>;
  /** Pages count from 0. */
  wordsOn(source: string, page: number): Promise<BridgeWord[]>;
  find(words: string, kind: HitKind | null): Promise<BridgeHits>;
  /** URL of a page's picture, `percent` of a pixel a point. */
  pageAddress(source: string, page: number, percent: number): string;

  /** Settings of the program, independent of the case. */
  settings(): Promise<Settings>;
  /** Sets the size of all text to the nearest size there is, and remembers it. */
  setTextSize(percent: number): Promise<Settings>;
  /** Records that the tour was taken or declined. */
  tourTaken(): Promise<Settings>;

  /** System dialogs; empty or null where cancelled. */
  choosePapers(): Promise<string[]>;
  chooseCase(): Promise<string | null>;
  chooseNewCase(): Promise<string | null>;
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
