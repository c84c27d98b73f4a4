/**
 * What had the focus and went away with what it did (a line that is taken back, a step that is done) leaves it to nobody: the
 * next Tab would begin at the top of the window. It goes to the part of the screen where it was; a button that was only
 * busy takes it back. Whoever leaves a field by a press beside it has left it.
 */
const PART = '[role="dialog"], [role="tabpanel"], section[aria-label], section[aria-labelledby], main';

export interface Held {
  target: HTMLElement;
  /** What it stood in, from the nearest. */
  parts: readonly HTMLElement[];
}

let held: Held | null = null;

export function heldBy(target: HTMLElement): Held {
  const parts: HTMLElement[] = [];
  for (let part = target.parentElement?.closest<HTMLElement>(PART); part; ) {
    parts.push(part);
    part = part.parentElement?.closest<HTMLElement>(PART);
  }
  return { target, parts };
}

/** Gives the focus to the nearest part of the screen that is still there. */
export function keepBeside({ parts }: Held): void {
  const part = parts.find(
    (one) => one.isConnected && one.checkVisibility() && one.closest('[inert]') === null,
  );
  if (!part) return;
  if (!part.hasAttribute('tabindex')) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

const isFree = () => document.activeElement === null || document.activeElement === document.body;
export const isBusy = (target: HTMLElement) => target.matches(':disabled');
const isHidden = (target: HTMLElement) => !target.checkVisibility({ visibilityProperty: true });

function keep(): void {
  if (held === null || !isFree()) return;
  const { target } = held;
  if (target.isConnected && !isHidden(target)) {
    if (!isBusy(target)) target.focus({ preventScroll: true });
    return;
  }
  const gone = held;
  held = null;
  keepBeside(gone);
}

/** Called once. */
export function keepFocus(): void {
  let waits = false;
  const changed = () => {
    if (waits || held === null || !isFree()) return;
    waits = true;
    // After what the screen does at once: it may give the focus to something itself.
    setTimeout(() => {
      waits = false;
      keep();
    });
  };
  window.addEventListener('focusin', ({ target }) => {
    held = target instanceof HTMLElement ? heldBy(target) : null;
  });
  window.addEventListener('focusout', ({ target, relatedTarget }) => {
    // It goes to something else, which is told next.
    if (relatedTarget !== null) held = null;
    // What goes away, or is busy, loses the focus too: known once the screen is drawn.
    queueMicrotask(() => {
      if (held === null || held.target !== target) return;
      if (isHidden(held.target)) changed();
      else if (held.target.isConnected && !isBusy(held.target)) held = null;
    });
  });
  new MutationObserver(changed).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['disabled'],
  });
}
