/** What the clock of the place shows, drawn again at each minute; midnight is a minute like the others. */
import { useEffect, useState } from 'react';
import type { WallNow } from '#shared/domain/programme/door.ts';
import { wallAt } from './wall-at.ts';

const TICK_MS = 1_000;
const thisMinute = () => Math.floor(Date.now() / 60_000);

export function useWallClock(zone: string): WallNow {
  const [minute, setMinute] = useState(thisMinute);
  useEffect(() => {
    const timer = window.setInterval(() => setMinute(thisMinute()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return wallAt(minute * 60_000, zone);
}
