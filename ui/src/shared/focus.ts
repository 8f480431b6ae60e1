// Where the focus goes when what had it is gone: deleted, joined, closed. Never to nothing, where keys would be dead and a
// screen reader would begin again at the top.

/** Elements that can take the focus by a script. */
const TAKES = 'button:not([disabled]), a[href], input, select, textarea, summary, [tabindex]';

/** Keeps the focus on the page as long as it listens; the returned function stops it. */
export function keepFocus(root: HTMLElement): () => void {
  /** What had the focus last, and all around it. */
  let line: HTMLElement[] = [];
  const remember = ({ target }: FocusEvent) => {
    line = [];
    for (let at = target instanceof HTMLElement ? target : null; at; at = at.parentElement) line.push(at);
  };
  const look = () => {
    const [last] = line;
    const active = document.activeElement;
    if (!last || last.isConnected || (active !== null && active !== document.body)) return;
    const around = line.find((one) => one.isConnected && one !== document.body && one !== document.documentElement);
    // What now stands where it was, else the heading of the screen.
    const next = around?.matches(TAKES) ? around : around?.querySelector<HTMLElement>(TAKES);
    (next ?? root.querySelector<HTMLElement>('main h2'))?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => requestAnimationFrame(look));
  root.addEventListener('focusin', remember);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
