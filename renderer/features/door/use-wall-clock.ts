/** What the clock of the place shows, drawn again at each minute; midnight is a minute like the others. */
import { useEffect, useState } from 'react';
import type { WallNow } from '#shared/domain/programme/door.ts';
import { fromEpoch } from '#shared/domain/time/wall.ts';

const TICK_MS = 1_000;

export function useWallClock(zone: string): WallNow {
  const [minute, setMinute] = useState(() => Math.floor(Date.now() / 60_000));
  useEffect(() => {
    const tick = () => setMinute(Math.floor(Date.now() / 60_000));
    const timer = window.setInterval(tick, TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return fromEpoch(minute * 60_000, zone);
}
