// For tests: axe on a rendered component. Colours need a real window; the end-to-end test checks those.

import axe from 'axe-core';

/** The violations axe finds, one line each. */
export async function faults(element: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.html.slice(0, 120)})`),
  );
}
