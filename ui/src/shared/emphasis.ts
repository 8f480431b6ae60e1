// Splits a quotation into emphasised and plain parts; joined, they are the quotation.

export interface Piece {
  text: string;
  marked: boolean;
}

/** Splits the words at each of the parts, ignoring case; longer parts win. */
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
