import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

// Long timeouts: a busy machine is not a fault of the interface.
configure({ asyncUtilTimeout: 20_000 });

// jsdom has no layout, so no element is ever resized.
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
