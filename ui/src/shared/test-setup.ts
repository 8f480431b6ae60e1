import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

// A busy machine is no fault of the interface.
configure({ asyncUtilTimeout: 20_000 });

// jsdom draws nothing, so nothing changes its size.
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
