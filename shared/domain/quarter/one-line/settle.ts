/**
 * What can be read in two ways, once the whole line is seen: "Café du lundi" is a title, "samedi zéro déchet, samedi 13
 * mars" has one as well, "salon de thé" is no space. Words that stay in a title keep what they would say as a hint.
 */

import { BARE_DAY } from './days.ts';
import type { Element, Item, Word } from './elements.ts';
import type { Line } from './reader.ts';

/** Words that lead to another one. */
const OF = /^(?:de|du|des|d'|d)$/;
const SMALL = /^(?:les?|la|l['’]|du|de|des|d['’]|aux?|[aà]|en|et|dans|sur|chaque|tous|pour|puis|&|\+)$/i;

export const lettersOf = ({ letters }: Line, { from, to }: Pick<Element, 'from' | 'to'>): string =>
  letters.slice(from, to);
export const isSmall = (line: Line, word: Element): boolean =>
  word.kind === 'word' && !word.zone && SMALL.test(line.text.slice(word.from, word.to));

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
      isPlain(index + 2),
    true,
  );
  // "Opération 8 mars samedi 6 mars".
  demote((item, index) => {
    const next = at(index + 1);
    return saysDates(item) && isPlain(index - 1) && next?.kind === 'item' && saysDates(next);
  }, false);
  // "Marche du samedi matin".
  demote((item, index) => {
    const before = at(index - 1);
    return isLoose(item) && item.part === 'hours' && before?.kind === 'word' && before.hint?.part === 'when';
  }, true);
  // "Samedi des familles, samedi 13 février", "Midi musical, mardi 12 h 30": said again, and better, elsewhere.
  demote(
    (item, index) =>
      isLoose(item) &&
      opensSegment(index) &&
      (isPlain(index + 1) || OF.test(text(index + 1))) &&
      others(index, (other) => saysMore(other, item)),
    true,
  );
  demote(
    (_, index) =>
      /^(?:midi|minuit)$/.test(text(index)) &&
      isWord(index - 1) &&
      others(index, (other) => other.part === 'hours' && saysHours(other)),
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
  return elements;

  function isLoose(item: Item): boolean {
    const letters = lettersOf(line, item);
    return (
      BARE_DAY.test(letters) ||
      /^(?:midi|minuit)$/.test(letters) ||
      (item.part === 'hours' && typeof item.said === 'object' && item.said.partOfDay !== undefined)
    );
  }
}

const saysDates = ({ said }: Item) => typeof said === 'object' && said.dates !== undefined;
const saysHours = ({ said }: Item) =>
  typeof said !== 'object' || said.start !== undefined || said.times !== undefined || said.wholeDay === true;

/** The same sort of thing, from words that say more than one day or one word. */
function saysMore(other: Item, { part, said }: Item): boolean {
  if (part === 'when')
    return (
      other.part === 'when' ||
      other.part === 'rhythm' ||
      (other.part === 'from' && typeof other.said === 'object' && other.said.isRange === true)
    );
  return (
    typeof said === 'object' && said.partOfDay === undefined && other.part === 'hours' && saysHours(other)
  );
}

function wordOf({ from, to, part, said }: Item, hinted: boolean): Word {
  const hint = hinted && typeof said === 'object' ? { part, said } : undefined;
  return { kind: 'word', from, to, wasItem: true, ...(hint ? { hint } : {}) };
}
