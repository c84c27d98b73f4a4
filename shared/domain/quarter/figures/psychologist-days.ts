/** The days on which the psychologist is there. */
import { isAway, presentWeekdays } from '../../place/host.ts';
import { minutesOf } from '../../time/interval.ts';
import { type LocalDate, toMinutes, weekday } from '../../time/wall.ts';
import { type FiguresInput, isClosedByDraft } from './placed.ts';

export interface Presence {
  host: string;
  name: string;
  /** Usual days of presence, without absences and closed days. */
  days: { date: LocalDate; minutes: number }[];
  /** Usual days that an absence, or a closed day, takes away. */
  lost: { date: LocalDate; why: 'away' | 'closed' }[];
}

export function psychologistsPresence({ hosts, days, closures }: FiguresInput): Presence[] {
  return hosts
    .filter(({ role, archived }) => role === 'psychologist' && !archived)
    .map((host) => {
      const usual = presentWeekdays(host);
      const presence: Presence = { host: host.id, name: host.name, days: [], lost: [] };
      for (const { date, closed } of days) {
        const day = weekday(date);
        if (!usual.includes(day)) continue;
        if (isAway(host.absences, date)) presence.lost.push({ date, why: 'away' });
        else if (closed || isClosedByDraft(date, closures)) presence.lost.push({ date, why: 'closed' });
        else {
          const hours = host.presence[day].map(({ start, end }) => ({
            start: toMinutes(start),
            end: toMinutes(end),
          }));
          presence.days.push({ date, minutes: minutesOf(hours) });
        }
      }
      return presence;
    });
}
