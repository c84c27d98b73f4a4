/**
 * Makes the two days fill the screen and no more, since nobody stands there to scroll: letters as large as they can be,
 * smaller down to what is still read from a few steps, then without what is over, then with fewer sessions and the
 * number of the others.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type DoorView, shortened } from '#shared/domain/programme/door.ts';

interface Level {
  scale: number;
  cut(view: DoorView): DoorView;
}

const whole = (view: DoorView) => view;
const levels: Level[] = [
  ...[1.5, 1.35, 1.2, 1.1, 1, 0.9, 0.8, 0.72].map((scale) => ({ scale, cut: whole })),
  ...[0.8, 0.72, 0.64, 0.58].map((scale) => ({ scale, cut: (view: DoorView) => shortened(view) })),
  ...[8, 5, 4, 3, 2, 1].map((most) => ({ scale: 0.58, cut: (view: DoorView) => shortened(view, most) })),
];

/** The part of `view` that fits in `box`, and the size of the letters. */
export function useFit(view: DoorView): {
  box: RefObject<HTMLDivElement | null>;
  shown: DoorView;
  scale: number;
} {
  const box = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState({ content: '', level: 0 });
  const [size, setSize] = useState('');
  useEffect(() => {
    const measure = () => setSize(`${window.innerWidth}×${window.innerHeight}`);
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);

  const content = `${size} ${JSON.stringify(view)}`;
  const at = tried.content === content ? tried.level : 0;
  const level = levels[at] as Level;
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || at === levels.length - 1) return;
    const tooMuch =
      current.scrollHeight > current.clientHeight + 1 || current.scrollWidth > current.clientWidth + 1;
    if (tooMuch) setTried({ content, level: at + 1 });
  }, [content, at]);
  return { box, shown: level.cut(view), scale: level.scale };
}
