// What is not in sight at first comes after what is.

/** Milliseconds in which a person takes in what came first. */
const PAUSE = 100;

/** When what is on the page now has been drawn: what is done in the frame itself would be drawn with it. */
export function onceDrawn(): Promise<void> {
  return new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
}

/** Calls `then` soon after what is on the page now was drawn; the returned function calls it off. */
export function afterDrawn(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (timer = setTimeout(then, PAUSE)));
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
