// Differences between two visits in quantifiers and figures, verbatim.

import type { BridgeFinding } from '../api/host';

/** The quantifiers and figures of a visit's words on a matter, verbatim. */
export interface Parts {
  quantifiers: string[];
  figures: string[];
}

export interface Changes {
  /** Parts that only one side has. */
  before: string[];
  now: string[];
  /** "too many, now some": one text for each kind that differs. */
  told: string[];
}

/** The quantifiers and figures of one finding. */
export const partsOf = ({ quantifier, figures }: BridgeFinding): Parts => ({
  quantifiers: quantifier === null ? [] : [quantifier],
  figures,
});

export function joined(all: Parts[]): Parts {
  const once = (list: string[]) => [...new Map(list.map((part) => [fold(part), part])).values()];
  return {
    quantifiers: once(all.flatMap(({ quantifiers }) => quantifiers)),
    figures: once(all.flatMap(({ figures }) => figures)),
  };
}

const fold = (part: string) => part.toLocaleLowerCase('en-GB').replace(/\s+/g, ' ').trim();

function without(list: string[], other: string[]): string[] {
  const there = new Set(other.map(fold));
  return list.filter((part) => !there.has(fold(part)));
}

/** What one side says and the other does not. Never whether that is better: the sentences say so. */
export function changes(before: Parts, now: Parts): Changes {
  const pairs = [
    {
      what: 'How many',
      none: 'no such word',
      was: without(before.quantifiers, now.quantifiers),
      is: without(now.quantifiers, before.quantifiers),
    },
    {
      what: 'Figures',
      none: 'no figure',
      was: without(before.figures, now.figures),
      is: without(now.figures, before.figures),
    },
  ];
  const list = (parts: string[]) => parts.map((part) => `“${part}”`).join(', ');
  return {
    before: pairs.flatMap(({ was }) => was),
    now: pairs.flatMap(({ is }) => is),
    told: pairs
      .filter(({ was, is }) => was.length + is.length > 0)
      .map(({ what, none, was, is }) => {
        // "None before" would say that there was nothing, and not that no word or figure was given.
        if (was.length === 0) return `${what}: ${list(is)} now, ${none} before`;
        return `${what}: ${list(was)} before, ${is.length === 0 ? none : list(is)} now`;
      }),
  };
}
