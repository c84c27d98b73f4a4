/**
 * Dragging a date to another week. Nothing is drawn again while the hand moves: the label and the target cell are
 * changed directly, and the sheet is drawn once, when the date is dropped.
 */
import { type PointerEvent, useEffect, useRef } from 'react';

const FEW_PX = 6;
const EDGE_PX = 48;
const SCROLL_PX = 14;

interface Drag {
  chip: HTMLElement;
  x: number;
  y: number;
  week: number;
  begun: boolean;
  target?: HTMLElement;
}

interface Wanted {
  enabled: boolean;
  /** What the label says over a week; undefined where the date cannot go. */
  say(line: string, date: string, weeks: number): string | undefined;
  drop(line: string, date: string, weeks: number): void;
}

const weekAt = (x: number, y: number): number | undefined => {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-cell]');
  return cell ? Number(cell.dataset.cell) : undefined;
};

export function useSheetDrag({ enabled, say, drop }: Wanted) {
  const drag = useRef<Drag | null>(null);
  const label = useRef<HTMLDivElement>(null);
  /** The click that ends a drag opens nothing. */
  const justDropped = useRef(false);

  const end = () => {
    const { current } = drag;
    drag.current = null;
    current?.target?.removeAttribute('data-drop');
    current?.chip.removeAttribute('data-dragged');
    if (label.current) label.current.hidden = true;
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag.current?.begun) return;
      event.preventDefault();
      event.stopPropagation();
      const { current } = drag;
      current.target?.removeAttribute('data-drop');
      current.chip.removeAttribute('data-dragged');
      drag.current = null;
      if (label.current) label.current.hidden = true;
    };
    window.addEventListener('keydown', pressed, true);
    return () => window.removeEventListener('keydown', pressed, true);
  }, []);

  return {
    label,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        justDropped.current = false;
        const chip = (event.target as HTMLElement).closest<HTMLElement>('[data-date]');
        // A finger scrolls the sheet, which is full of dates; it taps one to move it.
        if (!enabled || !chip || event.button !== 0 || event.pointerType === 'touch') return;
        drag.current = {
          chip,
          x: event.clientX,
          y: event.clientY,
          week: Number(chip.dataset.week),
          begun: false,
        };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { current } = drag;
        if (!current) return;
        const { clientX: x, clientY: y, currentTarget: grid } = event;
        if (!current.begun) {
          if (Math.hypot(x - current.x, y - current.y) < FEW_PX) return;
          current.begun = true;
          current.chip.dataset.dragged = '';
          grid.setPointerCapture(event.pointerId);
        }
        const box = grid.getBoundingClientRect();
        if (x > box.right - EDGE_PX) grid.scrollLeft += SCROLL_PX;
        if (x < box.left + EDGE_PX) grid.scrollLeft -= SCROLL_PX;
        const week = weekAt(x, y);
        const { line = '', date = '' } = current.chip.dataset;
        const said = week === undefined ? undefined : say(line, date, week - current.week);
        const row = current.chip.closest('[data-row]');
        const target =
          said === undefined ? undefined : row?.querySelector<HTMLElement>(`[data-cell="${week}"]`);
        if (target !== current.target) {
          current.target?.removeAttribute('data-drop');
          target?.setAttribute('data-drop', '');
          if (target) current.target = target;
          else delete current.target;
        }
        if (label.current) {
          label.current.hidden = said === undefined;
          label.current.textContent = said ?? '';
          label.current.style.transform = `translate(${x + 14}px, ${y + 14}px)`;
        }
      },
      onPointerUp: () => {
        const { current } = drag;
        if (!current) return;
        const { line = '', date = '' } = current.chip.dataset;
        const weeks = current.target ? Number(current.target.dataset.cell) - current.week : 0;
        justDropped.current = current.begun;
        end();
        if (weeks !== 0) drop(line, date, weeks);
      },
      onPointerCancel: end,
    },
    justDropped,
  };
}
