// Which paper the reader shows, how, and where in it.

import type { OpenCase } from '../shared/case.svelte';
import type { Navigation } from '../shared/navigation.svelte';

/** Words of a paper to go to. */
export interface Landing {
  source: string;
  index: number;
  start: number;
  end: number;
  /** Whether the words take the focus too: where a person follows a citation to them. */
  focus?: boolean;
}

/** How a paper is shown. */
export type View = 'text' | 'page' | 'facts';

export class ReaderState {
  view = $state<View>('text');
  /** Where the reader shall go; a new object each time, so that it can go to the same place again. */
  landing = $state.raw<Landing | null>(null);

  #source = $state<string | null>(null);

  constructor(
    private readonly openCase: OpenCase,
    private readonly navigation: Navigation,
  ) {}

  /** SHA-256 of the selected source; null where none is, or it is no longer in the case. */
  get source(): string | null {
    return this.#source !== null && this.openCase.bySha.has(this.#source) ? this.#source : null;
  }

  set source(source: string | null) {
    this.#source = source;
  }

  /** Chooses a paper, at its beginning. */
  choose(source: string | null): void {
    this.source = source;
    this.landing = null;
  }

  /** Shows words in their paper. */
  land(landing: Landing): void {
    this.source = landing.source;
    if (this.view === 'facts') this.view = 'text';
    this.landing = { ...landing, focus: true };
    this.navigation.screen = 'documents';
  }

  /** Shows the paragraph that states something. */
  landOn(source: string, { index }: { index: number }): void {
    this.land({ source, index, start: 0, end: 100_000 });
  }

  /** Shows a paper from its beginning. */
  show(source: string): void {
    this.choose(source);
    if (this.view === 'facts') this.view = 'text';
    this.navigation.screen = 'documents';
  }

  /** Shows the facts of a paper. */
  showFacts(source: string): void {
    this.choose(source);
    this.view = 'facts';
    this.navigation.screen = 'documents';
  }

  reset(): void {
    this.choose(null);
  }
}
