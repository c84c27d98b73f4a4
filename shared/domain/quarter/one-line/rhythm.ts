/** How often, in a typed line. */
import { WEEKDAY, weekdayOf } from './dates.ts';
import { NUMBER, numberOf, type Reader, words } from './reader.ts';
import type { Refusal, Said } from './said.ts';

const every = (frequency: NonNullable<Said['frequency']>, typed: string): Said | Refusal => {
  const interval = typed === '' ? 1 : numberOf(typed);
  return interval >= 1 && interval <= 52 ? { frequency, interval } : 'too-much';
};

export const rhythmReaders: Reader[] = [
  {
    part: 'rhythm',
    pattern: words(`(?:une fois )?toutes les (?:(?<n>${NUMBER}) )?semaines|chaque semaine|hebdomadaire`),
    read: (found) => every('weekly', found.group('n')),
  },
  {
    part: 'rhythm',
    pattern: words(`(?:une|1) semaine sur (?<n>${NUMBER})`),
    read: (found) => every('weekly', found.group('n')),
  },
  {
    part: 'rhythm',
    pattern: words(`(?:le )?(?:un|1) (?<day>${WEEKDAY}) sur (?<n>${NUMBER})`),
    read(found) {
      const rhythm = every('weekly', found.group('n'));
      return typeof rhythm === 'string' ? rhythm : { ...rhythm, weekdays: [weekdayOf(found.group('day'))] };
    },
  },
  {
    part: 'rhythm',
    pattern: words('tous les (?:quinze|15) jours'),
    read: () => ({ frequency: 'weekly', interval: 2 }),
  },
  {
    part: 'rhythm',
    pattern: words(`tous les (?:(?<n>${NUMBER}) )?jours|chaque jour`),
    read: (found) => every('daily', found.group('n')),
  },
  {
    part: 'rhythm',
    pattern: words(
      `(?:(?:une|1) fois )?(?:tous les (?:(?<n>${NUMBER}) )?mois|chaque mois|par mois)|mensuel(?:le)?`,
    ),
    read: (found) => every('monthly', found.group('n')),
  },
  {
    part: 'rhythm',
    pattern: words(`(?:un|1) mois sur (?<n>${NUMBER})`),
    read: (found) => every('monthly', found.group('n')),
  },
  {
    part: 'school-holidays',
    pattern: words('(?:sauf|hors|pas|en dehors des)(?: pendant)?(?: les)? vacances(?: scolaires)?'),
    read: () => ({ duringSchoolHolidays: false }),
  },
  {
    part: 'school-holidays',
    pattern: words('(?:meme |aussi )?(?:pendant|y compris) les vacances(?: scolaires)?|vacances comprises'),
    read: () => ({ duringSchoolHolidays: true }),
  },
];
