/**
 * What lies over the screen: panels at its side, dialogs in its middle. Kept in the order in which they were opened: left to
 * itself, the library draws them in the order in which they were mounted, and closes several on one Escape.
 *
 * - The last one opened is on top. Of those below, only a panel under a dialog is still seen; none can be reached, and each
 *   comes back as it was left.
 * - Escape closes what is on top and nothing else: a tooltip, then a list or a calendar, then a dialog, then the panel below.
 * - What closes gives the focus back to what had it when it opened, or to the part of the screen where that was.
 */
import { useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { type Held, heldBy, isBusy, keepBeside } from './kept-focus.ts';
import { hideUndo } from './notices.tsx';
import { useLatest } from './use-latest.ts';

export type LayerKind = 'panel' | 'dialog';

interface Layer {
  id: string;
  kind: LayerKind;
  close(): void;
  /** What had the focus when it opened. */
  opener: Held | null;
}

/** On whatever floats beside a field or a button. */
export const FLOATING = 'data-floating';

/** Under the lists and calendars of the library (300) and the notices (400). */
const LOWEST = 200;

let layers: readonly Layer[] = [];
const listeners = new Set<() => void>();
const become = (next: readonly Layer[]) => {
  layers = next;
  for (const listen of listeners) listen();
};
const subscribe = (listen: () => void) => {
  listeners.add(listen);
  return () => {
    listeners.delete(listen);
  };
};

/** Whether one of the layers is not seen, given the kinds of all of them from the lowest. */
export const isHidden = (kinds: readonly LayerKind[], at: number): boolean => {
  const above = kinds.slice(at + 1);
  return above.length > 0 && (kinds[at] === 'dialog' || above.includes('panel'));
};

export const isCovered = (): boolean => layers.length > 0;

/** What a dialog or panel of the library is given, so that it takes its place among the others. */
export function useLayer(kind: LayerKind, opened: boolean, onClose: () => void) {
  const id = useId();
  const close = useLatest(onClose);
  useLayoutEffect(() => {
    if (opened) return put({ id, kind, close: () => close.current() });
  }, [id, kind, opened]);
  const all = useSyncExternalStore(subscribe, () => layers);
  const at = all.findIndex((layer) => layer.id === id);
  // Where it was, while it fades.
  const height = useRef(LOWEST);
  if (at >= 0) height.current = LOWEST + at;
  const hidden = isHidden(
    all.map((layer) => layer.kind),
    at === -1 ? all.length : at,
  );
  return {
    id,
    zIndex: height.current,
    // While it fades, its buttons are still there for a second press.
    inert: !opened || (at >= 0 && at < all.length - 1),
    style: hidden ? ({ visibility: 'hidden' } as const) : {},
    closeOnEscape: false,
    returnFocus: false,
  };
}

function put(layer: Omit<Layer, 'opener'>): () => void {
  // It lies over every layer: what a question is about must not be taken back beside it.
  if (layer.kind === 'dialog') hideUndo();
  const beside = focusedBeside();
  // A question that another one asked: that one has gone, or fades, and so does its button.
  const isOver = beside === lastBeside && lastLayer !== undefined && !layers.includes(lastLayer);
  const opener = isOver ? (lastLayer?.opener ?? null) : beside && heldBy(beside);
  for (const list of openLists()) pressOutside(list);
  become([...layers, { ...layer, opener }]);
  return () => {
    become(layers.filter(({ id }) => id !== layer.id));
    // After what the screen does at once: it may have given the focus to something itself.
    setTimeout(() => giveBack(opener));
  };
}

function giveBack(opener: Held | null): void {
  const top = layers.at(-1);
  const root = top ? document.getElementById(top.id) : null;
  const holder = document.activeElement?.closest('[role="dialog"]') ?? null;
  const isFree = document.activeElement === null || document.activeElement === document.body;
  if (!isFree && (root ? root.contains(holder) : holder === null)) return;
  const button = opener?.target;
  const isReachable =
    button?.isConnected && button.checkVisibility() && !isBusy(button) && (!root || root.contains(button));
  const target = isReachable ? button : root?.querySelector<HTMLElement>('[role="dialog"]');
  if (target) focusOn(target);
  // What it did takes its opener away, or keeps it busy.
  else if (opener && !root) keepBeside(opener);
}

/** What was hidden may be so until the next frame. */
function focusOn(target: HTMLElement, tries = 3): void {
  target.focus({ preventScroll: true });
  if (document.activeElement !== target && tries > 0) requestAnimationFrame(() => focusOn(target, tries - 1));
}

/** Lists, menus, calendars and small windows of the library, in the order in which they opened. */
const openLists = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(`[${FLOATING}]`)].filter((list) => list.checkVisibility());

/** A line of a menu goes away with it: what had the focus before, the button of the menu, takes it back. */
let lastBeside: HTMLElement | null = null;
/** What that one stood in. */
let lastLayer: Layer | undefined;
const isInList = (node: Element | null): boolean => node?.closest(`[${FLOATING}]`) != null;
function focusedBeside(): HTMLElement | null {
  const { activeElement, body } = document;
  return activeElement instanceof HTMLElement && activeElement !== body && !isInList(activeElement)
    ? activeElement
    : lastBeside;
}

/** A field closes its own list, when nothing stops the key; those that do not, lose the focus. */
function fieldCloses(list: HTMLElement, field: HTMLInputElement): void {
  setTimeout(() => {
    if (!list.checkVisibility()) return;
    field.blur();
    field.closest<HTMLElement>('[role="dialog"]')?.focus({ preventScroll: true });
  });
}

/** Closes a list as a press beside it does. One that was opened from another list leaves that one open. */
function pressOutside(list: HTMLElement, below: Element = document.documentElement): void {
  const opener = list.contains(document.activeElement) ? focusedBeside() : null;
  below.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  if (opener) focusOn(opener);
  if (opener instanceof HTMLInputElement) fieldCloses(list, opener);
}

function closeTop(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing) return;
  const lists = openLists();
  const list = lists.at(-1);
  const top = layers.at(-1);
  // A tooltip closes itself, when nothing stops the key.
  if (hasTooltip(list ?? (top ? document.getElementById(top.id) : null))) return;
  if (list) {
    const { target } = event;
    if (target instanceof HTMLInputElement && !list.contains(target)) {
      fieldCloses(list, target);
      return;
    }
    pressOutside(list, lists.at(-2));
  } else if (top) top.close();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Of what is in front: one of the screen behind it, under a pointer that rests there, waits. */
function hasTooltip(front: HTMLElement | null): boolean {
  const tooltip = document.querySelector('[role="tooltip"]');
  const told = tooltip && document.querySelector(`[aria-describedby~="${tooltip.id}"]`);
  return told != null && (front === null || front.contains(told));
}

/** Listens before everybody else. Called once. */
export function closeWithEscape(): void {
  window.addEventListener('keydown', closeTop, { capture: true });
  window.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || isInList(target)) return;
    lastBeside = target;
    lastLayer = layers.find(({ id }) => document.getElementById(id)?.contains(target));
  });
}
