/** Which words are the title, or name an activity; and which of them were meant for something else, and are not understood. */
import type { Activity } from '../../catalogue/activity.ts';
import { fits, wordsOf } from '../../search/words.ts';
import type { Word } from './elements.ts';
import { isMisspeltDay } from './misspelt.ts';
import { type Line, stepper } from './reader.ts';
import { ARTICLE, type Run } from './runs.ts';
import type { OneLineContext, Said } from './said.ts';
import { lettersOf } from './settle.ts';
import { isName } from './text.ts';
import { DAY, END, MONTH_IN_FULL, MONTH as MONTH_NAME } from './words.ts';

/**
 * Words that say when, how often, with whom or how much: left over in a line, they were meant and not understood. A title
 * that holds one is put between « and ».
 */
const NEVER_A_TITLE =
  /^(?:\d.*|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?|sauf|hors|hormis|excepte|pendant|durant|jusqu'.*|jusque|chaques?|tlj|vacances|feries?|seances|euros?|€|h|heures?|min|minutes|mn|prochaine?s?|demain|apres-demain|aujourd'hui|chq|we|w-e|pdt|pdnt|ttes|tts|sem|vac|sf|quinzaine|quotidien|mensuel|bimensuel|hebdo|depuis|rdv|visio|avant-dernier|trimestre)$/u;
