// The state of the window, by screen: each part has its own file and gets the parts it depends on. Components name the
// parts they need (`Pick<Desk, …>`). Here: how the parts are put together, opening a case, and the menu.

import { type CaseFile, type Host, type MenuChoice, Problem } from '../api/host';
import { AnnotationEditor } from '../annotations/editor.svelte';
import { PackState } from '../briefing/pack.svelte';
import { CheckState } from '../check/check.svelte';
import { MatrixSelection } from '../comparison/selection.svelte';
import { Intake } from '../documents/intake.svelte';
import { ReaderState } from '../documents/reader.svelte';
import { Keeping } from '../keeping/keeping.svelte';
import { OpenCase } from './case.svelte';
import { History } from './history.svelte';
import { Navigation } from './navigation.svelte';
import { Quantifiers } from './quantifiers';
import { nextPaint } from './schedule';
import { SearchState } from './search.svelte';
import { SettingsState } from './settings.svelte';
import { Status } from './status.svelte';
import { Tables } from './tables';
import { Tour } from './tour.svelte';

export class Desk {
  readonly status = new Status();
  readonly navigation = new Navigation();
  readonly case: OpenCase;
  readonly history: History;
  readonly quantifiers: Quantifiers;
  readonly settings: SettingsState;
  readonly tables: Tables;
  readonly tour: Tour;
  readonly search: SearchState;
  readonly keeping: Keeping;

  readonly intake: Intake;
  readonly reader: ReaderState;
  readonly matrix = new MatrixSelection();
  readonly check = new CheckState();
  readonly editor: AnnotationEditor;
  /** Another one for each case. */
  pack: PackState;

  /** True once the case that the program was started with is open, or there is none. */
  started = $state(false);
  /** The dialog that names the keys, or the one that finds a command. */
  help = $state<'keys' | 'commands' | null>(null);
  /** True while a dialog covers the screen, whose shortcuts are then off. */
  covered = $derived.by(
    () =>
      this.editor.draft !== null || this.search.open || this.settings.open || this.keeping.open || this.help !== null,
  );

  constructor(
    readonly host: Host,
    /** Today, as an ISO date. */
    readonly today = new Date().toISOString().slice(0, 10),
  ) {
    const { status, navigation } = this;
    this.case = new OpenCase(host, status);
    this.history = new History(host, this.case, status);
    this.quantifiers = new Quantifiers(host, this.case, status);
    this.settings = new SettingsState(host, status);
    this.tables = new Tables(host, status);
    this.tour = new Tour(() => this.openSample(), navigation, this.settings, status);
    this.keeping = new Keeping(
      host,
      status,
      (file) => this.#opened(file),
      () => this.#erased(),
    );
    this.intake = new Intake(host, this.case, status);
    this.reader = new ReaderState(this.case, navigation);
    this.search = new SearchState(host, this.case, this.reader, navigation, status);
    this.editor = new AnnotationEditor(host, this.case, status);
    this.pack = $state.raw(new PackState(host, status));
  }

  /** Opens what the program was started with. */
  async start(): Promise<void> {
    await this.status.attempt(async () => {
      await this.settings.reload();
      const start = await this.host.atStart();
      if (start.case) await this.#opened(start.case);
      this.started = true;
      if (start.case && start.papers.length > 0) await this.intake.importPapers(start.papers);
    });
    this.started = true;
  }

  async newCase(): Promise<void> {
    await this.status.attempt(async () => {
      const path = await this.host.chooseNewCase();
      if (path !== null) await this.#open(() => this.host.createCase(path));
    });
  }

  /** Opens the case at the path, or one that the person picks. */
  async openCase(named: string | null = null): Promise<void> {
    await this.status.attempt(async () => {
      const path = named ?? (await this.host.chooseCase());
      if (path !== null) await this.#open(() => this.host.openCase(path));
    });
  }

  /** Opens the sample case, and imports its papers where it is new. */
  async openSample(): Promise<void> {
    await this.status.attempt(async () => {
      const sample = await this.host.openSample();
      if (sample.case) await this.#opened(sample.case);
      if (sample.papers.length > 0) await this.intake.importPapers(sample.papers);
    });
  }

  /** Writes a whole, checked copy of the case to a place that the person picks. */
  async copyCase(): Promise<void> {
    await this.status.attempt(async () => {
      const name = this.case.file?.file.replace(/\.scrutiny$/, '') ?? 'Case';
      const path = await this.host.chooseCopyPath(`${name} copy.scrutiny`);
      if (path === null) return;
      await this.host.backUp(path);
      this.status.say(`A whole copy of the case was written to ${path}.`);
    });
  }

  async menu(choice: MenuChoice): Promise<unknown> {
    const isOpen = this.case.file !== null;
    switch (choice) {
      case 'new_case':
        return this.newCase();
      case 'open_case':
        return this.openCase();
      case 'add_papers':
        return isOpen ? this.intake.addPapers() : this.newCase();
      case 'make_pack':
        if (isOpen) this.navigation.screen = 'briefing';
        return;
      case 'open_sample':
        return this.openSample();
      case 'larger_text':
        return this.settings.setText('larger');
      case 'smaller_text':
        return this.settings.setText('smaller');
      case 'usual_text':
        return this.settings.setText(100);
      case 'tour':
        return this.tour.take();
      case 'undo':
        return isOpen ? this.history.undo() : undefined;
      case 'redo':
        return isOpen ? this.history.redo() : undefined;
      case 'settings':
        this.settings.open = !this.covered;
        return;
      case 'copy_case':
        return isOpen ? this.copyCase() : undefined;
      case 'backups':
        if (isOpen && !this.covered) await this.keeping.show();
        return;
      case 'keys':
      case 'commands':
        if (!this.covered && (isOpen || choice === 'keys')) this.help = choice;
        return;
      case 'search':
        this.search.open = isOpen && !this.covered;
        return;
      default:
        if (isOpen) this.navigation.screen = choice;
    }
  }

  /** Opens a case and shows that it is being opened: with many papers it takes a while. */
  async #open(open: () => Promise<CaseFile>): Promise<void> {
    this.case.opening = true;
    try {
      await this.#opened(await open());
    } finally {
      this.case.opening = false;
    }
  }

  /** Shows the case again after something of it was erased: nothing that was kept of it stays on the screen. */
  async #erased(): Promise<void> {
    this.reader.reset();
    this.matrix.reset();
    this.check.reset();
    this.pack = new PackState(this.host, this.status);
    this.case.forget();
    await this.case.reload();
  }

  async #opened(file: CaseFile): Promise<void> {
    this.case.replace(file);
    this.navigation.screen = 'home';
    this.reader.reset();
    this.matrix.reset();
    this.check.reset();
    this.editor.draft = null;
    this.intake.reset();
    this.pack = new PackState(this.host, this.status);
    try {
      await this.case.reload();
      // The frame is painted before the screen, so that rendering both does not block the window at once.
      await nextPaint();
    } finally {
      this.case.filled = true;
    }
    await this.settings.reload();
    if (file.told.length > 0) this.status.problem = new Problem(file.told.join(' '));
  }
}
