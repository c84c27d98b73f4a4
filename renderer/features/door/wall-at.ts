/**
 * `fromEpoch` of the domain by the browser's own calendar: its library of time zones would weigh on every first screen,
 * which shares its code with this page. wall-at.test.ts holds the two equal.
 */
import type { WallNow } from '#shared/domain/programme/door.ts';

/** `zone` is an IANA name. */
export function wallAt(instant: number, zone: string): WallNow {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
