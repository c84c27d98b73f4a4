/** How long before something is over: seen as it goes, said aloud a few times only. */
import { Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { t } from '../i18n/index.ts';

/** Minutes left at which a screen reader says so. */
const SAID_AT = [1, 5, 10] as const;

/** When it is over, in the page's own time, which no clock put right moves: to be said once, when the length is heard. */
export const endAfter = (leftMs: number): number => performance.now() + leftMs;

/** The same for a length that an answer holds. */
export const useEnd = (leftMs: number): number => useMemo(() => endAfter(leftMs), [leftMs]);

/** Milliseconds before an `end`, never under 0. */
export function useTimeLeft(end: number): number {
  const [left, setLeft] = useState(() => leftBefore(end));
  useEffect(() => {
    const tick = () => {
      const now = leftBefore(end);
      setLeft(now);
      if (now === 0) window.clearInterval(timer);
    };
    const timer = window.setInterval(tick, 1000);
    tick();
    return () => window.clearInterval(timer);
  }, [end]);
  return left;
}

const leftBefore = (end: number) => Math.max(0, end - performance.now());

export function TimeLeft({ end }: { end: number }) {
  const left = useTimeLeft(end);
  const threshold = SAID_AT.find((minutes) => left <= minutes * 60_000);
  const said = left === 0 ? t.team.timeLeft(0) : threshold === undefined ? '' : t.team.sayLeft(threshold);
  return (
    <>
      <Text size="sm" c="dimmed" component="span" role="timer" aria-live="off">
        {t.team.timeLeft(left)}
      </Text>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}
