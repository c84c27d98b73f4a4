/** How long before something is over: seen as it goes, said aloud a few times only. */
import { Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { t } from '../i18n/index.ts';

/** Minutes left at which a screen reader says so. */
const SAID_AT = [1, 5, 10] as const;

/**
 * Milliseconds before `until` (epoch milliseconds of this machine), never under 0. How long it is is asked once, when
 * the screen hears of it; from there on it is counted, so that a clock put right changes nothing.
 */
export function useTimeLeft(until: number): number {
  const end = useMemo(() => performance.now() + until - Date.now(), [until]);
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

export function TimeLeft({ until }: { until: number }) {
  const left = useTimeLeft(until);
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
