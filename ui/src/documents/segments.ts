// Splits a paragraph's text at the ends of findings, notes, search hits and pages.
// Offsets count Unicode scalar values, as the bridge does; strings here count UTF-16: `Array.from` goes between.

import type { BridgeFinding, BridgeParagraph } from '../api/host';

export interface Mark {
  start: number;
  end: number;
  is: 'finding' | 'note' | 'found' | 'target';
  /** Of a finding. */
  finding?: Pick<BridgeFinding, 'index' | 'level' | 'stands'>;
}

export interface Segment {
  /** Where it begins in the paragraph. */
  at: number;
  text: string;
  /** The finding that it is part of. */
  finding: Mark['finding'] | null;
  noted: boolean;
  found: boolean;
  target: boolean;
  /** The page that begins with it, where the paragraph runs over a page break. */
  opens: number | null;
}

/** The pieces of a paragraph, in order; joined, they are its text. */
export function segments(paragraph: BridgeParagraph, marks: Mark[]): Segment[] {
  const letters = Array.from(paragraph.text);
  const cuts = new Set([0, letters.length]);
  const breaks = new Map(paragraph.spans.slice(1).map((span) => [span.start, span.page]));
  for (const at of [...breaks.keys(), ...marks.flatMap(({ start, end }) => [start, end])]) {
    if (at > 0 && at < letters.length) cuts.add(at);
  }
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(0, -1).map((at, place) => {
    const over = marks.filter(({ start, end }) => start <= at && at < end);
    return {
      at,
      text: letters.slice(at, ends[place + 1]).join(''),
      finding: over.find((mark) => mark.is === 'finding')?.finding ?? null,
      noted: over.some((mark) => mark.is === 'note'),
      found: over.some((mark) => mark.is === 'found'),
      target: over.some((mark) => mark.is === 'target'),
      opens: breaks.get(at) ?? null,
    };
  });
}

export interface Found {
  index: number;
  start: number;
  end: number;
}

/** Every occurrence of the words, ignoring case; none for fewer than two letters. */
export function findIn(paragraphs: BridgeParagraph[], typed: string): Found[] {
  const small = (text: string) => Array.from(text, (letter) => letter.toLocaleLowerCase('en-GB'));
  const wanted = small(typed.trim().replace(/\s+/g, ' ').replace(/'/g, '’'));
  if (wanted.length < 2) return [];
  const found: Found[] = [];
  paragraphs.forEach(({ text }, index) => {
    const letters = small(text.replace(/'/g, '’'));
    for (let start = 0; start + wanted.length <= letters.length; start += 1) {
      if (wanted.every((letter, at) => letters[start + at] === letter))
        found.push({ index, start, end: start + wanted.length });
    }
  });
  return found;
}
