// Parts of a quotation that are marked: never more nor fewer words than it has.

export interface Piece {
  text: string;
  marked: boolean;
}

/** The words cut where one of the parts stands, whatever its case; joined, they are the words. Longer parts win. */
export function emphasised(words: string, parts: string[]): Piece[] {
  const wanted = parts.filter((part) => part.trim() !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text: words, marked: false }];
  const safe = wanted.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${safe.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of words.matchAll(pattern)) {
    if (match.index > at) pieces.push({ text: words.slice(at, match.index), marked: false });
    pieces.push({ text: match[0], marked: true });
    at = match.index + match[0].length;
  }
  if (at < words.length) pieces.push({ text: words.slice(at), marked: false });
  return pieces;
}
