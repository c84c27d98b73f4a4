/** The words of time, as sources of patterns on comparable text: what a coordinator writes for a day, a month, a rank. */
import { monthNamed, WEEKDAY_NAMES, weekdayNamed } from '../../time/names.ts';
import { addDays, isNthWeekday, type LocalDate, type Nth, type Weekday } from '../../time/wall.ts';

/** Nothing of a word may follow. */
export const END = '(?![\\p{L}\\p{N}])';

export const DAY_IN_FULL = `(?:${WEEKDAY_NAMES.map((name) => `${name}s?`).join('|')})${END}`;
export const DAY = `(?:(?:${WEEKDAY_NAMES.map((name) => `${name}s?`).join('|')})${END}|(?:lun|mar|merc?|jeu|vendr?|ven|sam|dim)(?:\\.|${END}))`;
export const weekdayOf = (word: string): Weekday => weekdayNamed(word.replace(/\.$/, '')) ?? 1;

export const MONTH = `(?:janvier|janv|jan|fevrier|fevr|fev|mars|mar|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec)(?:\\.|${END})`;
export const monthOfWord = (word: string): number => monthNamed(word.replace(/\.$/, '')) ?? 1;
/** A month that stands alone is written in full: "mar" would be a Tuesday. */
export const MONTH_IN_FULL = `(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)${END}`;

/** A rank in the month, as it is said. A rule has no last but one (-2), nor those before: the line keeps their dates. */
export type Rank = Nth | -2 | -3 | -4;
export const isRankOfRule = (nth: Rank): nth is Nth => nth >= -1;
const RANKS: Record<string, Rank> = {
  premier: 1,
  premiere: 1,
  second: 2,
  seconde: 2,
  deuxieme: 2,
  troisieme: 3,
  quatrieme: 4,
  cinquieme: 5,
  dernier: -1,
  derniere: -1,
};
export const RANK = `(?:avant[- ]derni(?:er|ere)s?|(?:${Object.keys(RANKS).join('|')})s?|1 ?(?:ers?|eres?|res?|°)|2 ?(?:nds?|ndes?)|[2-5] ?(?:emes?|iemes?|es?|°))${END}`;
export const rankOf = (word: string): Rank =>
  word.startsWith('avant') ? -2 : (RANKS[word.replace(/s$/, '')] ?? (Number(word.charAt(0)) as Nth));
export const isRanked = (date: LocalDate, { day, nth }: { day: Weekday; nth: Rank }): boolean =>
  isRankOfRule(nth) ? isNthWeekday(date, day, nth) : isNthWeekday(addDays(date, 7 * (-1 - nth)), day, -1);

const NUMBERS = 'un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze'.split('|');
/** A small number, in digits or in words. */
export const NUMBER = `(?:\\d{1,3}|une|${NUMBERS.join('|')}|quinze)`;

export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === 'une') return 1;
  return text === 'quinze' ? 15 : NUMBERS.indexOf(text) + 1;
}

/** "tous les", also in short. */
export const ALL = '(?:tou?s|touts?|ts)';
export const ALL_F = '(?:toutes?|ttes|tts)';
export const EACH = '(?:chaques?|chq\\.?)';
export const DURING = '(?:pendant|durant|pdt\\.?|pdnt)';
/** What takes something away. */
export const BUT =
  "(?:sauf|sf\\.?|hors|hormis|excepte|a l'exception (?:de|du)|en dehors (?:de|du)|pas(?: de (?:seances?|cours|rencontres?))?|sans)";
/** The same, of sessions that were said before: first in a line, or after words of a title, it is a name. */
export const PAUSE = '(?:relache|pause|interruption)';
/** From one to another, as a sign. */
export const ARROW = '(?:[-=]*>|→|\\.{2,3}|…|~)';
/** Between two of a list. */
export const AND = '(?: ?, ?(?:et )?| et | ?& ?| ?\\+ ?| ?/ ?)';
