import '@testing-library/jest-dom/vitest';

// jsdom draws nothing, so nothing changes its size.
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
