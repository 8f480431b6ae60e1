// What of the matrix is shown and selected.

/** A matter, at one visit or as a whole. */
export interface Selected {
  thread: string;
  visit: string | null;
}

/** Every matter; those that moved since the last visit, or since the inspection; those that the newest visit passes over. */
export type MatterView = 'all' | 'last' | 'first' | 'silent';

export class MatrixSelection {
  chosen = $state.raw<Selected | null>(null);
  view = $state<MatterView>('all');
  /** Words that the matters shown have in their titles, themes or sentences. */
  words = $state('');

  reset(): void {
    this.chosen = null;
    this.view = 'all';
    this.words = '';
  }
}
