// Which matters of a comparison are shown: by what moved, and by words.

import type { BridgeComparison, BridgeFinding, BridgeThread } from '../api/host';
import { isFact, THEME } from '../shared/words';
import { quotationsOf } from './quotations';
import type { MatterView } from './selection.svelte';

function inView(
  view: MatterView,
  { since_last: last, since_first: first, visits }: BridgeComparison,
): (thread: BridgeThread) => boolean {
  const moved = (since: typeof last) => {
    const ids = new Set(since?.moved.map(({ thread }) => thread));
    return ({ id }: BridgeThread) => ids.has(id);
  };
  switch (view) {
    case 'all':
      return () => true;
    case 'last':
      return moved(last);
    case 'first':
      return moved(first);
    case 'silent': {
      const at = visits.findLastIndex(({ letter }) => letter);
      return ({ cells }) => {
        const cell = cells[at];
        return cell !== undefined && cell.covered !== 'yes' && isFact(cell.standing);
      };
    }
  }
}

/** The matters of the view that have every word typed in their title, themes or sentences. */
export function matters(
  comparison: BridgeComparison,
  { view, words }: { view: MatterView; words: string },
  findingsOf: Map<string, BridgeFinding[]>,
): BridgeThread[] {
  const small = (text: string) => text.toLocaleLowerCase('en-GB').replace(/'/g, '’');
  const wanted = small(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = comparison.threads.filter(inView(view, comparison));
  if (wanted.length === 0) return shown;
  return shown.filter((thread) => {
    const sentences = thread.cells.flatMap((cell) => quotationsOf(cell, findingsOf).map(({ place }) => place.quote));
    const text = small([thread.title, ...thread.themes.map((theme) => THEME[theme]), ...sentences].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}
