// What is not in sight at first comes after what is.

/** Calls `then` when what is on the page now has been drawn; the returned function calls it off. */
export function afterDrawn(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (timer = setTimeout(then)));
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
