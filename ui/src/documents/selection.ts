// What a person has selected in the text, as a place of the paper.

import type { BridgePlace, BridgeText } from '../api/host';

/** A place, and whether the selection went on beyond its paragraph. */
export interface Selected {
  place: BridgePlace;
  cut: boolean;
}

const long = (text: string) => Array.from(text).length;

/** The words of the first paragraph in the selection; null where none is selected. White space at the ends is left out. */
export function selectedWords(range: Range, root: HTMLElement, text: BridgeText): Selected | null {
  if (range.collapsed || !root.contains(range.commonAncestorContainer)) return null;
  const pieces = [...root.querySelectorAll<HTMLElement>('[data-at]')].flatMap((segment) => {
    const letters = segment.firstChild;
    if (!(letters instanceof Text) || !range.intersectsNode(letters)) return [];
    const from = range.startContainer === letters ? range.startOffset : 0;
    const to = range.endContainer === letters ? range.endOffset : letters.data.length;
    const at = Number(segment.dataset.at);
    const index = Number(segment.closest<HTMLElement>('[data-paragraph]')?.dataset.paragraph);
    return to > from ? [{ index, start: at + long(letters.data.slice(0, from)), end: at + long(letters.data.slice(0, to)) }] : [];
  });
  const index = pieces[0]?.index;
  const own = pieces.filter((piece) => piece.index === index);
  const [first, last] = [own[0], own.at(-1)];
  if (index === undefined || !first || !last) return null;
  const place = placeIn(text, index, first.start, last.end);
  return place && { place, cut: own.length < pieces.length };
}

/** Words of a paragraph with their citation; null where there are none. */
export function placeIn(text: BridgeText, index: number, from: number, to: number): BridgePlace | null {
  const paragraph = text.paragraphs[index];
  if (!paragraph) return null;
  const letters = Array.from(paragraph.text);
  let [start, end] = [from, to];
  while (start < end && letters[start]?.trim() === '') start += 1;
  while (end > start && letters[end - 1]?.trim() === '') end -= 1;
  if (start >= end) return null;
  const span = paragraph.spans.find((one) => start < one.end) ?? paragraph.spans.at(-1);
  return {
    source: text.source,
    index,
    start,
    end,
    quote: letters.slice(start, end).join(''),
    page: text.pages[span?.page ?? 0]?.label ?? '1',
    paragraph: paragraph.label,
  };
}
