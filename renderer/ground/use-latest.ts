import { type RefObject, useRef } from 'react';

/** What the last render had: for what runs later (a timer, a listener, a key) and must not begin again when it changes. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
