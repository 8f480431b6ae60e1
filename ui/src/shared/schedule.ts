// Schedules work around painting: what is visible is rendered first, the rest afterwards.

/** Milliseconds between the first paint and the work after it, so that input is not held up. */
const PAUSE = 100;

/** Resolves after the next paint: work in the animation frame itself would be part of it. */
export function nextPaint(): Promise<void> {
  return new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
}

/** Calls `then` soon after the current page has been painted; the returned function cancels it. */
export function afterPaint(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (timer = setTimeout(then, PAUSE)));
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
