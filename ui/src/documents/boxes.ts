// Boxes of highlights over the picture of a page: one for each line of words.

import type { BridgeWord } from '../api/host';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The boxes of a place's words on this page, in hundredths of a point; words on one line are joined. */
export function boxesOf(words: BridgeWord[], place: { index: number; start: number; end: number }): Box[] {
  const lines: Box[] = [];
  for (const { index, start, end, left, top, right, bottom } of words) {
    if (index !== place.index || end <= place.start || start >= place.end) continue;
    const line = lines.at(-1);
    const same =
      line && Math.abs((line.top + line.bottom) / 2 - (top + bottom) / 2) < (bottom - top) / 2 && left >= line.left;
    if (same) {
      line.right = Math.max(line.right, right);
      line.top = Math.min(line.top, top);
      line.bottom = Math.max(line.bottom, bottom);
    } else lines.push({ left, top, right, bottom });
  }
  return lines;
}
