/** How often, in a typed line. */
import { lengthOf, partOf, SHORT } from './hours.ts';
import { phrase, type Reader } from './reader.ts';
import type { Refusal, Said } from './said.ts';
import { ALL, ALL_F, DAY, DURING, EACH, NUMBER, numberOf, weekdayOf } from './words.ts';

const every = (frequency: NonNullable<Said['frequency']>, typed: string): Said | Refusal => {
  const interval = typed === '' ? 1 : numberOf(typed);
  return interval >= 1 && interval <= 52 ? { frequency, interval } : 'too-much';
};
const onDay = (day: string, typed: string): Said | Refusal => {
  const rhythm = every('weekly', typed);
  return typeof rhythm === 'string' ? rhythm : { ...rhythm, weekdays: [weekdayOf(day)], everyWeek: true };
};

const WEEKS = '(?:semaines?|sem\\.?)';
const ON = '(?: ?sur ?| ?/ ?)';
const ONCE = '(?:une|1) ?(?:fois|seance|x|×) ?';
const PER = '(?:(?:par|a la|dans la|dans le|au) |/ ?)';
/** "Deux fois par semaine": on which days would still be to say, and a line has one rule. */
const TIMES = `(?:${NUMBER}|plusieurs|quelques)(?: a ${NUMBER}| ou ${NUMBER}|-\\d+)? ?`;
const PERIOD = `(?:${WEEKS}|mois|trimestre|an(?:nee)?|quinzaine)`;

export const rhythmReaders: Reader[] = [
  phrase(
    'rhythm',
    `(?:${ONCE})?(?:${ALL_F} les (?:(?<n>${NUMBER}) )?${WEEKS}|${EACH} ${WEEKS}|hebdo(?:madaire)?)|${ONCE}${PER}${WEEKS}`,
    ({ group }) => every('weekly', group('n')),
  ),
  phrase('rhythm', `(?:une|1) ${WEEKS}${ON}(?<n>${NUMBER})`, ({ group }) => every('weekly', group('n'))),
  phrase(
    'rhythm',
    `(?:le )?(?:un|1) (?<day>${DAY})(?: (?<part>matin|apres-midi|soir))?${ON}(?<n>${NUMBER})`,
    ({ group }) => {
      const said = onDay(group('day'), group('n'));
      const part = group('part');
      return part === '' || typeof said === 'string' ? said : { ...said, partOfDay: partOf(part) };
    },
  ),
  phrase('rhythm', `${ALL} les (?<n>${NUMBER}) (?<day>${DAY})`, ({ group }) =>
    onDay(group('day'), group('n')),
  ),
  phrase('rhythm', `(?:${ONCE})?${ALL} les (?:quinze|15) ?(?:jours?|j\\.?)|(?:par|chaque|a la) quinzaine`, {
    frequency: 'weekly',
    interval: 2,
  }),
  phrase('rhythm', `(?:les )?${WEEKS} (?<parity>im)?paires?`, ({ group }) => ({
    frequency: 'weekly',
    interval: 2,
    parity: group('parity') === '' ? 0 : 1,
  })),
  phrase(
    'rhythm',
    `${ALL} les jours(?: (?:d'ouverture|ouverts|ouvrables|ouvres))?|${EACH} jours?(?: (?:d'ouverture|ouvert))?|tlj|quotidien(?:nement|ne)?|les jours d'ouverture`,
    { frequency: 'daily', interval: 1, only: 'open-days' },
  ),
  phrase('rhythm', `${ALL} les jours,? (?:meme fermes|fermetures comprises)`, {
    frequency: 'daily',
    interval: 1,
  }),
  phrase('rhythm', `(?:${ALL} les|${EACH}) (?<part>matin|apres-midi|soir)s?`, ({ group }) => ({
    frequency: 'daily',
    interval: 1,
    only: 'open-days',
    partOfDay: partOf(group('part')),
  })),
  phrase('rhythm', "jours d'ouverture (?:seulement|uniquement)", { only: 'open-days' }),
  phrase(
    'rhythm',
    `(?:${ONCE})?${ALL} les (?<n>${NUMBER}) (?:jours?|j\\.?)|(?:un|1) jour${ON}(?<m>${NUMBER})`,
    ({ group }) => every('daily', group('n') || group('m')),
  ),
  phrase(
    'rhythm',
    `(?:${ONCE})?(?:${ALL} les (?:(?<n>${NUMBER}) )?mois|chaque mois)|${ONCE}${PER}mois|mensuel(?:le)?(?:ment)?`,
    ({ group }) => every('monthly', group('n')),
  ),
  phrase('rhythm', `(?:un|1) mois${ON}(?<n>${NUMBER})`, ({ group }) => every('monthly', group('n'))),
  phrase(
    'rhythm',
    `(?:(?:(?:${TIMES})?(?:fois|seances?|sessions?|rencontres?|x|×)|${NUMBER}) ?)?${PER}${PERIOD}|${TIMES}(?:fois|x|×) ?(?:${EACH}|${ALL_F} les|${ALL} les|la|le|l') ?${PERIOD}|(?:bi|tri)-?(?:hebdo(?:madaire)?|mensuel(?:le)?)|bimestriel(?:le)?`,
    () => 'cannot-be-kept',
  ),
  phrase(
    'until',
    `${DURING} (?<n>${NUMBER}) ${WEEKS}(?: (?:consecutives|de suite|d'affilee))?`,
    ({ group }) => {
      const weeks = numberOf(group('n'));
      return weeks >= 1 && weeks <= 52 ? { weeks } : 'too-much';
    },
  ),
  // "Alternativement mardi et jeudi": which week has which is not said, and a line has one rule.
  phrase(
    'rhythm',
    "(?:en |par )alternance|en alternant|(?:alternativement|alternes?|alternees?|tour a tour|a tour de role|l'un(?:e)? (?:ou|puis) l'autre)(?: (?:avec|entre))?",
    () => 'cannot-be-kept',
  ),
  phrase(
    'count',
    `(?:de |entre )?${NUMBER}(?: ?- ?| (?:a|ou) |(?<=entre \\d+) et )${NUMBER} (?:seances?|fois|dates?|sessions?|rencontres?)`,
    () => 'cannot-be-kept',
  ),
  phrase(
    'count',
    `(?<n>${NUMBER}) (?<day>(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s)(?: de suite| d'affilee)?(?! par | ?/ ?mois)`,
    ({ group }) => {
      const count = numberOf(group('n'));
      return count > 1 ? { count, weekdays: [weekdayOf(group('day'))], everyWeek: true } : undefined;
    },
  ),
  phrase(
    'count',
    `(?:\\(? ?(?:cycle|serie) de |en |sur )?(?<n>${NUMBER}) (?:seances?|fois|dates?|sessions?|rencontres?|rdv)(?: (?:de |d')${SHORT})?(?! par)`,
    ({ group }) => {
      const count = numberOf(group('n'));
      const durationMin = lengthOf(group);
      if (durationMin === undefined) return 'not-a-time';
      return count >= 1 ? { count, ...(durationMin > 0 ? { durationMin } : {}) } : undefined;
    },
  ),
];
