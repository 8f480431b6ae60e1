// Serves the built states to the tests, and tells them which there are.

import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    address: string;
    program: string;
    states: string[];
  }
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const program = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  if (!program) throw new Error('No Chromium was found. Install it, or name it in CHROMIUM.');
  const server = await preview({
    configFile: `${import.meta.dirname}/vite.config.ts`,
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForFunction(() => Array.isArray(window.states), null, { polling: 100 });
    project.provide('address', address);
    project.provide('program', program);
    project.provide('states', await page.evaluate(() => window.states));
  } finally {
    await browser.close();
  }
  return () => server.close();
}
