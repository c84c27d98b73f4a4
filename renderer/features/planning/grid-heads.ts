/** What the library's grid lacks to be scrolled: heads of rows that hold their words and stay in sight, and fingers. */
import { type PointerEvent, type RefObject, useLayoutEffect } from 'react';

/** On a slot, the library takes any touch for the first hour of a choice, and never hears that it became a scroll. */
export const leaveTouch = (event: PointerEvent<HTMLElement>): void => {
  if (event.pointerType === 'touch' && (event.target as HTMLElement).closest('[data-drag-slot-index]'))
    event.stopPropagation();
};

/** Tells the style sheet, before it is drawn, how wide the longest words are and how high the rows of each day. */
export function useHeads(grid: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const root = grid.current;
    const drawn = root?.querySelector('[data-scrollarea-viewport] > *');
    if (!root || !drawn) return;
    const words = [...root.querySelectorAll<HTMLElement>('[data-words]')];
    const follow = new ResizeObserver(() => {
      for (const one of words)
        root.style.setProperty(`--${one.dataset.words}`, `${one.getBoundingClientRect().width}px`);
      for (const first of drawn.querySelectorAll<HTMLElement>(FIRST)) tellHeight(first);
    });
    for (const one of [drawn, ...words]) follow.observe(one);
    return () => follow.disconnect();
  }, [grid]);
}

const FIRST = '[data-group-position="first"], [data-group-position="only"]';
const LATER = '[data-group-position="middle"], [data-group-position="last"]';

/** The name of a day goes down with its rows: its cell, that of the first one, is told how high they are together. */
function tellHeight(first: HTMLElement): void {
  const row = first.parentElement;
  if (!row) return;
  let last = row;
  for (let next = last.nextElementSibling; next?.querySelector(LATER); next = next.nextElementSibling)
    last = next as HTMLElement;
  first.style.setProperty('--day', `${last.offsetTop + last.offsetHeight - row.offsetTop}px`);
}
