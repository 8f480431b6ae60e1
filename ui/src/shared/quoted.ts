// For tests: the text of quotations without their mark-up.

/** Text of every quotation in `element`, in order. */
export function quotations(element: Element = document.body): string[] {
  return [...element.querySelectorAll('blockquote p')].map((words) => words.textContent?.trim() ?? '');
}
