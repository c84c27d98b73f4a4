/** Hours in a typed line: "14h-15h30", "de 14 à 16h", "à midi", "toute la journée", and how long it lasts. */
import { DAY_MINUTES, datesBetween, fromMinutes, GRID_MINUTES, weekday } from '../../time/wall.ts';
import { type Found, longest, phrase, type Reader, stepper } from './reader.ts';
import type { OneLineContext, Refusal, Said } from './said.ts';
import { DAY_IN_FULL, DURING, END, MONTH, weekdayOf } from './words.ts';

const H = '(?:heures?|hr?s?)';
/** What a number that stands after an hour may count: it is no minutes then. */
const NOUN =
  'places?|personnes?|pers|pl?|participant|inscrit|adulte|aidant|enfant|ado|jeune|famille|binome|couple|convive|benevole|adherent|ans?|mois|semaine|jour|seance|session|rencontre|fois|date|max|maximum|maxi|au plus|minute|min|mn|eur|euro|er|eme|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches';
const STREET = 'rue|avenue|av|boulevard|bd|allee|impasse|quai|cours|chemin|route|square';
const COUNTED = `(?:(?:${NOUN})(?:[es]{0,2}|\\.)${END}|[€%]|(?:bis |ter )?(?:${STREET})${END})`;
const joined = (by: string) => `(?: ?(?:${by}) ?\\d{1,3}(?:[.,]\\d{1,2})?(?! ?(?:h|:|\\d)))`;
/** "10 à 12 places", "30-40 €". */
const RANGE = `(?:[.,]\\d{1,2})?${joined('/|-+|a |ou ')}?`;
/** "12, 19 et 26 janvier", "20-27 janvier", "12/01". */
const DATES = `(?: ?er)?${joined('[,/&]|-+|(?:au|a|et)(?: les?)? ')}*(?: ?er)?(?: ?${MONTH}|/\\d{1,2}(?! ?(?:h|:|\\d)))|[-.]\\d{1,2}[-.]\\d{2,4}`;
/** "10 h 12 places" is ten o'clock and twelve seats, "10 h 10 à 12 places" no ten past; "14h 16 janvier" a time and a date. */
const NOT_COUNTED = `(?!${RANGE} ?${COUNTED}|${DATES})`;
const minutesOf = (at: string) =>
  `(?:(?: (?=\\d{2}(?!\\d)${NOT_COUNTED}))?(?<${at}m>\\d{2})(?!\\d)(?:mn|min)?| et (?<${at}part>demie?|quart)| ?(?<${at}trente>trente))?`;
const clock = (at: string) =>
  `(?:(?<${at}h>\\d{1,2})(?: ?${H}|:(?=\\d{2}))${minutesOf(at)}|(?<${at}word>midi|minuit)(?: et (?<${at}half>demie?)| ?(?<${at}w>30(?!\\d)${NOT_COUNTED}|trente))?)`;
/** The first of two may be a bare number: "10-11 h". */
const loose = (at: string) =>
  `(?:(?<${at}h>\\d{1,2})(?:(?<${at}unit> ?${H}|:(?=\\d{2}))${minutesOf(at)})?|(?<${at}word>midi|minuit)(?: et (?<${at}half>demie?)| ?(?<${at}w>30(?!\\d)${NOT_COUNTED}|trente))?)`;
/** The second one too, once the first one has its "h": "14h-16". */
const bareEnd = `(?<bh>\\d{1,2})(?![\\p{L}\\d:%])${NOT_COUNTED}`;
const partAs = (group: string) =>
  `(?:,? (?:du |de l'|le |l'|de la |la )(?<${group}>matin|apres-midi|apres midi|aprem|soir|nuit))?`;
const PART = partAs('part');
const TO = "(?: ?(?:-+|/|>|→|->) ?| ?(?:a|jusqu'a) )";

const PARTS: Record<string, NonNullable<Said['partOfDay']>> = {
  matin: 'morning',
  matinee: 'morning',
  soir: 'evening',
};
export const partOf = (word: string) => PARTS[word] ?? 'afternoon';
/** The night moves no hour. */
const partNamed = (word: string) => (word === '' || word === 'nuit' ? undefined : partOf(word));

/** Minutes since midnight; undefined when it is no time of the grid. */
function minutesAt({ group }: Found, at: string, isEnd: boolean): number | undefined {
  const word = group(`${at}word`);
  const past =
    group(`${at}part`) === 'quart'
      ? 15
      : group(`${at}part`) !== '' ||
          group(`${at}trente`) !== '' ||
          group(`${at}half`) !== '' ||
          group(`${at}w`) !== ''
        ? 30
        : Number(group(`${at}m`));
  const hours = word === 'midi' ? 12 : word === 'minuit' ? 0 : Number(group(`${at}h`));
  const minutes = hours * 60 + past;
  const total = isEnd && minutes === 0 ? DAY_MINUTES : minutes;
  const last = isEnd ? DAY_MINUTES : DAY_MINUTES - GRID_MINUTES;
  return past < 60 && total <= last && total % GRID_MINUTES === 0 ? total : undefined;
}

