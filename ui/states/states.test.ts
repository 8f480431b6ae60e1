// Every state of the interface in a real browser: no violation by axe, nothing clipped, and the page never wider than the
// window. In light, dark and forced colours, at 320 CSS pixels, and at 200% of a council laptop's window.

import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const LOOKS: Record<string, BrowserContextOptions> = {
  light: { viewport: { width: 1366, height: 768 } },
  dark: { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' },
  'high contrast': { viewport: { width: 1366, height: 768 }, forcedColors: 'active' },
  '320 pixels wide': { viewport: { width: 320, height: 640 } },
  '200%': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
};

/** Rules that do not apply in a look, each with its reason. */
const WAIVED: Record<string, string[]> = {
  // The colours are the system's own, chosen by the person; contrast is not ours to check.
  'high contrast': ['color-contrast'],
};

/** The folder for screenshots, if any. */
const folder = process.env.SCRUTINY_STATES_PICTURES;

let browser: Browser;
const pages = new Map<string, Page>();

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('program'), args: ['--no-sandbox'] });
  for (const [look, options] of Object.entries(LOOKS))
    pages.set(look, await browser.newPage({ reducedMotion: 'reduce', ...options }));
});

afterAll(() => browser.close());

/** Elements that are clipped or reach out of the window; scroll containers may hold more than they show. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const say = (what: string, node: Element) =>
      wrong.push(
        `${what}: ${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''} “${(node.textContent ?? '').trim().slice(0, 40)}”`,
      );
    const scrolls = (node: Element | null): boolean => {
      for (let at = node; at && at !== document.body; at = at.parentElement) {
        if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide)
      say(`The page is ${document.documentElement.scrollWidth} wide in a window of ${wide}`, document.body);
    for (const node of document.querySelectorAll('body *')) {
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      // Visually hidden text is one pixel wide on purpose.
      if (style.display === 'none' || box.width <= 1 || node.closest('svg, .visually-hidden, option, datalist'))
        continue;
      const clips = ['hidden', 'clip'].includes(style.overflowX);
      if (clips && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0 && !node.matches('select, input'))
        say('Cut', node);
      if (box.right > wide + 1 && !scrolls(node.parentElement)) say('Reaches out', node);
    }
    return wrong;
  });
}

describe.each(inject('states'))('%s', (state) => {
  it.each(Object.keys(LOOKS))('%s', async (look) => {
    const page = pages.get(look)!;
    const thrown: string[] = [];
    const hear = (error: Error) => thrown.push(error.message);
    page.on('pageerror', hear);
    await page.goto(`${inject('address')}?state=${encodeURIComponent(state)}`);
    await page.waitForSelector('body[data-ready]');
    if (folder) await page.screenshot({ path: `${folder}/${state}, ${look}.png` });
    const { violations } = await new AxeBuilder({ page })
      // There are no frames of another origin: one page is enough.
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .disableRules(WAIVED[look] ?? [])
      .analyze();
    page.off('pageerror', hear);
    const faults = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} (${node.html.slice(0, 140)}) ${node.failureSummary?.split('\n')[1] ?? ''}`),
    );
    expect({ thrown, faults, cut: await cut(page) }).toEqual({ thrown: [], faults: [], cut: [] });
  });
});
