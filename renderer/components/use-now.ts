/** The clock on the wall, followed every half minute: today's date and the minutes since midnight. */
import { useEffect, useState } from 'react';
import { type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import { dayOf, hourOf } from '../i18n/format.ts';

const TICK_MS = 30_000;

const read = (): { date: LocalDate; minutes: number } => {
  const now = Date.now();
  return { date: dayOf(now), minutes: toMinutes(hourOf(now)) };
};

export function useNow() {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const tick = () =>
      setNow((before) => {
        const after = read();
        return after.date === before.date && after.minutes === before.minutes ? before : after;
      });
    const timer = window.setInterval(tick, TICK_MS);
    window.addEventListener('focus', tick);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('focus', tick);
    };
  }, []);
  return now;
}