/** "3 h de l’après-midi" is 15:00; "10 h du soir" 22:00. */
export function inPartOfDay(minutes: number, part: Said['partOfDay']): number | undefined {
  const half = DAY_MINUTES / 2;
  const moved = part !== undefined && part !== 'morning' && minutes < half ? minutes + half : minutes;
  if (part === 'morning') return moved <= half ? moved : undefined;
  if (part === 'afternoon') return moved >= half && moved <= 19 * 60 ? moved : undefined;
  return part === 'evening' && moved < 17 * 60 ? undefined : moved;
}

/** "de 2h du matin à 10h", "de 2h à 4h de l’après-midi": said of both, unless of the first alone. */
function fromTo(found: Found): Said | Refusal {
  const [own, part] = [found.group('moment'), found.group('part')];
  const [first, last] = [minutesAt(found, 'a', false), minutesAt(found, 'b', true)];
  if (first === undefined || last === undefined) return 'not-a-time';
  const start = inPartOfDay(first, partNamed(own || part));
  const isSame = part !== '' || (start !== undefined && last <= start);
  const end = last === DAY_MINUTES || !isSame ? last : inPartOfDay(last, partNamed(part || own));
  if (start === undefined || end === undefined) return 'other-part-of-day';
  if (start >= end) return 'ends-before-it-starts';
  return { start: fromMinutes(start), end: fromMinutes(end), ...night(found, start, end) };
}

/** Whether the line says in so many words that it begins at night: "2h à 10h du matin" says it of ten only. */
function night({ group }: Found, start: number, end = start): Pick<Said, 'isNight'> {
  const said = group('moment') || (end <= MORNING ? group('part') : '');
  return start < MORNING && (group('aword') !== '' || NIGHT.test(said)) ? { isNight: true } : {};
}
const NIGHT = /^(?:matin|nuit)$/;
/** Before, nothing begins unless it is said that it does. */
export const MORNING = 6 * 60;

const LENGTH = `(?:(?<h>\\d{1,2}) ?${H}(?:(?: (?=\\d{2}(?!\\d)${NOT_COUNTED}))?(?<m>\\d{2})(?!\\d))?|(?<min>\\d{1,4}) ?(?:min(?:utes?)?|mn)|(?<words>(?:une )?demi-heure|une heure(?: et demie| trente)?|deux heures|trois heures))`;
/** What follows "3 séances de": "2h" there is no hour of the day. */
export const SHORT = `(?!\\d+ ?${H} ?(?:\\d{2} ?)?-)(?!(?:[5-9]|\\d\\d) ?${H})${LENGTH}`;
const LENGTHS: Record<string, number> = {
  'une demi-heure': 30,
  'demi-heure': 30,
  'une heure': 60,
  'une heure et demie': 90,
  'une heure trente': 90,
  'deux heures': 120,
  'trois heures': 180,
};

/** "le 12 à 10h", "mardi 12 à 10h" say a day: a bare number is an hour before a later one, and after no article. */
const bareFirst = (found: Found, context: OneLineContext): Said | Refusal | undefined => {
  const number = Number(found.group('ah'));
  if (found.group('ah') === '' || found.group('aunit') !== '') return fromTo(found);
  if (ARTICLE.test(found.before) || number >= Number(found.group('bh') || 12)) return undefined;
  return isDayOf(found, context) ? 'day-or-hour' : fromTo(found);
};
const ARTICLE = /(?<![\p{L}\p{N}])(?:les?|du|au) $/u;
/** "mardi 12 à 14h" where a Tuesday is the 12th: that day, or from twelve on? */
function isDayOf({ group, before, whole }: Found, { span }: OneLineContext): boolean {
  const day = ONE_DAY.exec(before)?.groups?.day;
  if (day === undefined || !/^\d+ a /.test(whole)) return false;
  return datesBetween(span.from, span.to).some(
    (date) => Number(date.slice(8)) === Number(group('ah')) && weekday(date) === weekdayOf(day),
  );
}
const ONE_DAY = new RegExp(
  `(?<!(?:chaque|tous les|toutes les semaines le) )(?<day>${DAY_IN_FULL.replaceAll('s?', '')}) $`,
  'u',
);
const AFTER_A_DAY = new RegExp(`(?<![\\p{L}\\p{N}])${DAY_IN_FULL},? $`, 'u');

/** In minutes; 0 when nothing is said, undefined when it is no length. */
export function lengthOf(group: Found['group']): number | undefined {
  const minutes =
    LENGTHS[group('words')] ?? Number(group('h')) * 60 + Number(group('m')) + Number(group('min'));
  return minutes % GRID_MINUTES === 0 && minutes <= DAY_MINUTES ? minutes : undefined;
}

