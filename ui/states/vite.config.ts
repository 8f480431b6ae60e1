// Builds the states as pages of their own, as the program is built.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: '../svelte.config.js' })],
  logLevel: 'warn',
  build: { outDir: '../node_modules/.states', emptyOutDir: true, target: 'chrome108' },
});
