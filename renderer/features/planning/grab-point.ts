/**
 * Keeps a dragged block under the hand. The library puts the start of the event at the pointer, wherever the block
 * was taken: moving a two-hour session straight down by its middle would delay it by an hour. Each drag event is
 * therefore told as if the pointer were on the block's left edge.
 */
import { type DragEvent, type PointerEvent, useMemo } from 'react';

export function useGrabPoint() {
  return useMemo(() => {
    let offset = 0;
    const told = new WeakSet<Event>();
    return {
      take: ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
        offset = clientX - currentTarget.getBoundingClientRect().left;
      },
      shift: ({ nativeEvent }: DragEvent) => {
        if (told.has(nativeEvent)) return;
        told.add(nativeEvent);
        Object.defineProperty(nativeEvent, 'clientX', { value: nativeEvent.clientX - offset });
      },
    };
  }, []);
}
