// Keyboard shortcuts, which must not act while somebody types.

/** True where the key goes to a text field. */
export function isTyping({ target }: Event): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Escape anywhere in a form closes it; the event does not propagate. */
export function escapes(form: HTMLElement, close: () => void) {
  let now = close;
  const hear = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    now();
  };
  form.addEventListener('keydown', hear);
  return {
    update: (next: () => void) => void (now = next),
    destroy: () => form.removeEventListener('keydown', hear),
  };
}
