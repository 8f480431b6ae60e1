// For tests: the words that a quotation shows, as one text, whatever is marked in them.

/** Text of every quotation in `element`, in order. */
export function quotations(element: Element = document.body): string[] {
  return [...element.querySelectorAll('blockquote p')].map((words) => words.textContent?.trim() ?? '');
}
