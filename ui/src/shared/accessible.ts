// For tests: axe on what a component drew. Colours need a real window; the end-to-end test looks at those.

import axe from 'axe-core';

/** What axe finds wrong, a line each; empty where nothing is. */
export async function faults(element: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.html.slice(0, 120)})`));
}