const MONTH = new RegExp(`^${MONTH_IN_FULL}$`, 'u');
const MONTHS = new RegExp(`^${MONTH_IN_FULL}-${MONTH_IN_FULL}$`, 'u');
const OF = /^(?:de|du|des|d'|d|en)$/;

/** "Jamais le jeudi", "presque tous les jeudis", "au lieu de mardi": the days are not those that are named. */
const A_DAY = `(?:${DAY}|\\d{1,2}(?: ?er)? ${MONTH_NAME}|\\d{1,2}/\\d|(?:${MONTH_IN_FULL}|semaines?|jours?|vacances)${END})`;
const LED = "(?:les?|la|l'|tou[ts]e?s?|chaques?|d[eu]s?|d'|une?|aux?|en|pendant)";
const LIMIT = stepper(
  `(?:jamais|pas|aucune?|quelques|certaine?s|plusieurs|presque|quasi(?:ment)?|peut[- ]etre|eventuellement|probablement|parfois|souvent|rarement|normalement|seulement|uniquement|que|plutot|soit|ni|environ|autres?|annule(?:e|s|es)?|reporte(?:e|s|es)?|possible|confirmer)(?: ${LED})* ?${A_DAY}|(?:plus|avant|apres|vers|autour|lieu|place|plupart|moitie)(?: ${LED})+ ?${A_DAY}|nuits? (?:du|de) (?:${DAY} ?)?(?:\\d{1,2}(?: ?er)? (?:${MONTH_NAME} )?)?(?:au|a) `,
);
const ABOUT = /^(?:avant|apres|vers|autour|environ)$/;
/** "Mardi 10h peut-être terre". */
const DOUBT = /^(?:jamais|peut-etre|eventuellement|parfois)$/;

/** Words of a run that are not understood where they stand. */
export function strangers(line: Line, { words, to }: Run): Word[] {
  const said = words.map((word) => (word.zone ? '' : lettersOf(line, word)));
  return words.filter((word, index) => {
    const [letters = '', before = '', after = ''] = [said[index], said[index - 1], said[index + 1]];
    if (letters === '' || word.hint) return false;
    // "Autour du 21 mars, dimanche 21 mars": a day of the name is none of the line.
    const limit = LIMIT(line, word.from);
    if (limit && (!ABOUT.test(letters) || word.from + limit[0].length > to)) return true;
    if (index === 0 && DOUBT.test(letters) && /[\p{L}\p{N}] $/u.test(line.letters.slice(0, word.from)))
      return true;
    // "Tous les mardis de la Ressourcerie": of what is said before.
    if (index === 0 && /^d(?:e|u|es|')?$/.test(letters))
      return /[\p{L}\p{N}] $/u.test(line.letters.slice(0, words[0]?.from));
    if (MONTHS.test(letters)) return true;
    // "Mars attaque", "Carnaval de mars": not "Danse mars".
    if (MONTH.test(letters)) return !(OF.test(before) || (index === 0 && after !== ''));
    if (letters === 'avec') return !ARTICLE.test(after);
    // "Yoga un mardi": which one is not said.
    if (/^une?$/.test(letters)) return index > 0 && index === words.length - 1;
    // "Loto ce samedi": the line is of no day that is known.
    if (letters === 'ce') return index === words.length - 1;
    if (letters === 'vacances') return !OF.test(before);
    if (/^(?:deux|trois|quatre)$/.test(letters)) return before === 'sur';
    if (word.wasItem === true) return false;
    return NEVER_A_TITLE.test(letters) || isMisspeltDay(letters);
  });
}

export interface Titled {
  run: Run;
  said: Said;
  part: 'activity' | 'title';
  /** What its words say besides, when the line does not. */
  hints: NonNullable<Word['hint']>[];
  strangers: Word[];
}

/** The run that names an activity, else the first one. Another one between quotes is the title besides an activity. */
export function titled(line: Line, runs: readonly Run[]): Titled[] {
  const named = runs.flatMap((run): Titled[] => {
    const found = activityIn(line, run);
    return found
      ? [{ run, part: 'activity', said: { activity: found.activity }, hints: found.hints, strangers: [] }]
      : [];
  });
  const [activity] = named;
  const quotes = runs.find(({ words }) => words.length === 1 && words[0]?.zone?.inside !== undefined);
  const run = quotes ?? (activity ? undefined : runs[0]);
  if (!run || run === activity?.run) return activity ? [activity] : [];
  const foreign = strangers(line, run);
  const title = textOf(line, run, foreign).slice(0, 300).trim();
  const hints = run.words.flatMap(({ hint }) => hint ?? []);
  const own: Titled = { run, part: 'title', said: title === '' ? {} : { title }, hints, strangers: foreign };
  return activity ? [activity, own] : [own];
}

/** Quoted words as they are; others as a title is written. */
function textOf({ text }: Line, { from, to, words }: Run, foreign: readonly Word[]): string {
  const [first] = words;
  if (words.length === 1 && first?.zone?.inside !== undefined) return first.zone.inside;
  let title = '';
  let at = from;
  for (const { from: begin, to: end } of foreign) {
    title += text.slice(at, begin);
    at = end;
  }
  title = balanced(title + text.slice(at, to), text.slice(to))
    .replace(/\s+/g, ' ')
    .trim();
  if (foreign.length > 0) title = title.replace(/ (?:le|la|les|du|de|des|à|au|aux|et)$/iu, '');
  const letter = String.fromCodePoint(title.codePointAt(0) ?? 32);
  return letter.toLocaleUpperCase('fr') + title.slice(letter.length);
}

/** "Atelier (débutants)" keeps its second bracket; "Gym (doux" loses its first. */
function balanced(title: string, after: string): string {
  const opened = title.split('(').length - title.split(')').length;
  if (opened <= 0) return title;
  return /^\s*\)/.test(after) ? `${title})` : title.replaceAll('(', '');
}

function activityIn(line: Line, run: Run): { activity: Activity; hints: Titled['hints'] } | undefined {
  const { words } = run;
  if (words.length === 1 && words[0]?.zone?.inside !== undefined) return undefined;
  // "Matin yoga doux": the hour says it.
  const first = words.find(({ hint }) => hint?.part !== 'hours');
  // "Yoga doux du mardi": the words that could have been recognised may not belong to the name.
  for (let count = words.length; count > 0; count -= 1) {
    const last = words[count - 1] as Word;
    const activity = activityNamed(line.text.slice(first?.from ?? run.from, last.to), line.context);
    if (activity) return { activity, hints: words.flatMap(({ hint }) => hint ?? []) };
    const of = words[count - 2];
    if (last.hint === undefined) break;
    if (of && OF.test(lettersOf(line, of))) count -= 1;
  }
  return undefined;
}

/** By its whole name; by none when two have it. */
function activityNamed(typed: string, { activities }: OneLineContext): Activity | undefined {
  const found = activities.filter(({ archived, name }) => !archived && isName(typed, name));
  return found.length === 1 ? found[0] : undefined;
}

/** Activities that a title may have been meant for, by id; at most 5. */
export function activitiesLike(title: string, { activities }: OneLineContext): string[] {
  const typed = wordsOf(title);
  if (typed.length === 0) return [];
  const like = activities.filter(({ archived, name }) => !archived && fits(typed, wordsOf(name)));
  return like.slice(0, 5).map(({ id }) => id);
}
