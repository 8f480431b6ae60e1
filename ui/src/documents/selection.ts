// The selection in the text, as places of the paper.

import type { BridgePlace, BridgeText } from '../api/host';

const long = (text: string) => Array.from(text).length;

/** The selected words, one place for each paragraph, in order, without white space at the ends. */
export function selectedWords(range: Range, root: HTMLElement, text: BridgeText): BridgePlace[] {
  if (range.collapsed || !root.contains(range.commonAncestorContainer)) return [];
  const within = new Map<number, { start: number; end: number }>();
  for (const segment of root.querySelectorAll<HTMLElement>('[data-at]')) {
    const letters = segment.firstChild;
    if (!(letters instanceof Text) || !range.intersectsNode(letters)) continue;
    const from = range.startContainer === letters ? range.startOffset : 0;
    const to = range.endContainer === letters ? range.endOffset : letters.data.length;
    if (to <= from) continue;
    const at = Number(segment.dataset.at);
    const index = Number(segment.closest<HTMLElement>('[data-paragraph]')?.dataset.paragraph);
    const [start, end] = [at + long(letters.data.slice(0, from)), at + long(letters.data.slice(0, to))];
    within.set(index, { start: within.get(index)?.start ?? start, end });
  }
  return [...within].flatMap(([index, { start, end }]) => placeIn(text, index, start, end) ?? []);
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
  const over = paragraph.spans.filter((one) => start < one.end && one.start < end);
  const doubted = over.map((one) => text.pages[one.page]).find((page) => page?.doubt);
  return {
    source: text.source,
    index,
    start,
    end,
    quote: letters.slice(start, end).join(''),
    page: text.pages[span?.page ?? 0]?.label ?? '1',
    paragraph: paragraph.label,
    doubt: doubted?.doubt ? { page: doubted.label, why: doubted.doubt } : null,
  };
}