/** A time, or from one to another. */
const CLOCKS: Reader[] = [
  phrase(
    'hours',
    `(?:(?:de|entre|des) )?${loose('a')}${partAs('moment')}${TO}${clock('b')}${PART}`,
    bareFirst,
  ),
  phrase('hours', `(?:(?:de|entre|des) )?${clock('a')}${partAs('moment')}${TO}${bareEnd}${PART}`, fromTo),
  // "10.30-11.30", "1430-1530".
  phrase(
    'hours',
    `(?:de )?(?:(?<ah>\\d{1,2})\\.(?<am>\\d{2})${TO}(?<bh>\\d{1,2})\\.(?<bm>\\d{2})|(?<ch>\\d{2})(?<cm>\\d{2}) ?- ?(?<dh>\\d{2})(?<dm>\\d{2}))(?![\\d.]| ?(?:€|eur|-))`,
    (found) => {
      const names: Record<string, string> = { ah: 'ch', am: 'cm', bh: 'dh', bm: 'dm' };
      return fromTo({ ...found, group: (name) => found.group(name) || found.group(names[name] ?? name) });
    },
  ),
  // "mardi 10 à 11": a day alone has no two dates, and both are hours of the day.
  phrase('hours', `(?:de )?(?<ah>\\d{1,2})(?: a | ?- ?)${bareEnd}(?! ?(?:et|,|&) ?\\d)`, (found, context) => {
    const hours = [found.group('ah'), found.group('bh')].map(Number);
    const isMeant = hours.every((hour) => hour >= 7 && hour <= 22) && AFTER_A_DAY.test(found.before);
    if (!isMeant) return undefined;
    return isDayOf(found, context) ? 'day-or-hour' : fromTo(found);
  }),
  phrase(
    'hours',
    `(?:(?:a partir de|a|des|vers|de|debut|debut a|depart|depart a) )?${clock('a')}${PART}`,
    (found) => {
      const at = minutesAt(found, 'a', false);
      if (at === undefined) return 'not-a-time';
      const part = found.group('part');
      const start = inPartOfDay(at, partNamed(part));
      return start === undefined
        ? 'other-part-of-day'
        : { start: fromMinutes(start), ...night(found, start) };
    },
  ),
  phrase('hours', `(?:de|entre) (?<ah>\\d{1,2}) (?:a|et) ${bareEnd}${PART}`, fromTo),
  phrase('hours', `entre ${loose('a')} et ${clock('b')}${PART}`, fromTo),
];

const and = stepper(' et (?:aussi )?| ?& ?| puis ');
/** "10h et 14h", "10h-11h et 14h-15h". */
const several: Reader = {
  part: 'hours',
  match(line, at) {
    const times: NonNullable<Said['times']> = [];
    for (let here = at, end = at; ; ) {
      const found = longest(CLOCKS, line, here)?.match;
      if (!found || typeof found.said !== 'object' || found.said.start === undefined)
        return times.length > 1 ? { end, said: { times } } : undefined;
      times.push(found.said);
      end = found.end;
      const joined = and(line, end);
      if (!joined) return times.length > 1 ? { end, said: { times } } : undefined;
      here = end + joined[0].length;
    }
  },
};

export const hourReaders: Reader[] = [
  phrase('hours', `(?:${DURING}|duree(?: ?:)?(?: de)?|pour|soit|dure) ${LENGTH}`, ({ group }) => {
    const durationMin = lengthOf(group);
    return durationMin ? { durationMin } : 'not-a-time';
  }),
  // "14h (1h30)".
  phrase('hours', `\\( ?${SHORT} ?\\)`, ({ group, before }) => {
    if (!/(?:\d ?h ?(?:\d{2})?|:\d{2}|midi) ?$/u.test(before)) return undefined;
    const durationMin = lengthOf(group);
    return durationMin ? { durationMin } : 'not-a-time';
  }),
  ...CLOCKS,
  several,
  phrase('hours', `(?:jusqu'a|fin a|fin) ${clock('b')}`, (found) => {
    const at = minutesAt(found, 'b', true);
    return at === undefined ? 'not-a-time' : { end: fromMinutes(at) };
  }),
  phrase(
    'hours',
    "(?:le |l'|du |de l')?(?<part>matin|matinee|apres-midi|apres midi|aprem|soir)s?",
    ({ group }) => ({
      partOfDay: partOf(group('part')),
    }),
  ),
  // An evening alone is a thing one names: "soirée jeux".
  phrase('hours', 'en soiree', { partOfDay: 'evening' }),
  phrase(
    'hours',
    '(?:toute la |la )journee(?: entiere| complete)?|journee (?:entiere|complete)|sur la journee|en journee complete',
    { wholeDay: true },
  ),
];
