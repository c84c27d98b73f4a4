/**
 * What is under way is not begun again, whatever button, key or form asks for it: `loading` on a button comes one drawing too
 * late for a second press, and a form that is sent with Ctrl+Enter has no button to wait for.
 *
 *   const save = useGesture(async () => { … });   // asked again meanwhile, it does nothing
 */
import { useLayoutEffect, useRef } from 'react';

/** The screen shows what was changed before this was called. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Begins nothing until what it began is over, and `after` it: the screen still offers it then. */
export function oneAtATime(after: () => Promise<void>): (act: () => unknown) => Promise<void> {
  let isUnderWay = false;
  return async (act) => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await act();
      await after();
    } finally {
      isUnderWay = false;
    }
  };
}

/**
 * A call that asks for the same as the last one, which is under way, is that one, until the screen shows what came of it. Any
 * other is made: a box that is checked, unchecked and checked again is three calls.
 */
export function onceEach<P, A extends { ok: boolean }>(
  call: (params: P) => Promise<A>,
  after: () => Promise<void>,
): (params: P) => Promise<A> {
  let last: { asked: string; answer: Promise<A> } | null = null;
  return (params) => {
    const asked = JSON.stringify(params);
    if (last?.asked === asked) return last.answer;
    const mine = { asked, answer: call(params) };
    last = mine;
    const isOver = () => {
      if (last === mine) last = null;
    };
    // What was refused may be tried again at once.
    void mine.answer.then(({ ok }) => (ok ? after() : undefined)).then(isOver, isOver);
    return mine.answer;
  };
}

/** Steps that are one gesture of a person: they do nothing while they are under way. */
export function useGesture<A extends unknown[]>(steps: (...asked: A) => unknown): (...asked: A) => void {
  const begin = useRef<ReturnType<typeof oneAtATime>>(undefined);
  begin.current ??= oneAtATime(drawn);
  const run = begin.current;
  return (...asked) => void run(() => steps(...asked));
}

const NOTHING = Symbol('nothing');

/**
 * True once for what is drawn, a text or a form: a second press may come before the field is drawn empty. What is typed
 * afterwards is another, however soon it comes.
 */
export function useFirstPress(drawnNow: unknown): () => boolean {
  const pressed = useRef<unknown>(NOTHING);
  useLayoutEffect(() => {
    if (!Object.is(pressed.current, drawnNow)) pressed.current = NOTHING;
  }, [drawnNow]);
  return () => {
    if (Object.is(pressed.current, drawnNow)) return false;
    pressed.current = drawnNow;
    return true;
  };
}
