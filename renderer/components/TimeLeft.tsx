/** How long before something is over: seen as it goes, said aloud a few times only. */
import { Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../i18n/index.ts';

/** Minutes left at which a screen reader says so. */
const SAID_AT = [1, 5, 10] as const;

/** Milliseconds before `until` (epoch milliseconds of this machine); never under 0. */
export function useTimeLeft(until: number): number {
  const [left, setLeft] = useState(() => Math.max(0, until - Date.now()));
  useEffect(() => {
    const tick = () => {
      const now = Math.max(0, until - Date.now());
      setLeft(now);
      if (now === 0) window.clearInterval(timer);
    };
    const timer = window.setInterval(tick, 1000);
    tick();
    return () => window.clearInterval(timer);
  }, [until]);
  return left;
}

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
