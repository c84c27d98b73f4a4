/** One label for all the cells: what a screen reader says of the one under the pointer or the focus. */
import { type FocusEvent, type PointerEvent, useEffect, useRef } from 'react';

const AFTER_MS = 350;

export function useCellTip() {
  const tip = useRef<HTMLDivElement>(null);
  const timer = useRef(0);
  const shown = useRef<Element | null>(null);
  const hide = () => {
    window.clearTimeout(timer.current);
    shown.current = null;
    if (tip.current) tip.current.hidden = true;
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const show = (target: EventTarget) => {
    const cell = (target as Element).closest('[data-tip]');
    if (cell === shown.current) return;
    hide();
    if (!cell) return;
    shown.current = cell;
    timer.current = window.setTimeout(() => {
      const { current } = tip;
      if (!current || !cell.isConnected) return;
      current.textContent = cell.getAttribute('aria-label') ?? cell.textContent;
      current.hidden = false;
      const box = cell.getBoundingClientRect();
      const left = Math.min(box.left, window.innerWidth - current.offsetWidth - 8);
      const below = box.bottom + 6 + current.offsetHeight < window.innerHeight;
      const top = below ? box.bottom + 6 : box.top - current.offsetHeight - 6;
      current.style.transform = `translate(${Math.max(8, left)}px, ${top}px)`;
    }, AFTER_MS);
  };
  return {
    tip,
    hide,
    handlers: {
      onPointerOver: (event: PointerEvent) => show(event.target),
      onPointerLeave: hide,
      onFocus: (event: FocusEvent) => show(event.target),
      onBlur: hide,
      onScroll: hide,
    },
  };
}
