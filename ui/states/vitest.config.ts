// `npm run test:states`: every state in a real browser. Chromium is looked for where systems put it, or named by CHROMIUM.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    environment: 'node',
    include: ['*.test.ts'],
    globalSetup: 'serve.ts',
    // Long timeouts: a busy machine is not a fault of the interface.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
