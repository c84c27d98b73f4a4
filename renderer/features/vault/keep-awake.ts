/** Tells the engine that somebody is there, so that it does not close the vault: on real gestures only. */
import { useEffect } from 'react';
import { callEngine } from '../../ground/engine.ts';

const AT_MOST_EVERY_MS = 15_000;
const gestures = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

export function useKeepAwake(): void {
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const seen = (event: Event) => {
      if (!event.isTrusted || event.timeStamp - last < AT_MOST_EVERY_MS) return;
      last = event.timeStamp;
      void callEngine('vault.keepAwake', {});
    };
    for (const gesture of gestures) window.addEventListener(gesture, seen, { passive: true, capture: true });
    return () => {
      for (const gesture of gestures) window.removeEventListener(gesture, seen, { capture: true });
    };
  }, []);
}
