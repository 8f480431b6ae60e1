// The lists in inspectors' papers (areas covered, recommendations …) and their corrections.

import type { BridgeCorrection, BridgeFact, BridgePlace, BridgeSource, Kind } from '../api/host';

/** A list of facts of one kind. */
export interface StatedList {
  what: 'focus' | 'recommendations';
  title: string;
  /** What one of them is, as in "the front door is …". */
  one: string;
  /** Kinds of paper that have such a list. */
  of: Kind[];
}

export const STATED: StatedList[] = [
  {
    what: 'focus',
    title: 'Areas covered by the visit',
    one: 'an area covered',
    of: ['monitoring_visit_letter', 'focused_visit_letter'],
  },
  {
    what: 'recommendations',
    title: 'What needs to improve',
    one: 'asked for',
    of: ['inspection_report', 'focused_visit_letter', 'jtai_letter'],
  },
];

/** Of a page in doubt the words are not here: their position in the list stands for them. */
const wordsOf = ({ index, quote }: Pick<BridgeFact, 'index' | 'quote'>, at: number) => ({
  index,
  quote,
  at: quote === '' ? at : null,
});

/** The list without one of its words. */
export function without(source: BridgeSource, what: StatedList['what'], at: number): BridgeCorrection {
  return { fact: what, words: source[what].map(wordsOf).filter((_, place) => place !== at) };
}

/** The list with more words of the paper added at their place; without duplicates. */
export function withWords(source: BridgeSource, what: StatedList['what'], places: BridgePlace[]): BridgeCorrection {
  const words = source[what].map(wordsOf);
  for (const place of places) {
    if (words.some(({ index, quote }) => index === place.index && quote === place.quote)) continue;
    const after = words.findIndex(({ index }) => index > place.index);
    words.splice(after < 0 ? words.length : after, 0, { index: place.index, quote: place.quote, at: null });
  }
  return { fact: what, words };
}
