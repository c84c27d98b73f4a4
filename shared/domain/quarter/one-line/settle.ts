/**
 * What can be read in two ways, once the whole line is seen: "Café du lundi" is a title, "samedi zéro déchet, samedi 13
 * mars" has one as well, "salon de thé" is no space. Words that stay in a title keep what they would say as a hint.
 */

import { daysBetween, toMinutes } from '../../time/wall.ts';
import { BARE_DAY } from './days.ts';
import type { Element, Item, Word } from './elements.ts';
import { inPartOfDay } from './hours.ts';
import type { Line } from './reader.ts';
import { saysDays, saysHours } from './said.ts';
import { DAY_IN_FULL } from './words.ts';

/** Words that lead to another one. */
const OF = /^(?:de|du|des|d'|d)$/;
const SMALL = /^(?:les?|la|l['’]|du|de|des|d['’]|aux?|[aà]|en|et|dans|sur|chaque|tous|pour|puis|&|\+)$/i;
/** What makes a list, and no name. */
const JOINS = /^(?:et|puis|&|\+|chaque|tous)$/;
const MOMENT = /^(?:matin|matinee|apres-midi|apres midi|aprem|soir)s?$/;
const NAMED_MOMENT = /^(?:les? |l')?(?:midi|minuit|matin|matinee|apres-midi|apres midi|aprem|soir|soiree)s?$/;
const A_DAY = new RegExp(`^(?:les? )?${DAY_IN_FULL}$`, 'u');

export const lettersOf = ({ letters }: Line, { from, to }: Pick<Element, 'from' | 'to'>): string =>
  letters.slice(from, to);
export const isSmall = (line: Line, word: Element): boolean =>
  word.kind === 'word' &&
  !word.zone &&
  SMALL.test(line.text.slice(word.from, word.to)) &&
  !isLetter(line, word);
/** "Groupe A". */
const isLetter = ({ text }: Line, { from, to }: Element): boolean =>
  text.slice(from, to) === 'A' && /\p{L}/u.test(text.slice(0, from)) && /\p{Ll}/u.test(text);

export function settle(line: Line, found: readonly Element[]): Element[] {
  let elements = [...found];
  const at = (index: number) => elements[index];
  const isWord = (index: number) => at(index)?.kind === 'word';
  const isPlain = (index: number) => {
    const word = at(index);
    return word?.kind === 'word' && !isSmall(line, word);
  };
  const text = (index: number) => {
    const element = at(index);
    return element ? lettersOf(line, element) : '';
  };
  const opensSegment = (index: number) => index === 0 || at(index - 1)?.kind === 'stop';
  const others = (index: number, says: (item: Item) => boolean) =>
    elements.some((one, other) => other !== index && one.kind === 'item' && says(one));

  const demote = (test: (item: Item, index: number) => boolean, hinted: boolean) => {
    elements = elements.map((element, index) =>
      element.kind === 'item' && test(element, index) ? wordOf(element, hinted) : element,
    );
  };

  // A part of the line of its own, or a word like another.
  demote(
    ({ unsure }, index) =>
      unsure === 'segment' &&
      !(opensSegment(index) && (at(index + 1) === undefined || at(index + 1)?.kind === 'stop')),
    false,
  );
  demote(({ unsure }, index) => unsure === 'hint' && (isPlain(index - 1) || isPlain(index + 1)), true);
  // "Le rendez-vous des aidants", "Premier rendez-vous".
  demote(({ opens }, index) => {
    if (opens !== 'place') return false;
    const isInFull = text(index).startsWith('rendez');
    const next = at(index + 1);
    const leadsOn = next?.kind === 'word' || (next?.kind === 'item' && next.part === 'hours');
    return (
      !leadsOn ||
      (isInFull && (index === 0 || OF.test(text(index + 1)) || /^(?:les?|l'|un|ce)$/.test(text(index - 1))))
    );
  }, false);
  // "Café du lundi", "repas du soir".
  demote(
    (item, index) =>
      isLoose(item) &&
      ((OF.test(text(index - 1)) && isPlain(index - 2)) ||
        (/^(?:du|de l')/.test(text(index)) && isPlain(index - 1))),
    true,
  );
  // "Les jeudis du numérique".
  demote(
    ({ part, said }, index) =>
      part === 'when' &&
      typeof said === 'object' &&
      said.weekdays?.length === 1 &&
      /^(?:les? )?\p{L}+$/u.test(text(index)) &&
      opensSegment(index) &&
      OF.test(text(index + 1)) &&
      leadsOn(index),
    true,
  );
  // "Le midi des aidants", "Les matins du jeu".
  demote(
    (item, index) =>
      item.part === 'hours' &&
      NAMED_MOMENT.test(text(index)) &&
      (opensSegment(index) || /^(?:les?|un)$/.test(text(index - 1))) &&
      OF.test(text(index + 1)) &&
      leadsOn(index),
    true,
  );
  // "Journée du 8 mars, lundi 8 mars": the date is said again.
  demote(
    (item, index) =>
      isOneDate(item) &&
      OF.test(text(index - 1)) &&
      isPlain(index - 2) &&
      elements.some(
        (other, its) =>
          its > index &&
          other.kind === 'item' &&
          isOneDate(other) &&
          !JOINS.test(text(its - 1)) &&
          text(its - 1) !== 'du',
      ),
    false,
  );
  // "Le 8 mars au féminin, lundi 8 mars".
  demote(
    (item, index) =>
      isOneDate(item) &&
      index === 0 &&
      leadsOn(0) &&
      !isPlain(1) &&
      others(index, (other) => isOneDate(other) && dateOf(other) === dateOf(item)),
    false,
  );
  // "Nos jeudis": a name, and the day when no other is said.
  demote(
    (item, index) => isDay(item) && /^(?:nos|vos|mes|ces|leurs|notre|votre)$/.test(text(index - 1)),
    true,
  );
  // "Opération 8 mars samedi 6 mars", not "Impro jeudi 14/01 28/01".
  demote((item, index) => {
    const next = at(index + 1);
    const isBare = /^\d{1,2}(?: ?er)? \p{L}+\.?$/u.test(text(index));
    return isBare && saysDates(item) && isPlain(index - 1) && next?.kind === 'item' && saysDates(next);
  }, false);
  // "Samedi des familles, samedi 13 février", "Dimanche à la campagne, mardi 14 h": the day is said again elsewhere.
  demote(
    (item, index) =>
      isDay(item) && isHead(index) && leadsOn(index) && elements.some((_, other) => saysItsDay(other, index)),
    true,
  );
  // "Midi musical, mardi 12 h 30".
  demote(
    (item, index) =>
      isLoose(item) &&
      item.part === 'hours' &&
      opensSegment(index) &&
      leadsOn(index) &&
      others(index, (other) => saysMore(other, item)),
    true,
  );
  // "Soir de fête, samedi 18 h", "Gym matin, mardi 9 h": the hour says it, unless the word is what makes 6 h the evening.
  demote(
    (item, index) =>
      MOMENT.test(text(index)) &&
      at(index - 1)?.kind !== 'item' &&
      (isPlain(index - 1) || leadsOn(index)) &&
      others(index, (other) => isAtThatMoment(other, item)),
    true,
  );
  // "Marche du samedi matin".
  demote((item, index) => {
    const before = at(index - 1);
    return isLoose(item) && item.part === 'hours' && before?.kind === 'word' && before.hint?.part === 'when';
  }, true);
  // "Déjeuner de midi, mardi 12 h".
  demote(
    (_, index) =>
      text(index) === 'de midi' &&
      isPlain(index - 1) &&
      others(index, (other) => other.part === 'hours' && isAnHour(other)),
    true,
  );
  demote(
    (_, index) =>
      /^(?:midi|minuit)$/.test(text(index)) &&
      isWord(index - 1) &&
      others(index, (other) => other.part === 'hours' && isAnHour(other)),
    false,
  );
  // "Noël en mars, samedi 6 mars".
  demote(
    ({ said }, index) =>
      typeof said === 'object' &&
      said.within !== undefined &&
      isPlain(index - 1) &&
      others(index, (other) => typeof other.said === 'object' && other.said.dates !== undefined),
    false,
  );
  // "La journée des aidants".
  demote(
    ({ said }, index) =>
      typeof said === 'object' && said.wholeDay === true && text(index) === 'la journee' && isWord(index + 1),
    false,
  );
  // "Danse de salon".
  demote(({ part }, index) => part === 'space' && OF.test(text(index - 1)) && isPlain(index - 2), false);
  // "Entrée libre au musée", "Interne de l’hôpital".
  demote(
    ({ part }, index) =>
      index === 0 &&
      (part === 'fare' || part === 'public') &&
      /^\p{L}/u.test(text(0)) &&
      leadsOn(0) &&
      !isPlain(1),
    false,
  );
  // "Visio des aidants", "Zoom sur la mémoire".
  demote(
    ({ unsure }, index) => unsure === 'hint' && index === 0 && leadsOn(0) && !isPlain(1) && text(1) !== 'sur',
    true,
  );
  demote(({ unsure }, index) => unsure === 'hint' && index === 0 && text(1) === 'sur' && leadsOn(0), false);
  // "Salon de thé", "Espace calme ouvert".
  demote(
    ({ part, said }, index) =>
      part === 'space' &&
      typeof said === 'object' &&
      said.spaces !== undefined &&
      isWord(index + 1) &&
      (OF.test(text(index + 1)) || (opensSegment(index) && isPlain(index + 1))),
    false,
  );
  return elements;

  function isDay({ part, said }: Item): boolean {
    return part === 'when' && typeof said === 'object' && said.weekdays?.length === 1;
  }

  /** The day that begins a name: first in its part of the line, or with a capital after an hour. */
  function isHead(index: number): boolean {
    if (!A_DAY.test(text(index))) return false;
    if (opensSegment(index)) return true;
    const before = at(index - 1);
    if (index === 1 && /^(?:un|ce)$/.test(text(0))) return true;
    return (
      before?.kind === 'item' &&
      before.part === 'hours' &&
      /^\p{Lu}\p{Ll}/u.test(line.text.slice(at(index)?.from))
    );
  }

  /** Whether words that go on with a name follow: "à la campagne", "matin en famille"; not "et …", nor an hour or a date. */
  function leadsOn(index: number): boolean {
    let next = index + 1;
    if (MOMENT.test(text(next))) next += 1;
    for (let word = at(next); word && isSmall(line, word) && !JOINS.test(text(next)); word = at(next))
      next += 1;
    return isPlain(next) && !JOINS.test(text(next));
  }

  /** The days of the line, once this day is a word of the title; not another day of a list: "mardi gym 10 h et jeudi". */
  function saysItsDay(other: number, index: number): boolean {
    const [day, found] = [at(index) as Item, at(other)];
    if (other === index || found?.kind !== 'item' || !saysMore(found, day)) return false;
    if (other < index) return true;
    if (JOINS.test(text(other - 1))) return false;
    const hasHours = (from: number, to: number) =>
      elements.slice(from, to).some((one) => one.kind === 'item' && one.part === 'hours' && isAnHour(one));
    const isDated = typeof found.said === 'object' && found.said.weekdays === undefined;
    return !hasHours(index + 1, other) || (isDated && !hasHours(other + 1, elements.length));
  }

  function isLoose(item: Item): boolean {
    const letters = lettersOf(line, item);
    return (
      BARE_DAY.test(letters) ||
      /^(?:midi|minuit)$/.test(letters) ||
      (item.part === 'hours' && typeof item.said === 'object' && item.said.partOfDay !== undefined)
    );
  }
}

const isOneDate = ({ part, said }: Item) =>
  part === 'when' && typeof said === 'object' && said.dates?.length === 1 && said.ranks === undefined;
const dateOf = ({ said }: Item) => (typeof said === 'object' ? said.dates?.[0]?.date : undefined);
/** What is not decided yet may be one. */
const isAnHour = ({ said }: Item) => typeof said !== 'object' || saysHours(said);
const saysDates = ({ said }: Item) => typeof said === 'object' && said.dates !== undefined;

/** An hour that the moment of the day does not change. */
function isAtThatMoment({ part, said }: Item, moment: Item): boolean {
  if (part !== 'hours' || typeof said !== 'object' || typeof moment.said !== 'object') return false;
  if (said.wholeDay === true) return false;
  const starts = [said.start, ...(said.times ?? []).map(({ start }) => start)].filter(
    (start) => start !== undefined,
  );
  const its = moment.said.partOfDay;
  return starts.length > 0 && starts.map(toMinutes).every((start) => inPartOfDay(start, its) === start);
}

/** The same sort of thing, from words that say more than one day or one word. */
function saysMore(other: Item, { part, said }: Item): boolean {
  if (part !== 'when')
    return (
      typeof said === 'object' && said.partOfDay === undefined && other.part === 'hours' && isAnHour(other)
    );
  if (typeof other.said !== 'object') return other.part === 'when' || other.part === 'rhythm';
  const { from, until, isRange } = other.said;
  // "Mardi gym du 5 janvier au 9 mars": within a long time, the day is still to be said.
  const isShort =
    isRange === true && from !== undefined && until !== undefined && daysBetween(from, until) < 7;
  return saysDays(other.said) || isShort;
}

function wordOf({ from, to, part, said }: Item, hinted: boolean): Word {
  const hint = hinted && typeof said === 'object' ? { part, said } : undefined;
  return { kind: 'word', from, to, wasItem: true, ...(hint ? { hint } : {}) };
}
