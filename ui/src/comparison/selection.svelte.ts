// Which cell of the matrix is selected.

/** A matter, at one visit or as a whole. */
export interface Selected {
  thread: string;
  visit: string | null;
}

export class MatrixSelection {
  chosen = $state.raw<Selected | null>(null);
}
