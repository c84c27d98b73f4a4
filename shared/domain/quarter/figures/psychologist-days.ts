/** The days on which the psychologist is there. */
import { isAway, usualWeekdays } from '../../place/host.ts';
import { minutesOf } from '../../time/interval.ts';
import { type LocalDate, toMinutes, weekday } from '../../time/wall.ts';
import { type FiguresInput, isClosedByDraft } from './placed.ts';

export interface PsychologistDays {
  host: string;
  name: string;
  /** Her usual days, without absences and closed days. */
  days: { date: LocalDate; minutes: number }[];
  /** Usual days that an absence, or a closed day, takes away. */
  lost: { date: LocalDate; why: 'away' | 'closed' }[];
}

export function psychologistsDays({ hosts, days, closures }: FiguresInput): PsychologistDays[] {
  return hosts
    .filter(({ role, archived }) => role === 'psychologist' && !archived)
    .map((host) => {
      const usual = usualWeekdays(host);
      const counted: PsychologistDays = { host: host.id, name: host.name, days: [], lost: [] };
      for (const { date, closed } of days) {
        const day = weekday(date);
        if (!usual.includes(day)) continue;
        if (isAway(host.absences, date)) counted.lost.push({ date, why: 'away' });
        else if (closed || isClosedByDraft(date, closures)) counted.lost.push({ date, why: 'closed' });
        else {
          const hours = host.presence[day].map(({ start, end }) => ({
            start: toMinutes(start),
            end: toMinutes(end),
          }));
          counted.days.push({ date, minutes: minutesOf(hours) });
        }
      }
      return counted;
    });
}
