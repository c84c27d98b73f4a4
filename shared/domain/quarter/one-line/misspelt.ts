/** Words that are nearly a day or a month: they were meant for it, and are no word of a title. */
import { MONTH_NAMES, WEEKDAY_NAMES } from '../../time/names.ts';
import { comparable } from './text.ts';

/** One letter wrong, missing or too many, or two that changed places: "mradi", "janvir". */
function isMisspelt(typed: string, name: string): boolean {
  if (typed === name) return false;
  let from = 0;
  while (from < typed.length && typed[from] === name[from]) from += 1;
  const [left, right] = [typed.slice(from), name.slice(from)];
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    (left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0])
  );
}

/** The short ones are too near to other words: "atout", "goûts", "maires". */
const CALENDAR_WORDS = [
  ...WEEKDAY_NAMES.flatMap((name) => [name, `${name}s`]),
  ...MONTH_NAMES.map(comparable).filter((name) => name.length >= 5),
];
/** As near to a day or a month, and meant. */
const OTHER_WORDS = /^(?:hardis?|maris|marais|mandis|maudis|levrier|javier|april|november|december)$/;

/** A word of at least five letters that was meant for a day or a month; `letters` is comparable. */
export const isMisspeltDay = (letters: string): boolean =>
  /^\p{L}{5,}$/u.test(letters) &&
  !OTHER_WORDS.test(letters) &&
  CALENDAR_WORDS.some((name) => isMisspelt(letters, name));
