/**
 * The words that nothing recognised, run by run. One run is the title, or names an activity; names that something opens
 * ("avec …", "rdv …") take theirs first. Whatever is left is not understood.
 */
import type { Element, Item, Word } from './elements.ts';
import { isMisspeltDay } from './misspelt.ts';
import { peopleNamed, type Role } from './people.ts';
import type { Line } from './reader.ts';
import type { LinePart, Refusal, Said } from './said.ts';
import { isSmall, lettersOf } from './settle.ts';

export interface Run {
  from: number;
  to: number;
  words: Word[];
}

export interface Named {
  from: number;
  to: number;
  part: LinePart;
  said: Said | Refusal;
  /** Somebody who is not known, as she was called. */
  unknown?: { name: string; as: Role };
}

/** Elements with every opened name taken: what is left are items, runs of words, and signs. */
export function takeNames(line: Line, elements: readonly Element[]): { rest: Element[]; named: Named[] } {
  const rest: Element[] = [];
  const named: Named[] = [];
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index] as Element;
    if (element.kind !== 'item' || element.opens === undefined) {
      rest.push(element);
      continue;
    }
    const { opens } = element;
    // "rdv 10h devant la gare": the hour is said on the way.
    const skipped =
      opens === 'place' && elements[index + 1]?.kind === 'item' ? [elements[index + 1] as Item] : [];
    const words = followingWords(line, elements, index + 1 + skipped.length);
    const isInTitle = rest.at(-1)?.kind === 'word';
    const isAfterTitle = rest.some((one) => one.kind === 'word' && !isSmall(line, one));
    const found =
      words.length === 0 ? undefined : nameOpened(line, element, words, { isInTitle, isAfterTitle });
    if (!found) {
      rest.push({ kind: 'word', from: element.from, to: element.to });
      continue;
    }
    rest.push(...skipped);
    named.push(found.named);
    // What is beyond the name is read as if the name were not there.
    rest.push({ kind: 'mark', from: found.named.to, to: found.named.to });
    index += skipped.length + found.count;
  }
  return { rest, named };
}

/** Whether something that opens a name would take all of this text, and nothing else. */
export function isOneName(line: Line, elements: readonly Element[]): boolean {
  const words = followingWords(line, elements, 0);
  return words.length > 0 && words.length === elements.length;
}

/** Up to the next thing recognised, without the small words that lead to it. */
function followingWords(line: Line, elements: readonly Element[], at: number): Element[] {
  const words: Element[] = [];
  for (let index = at; index < elements.length; index += 1) {
    const element = elements[index] as Element;
    const joins = element.kind === 'mark' && /[&+.'\-:/]/.test(lettersOf(line, element));
    if (element.kind !== 'word' && !joins) break;
    words.push(element);
    if (element.kind === 'word' && element.zone) break;
  }
  while (words.length > 1) {
    const last = words.at(-1) as Element;
    if (last.kind === 'word' && !isSmall(line, last)) break;
    words.pop();
  }
  return words;
}

const PEOPLE_OF: Record<Exclude<NonNullable<Item['opens']>, 'place'>, readonly Role[]> = {
  person: ['host', 'facilitator'],
  // "Animé par Nadia": one of the team may lead it.
  led: ['facilitator', 'host'],
  facilitator: ['facilitator'],
  by: ['facilitator', 'host'],
  host: ['host'],
};
export const ARTICLE =
  /^(?:les|la|le|l'|un|une|des|du|de|d'|ma|mon|mes|sa|son|ses|nos|notre|vos|votre|leurs?|d'autres)/;

function nameOpened(
  line: Line,
  { from, opens = 'person' }: Item,
  words: readonly Element[],
  { isInTitle, isAfterTitle }: { isInTitle: boolean; isAfterTitle: boolean },
) {
  const textTo = (count: number) => {
    const first = words[0] as Element;
    const last = words[count - 1] as Element;
    const inside = count === 1 && first.kind === 'word' ? first.zone?.inside : undefined;
    return { name: inside ?? line.text.slice(first.from, last.to), to: last.to };
  };
  if (opens === 'place') {
    // "rdv devant la gare mecredi"
    const stranger = words.findIndex((word) => word.kind === 'word' && isMisspeltDay(lettersOf(line, word)));
    const count = stranger > 0 ? stranger : words.length;
    const { name, to } = textTo(count);
    const said: Said | Refusal = name.length <= 300 ? { placeText: name } : 'too-much';
    return { count, named: { from, to, part: 'place', said } satisfies Named };
  }
  const as = PEOPLE_OF[opens];
  for (let count = words.length; count > 0; count -= 1) {
    const { name, to } = textTo(count);
    // "Chant mardi 10h avec Léa Martin" is no other Léa.
    const isCut = count === 1 && isAfterTitle && /^\p{Lu}\p{Ll}/u.test(line.text.slice(words[1]?.from));
    if (isCut && words.length > 1) break;
    const read = peopleNamed(name, line.context, as);
    if ('said' in read)
      return { count, named: { from, to, part: 'people', said: read.said } satisfies Named };
    if (count === words.length && read.refused !== 'nobody-of-that-name')
      return { count, named: { from, to, part: 'people', said: read.refused } satisfies Named };
  }
  const { name, to } = textTo(words.length);
  const isCommon = ARTICLE.test(lettersOf(line, words[0] as Element));
  // "Danser avec les loups": nobody's name, where a title is said.
  if (isInTitle && (isCommon || opens === 'by')) return undefined;
  const read = peopleNamed(name, line.context, as);
  const unknown = 'name' in read ? read.name : name;
  return {
    count: words.length,
    named: {
      from,
      to,
      part: 'people',
      said: 'nobody-of-that-name',
      unknown: { name: unknown, as: opens === 'host' ? 'host' : 'facilitator' },
    } satisfies Named,
  };
}

/** "Théâtre pour tous, mercredi". */
const isForAll = (line: Line, words: readonly Word[]): boolean =>
  words.length > 2 &&
  /^(?:pour|a|de|par|entre|avec|chez|vers|et|nous|vous) tous$/.test(
    words
      .slice(-2)
      .map((word) => lettersOf(line, word))
      .join(' '),
  );

/** The runs of words between what was recognised, and the small words and signs that only join. */
export function runsOf(line: Line, elements: readonly Element[]): { runs: Run[]; joining: Word[] } {
  const runs: Run[] = [];
  const joining: Word[] = [];
  let words: Word[] = [];
  let isAfterItem = false;
  const close = (beforeItem: boolean) => {
    let kept = words;
    const drop = (word: Word) => {
      joining.push(word);
      kept = kept.filter((one) => one !== word);
    };
    if (words.every((word) => isSmall(line, word))) for (const word of words) drop(word);
    if (beforeItem)
      for (let last = kept.at(-1); last && isSmall(line, last) && !isForAll(line, kept); last = kept.at(-1))
        drop(last);
    if (isAfterItem)
      for (let first = kept[0]; first && /^(?:et|puis|&|\+)$/.test(lettersOf(line, first)); first = kept[0])
        drop(first);
    const [first, last] = [kept[0], kept.at(-1)];
    if (first && last) runs.push({ from: first.from, to: last.to, words: kept });
    words = [];
  };
  for (const element of elements) {
    if (element.kind === 'word') words.push(element);
    else if (element.kind !== 'mark') {
      close(element.kind === 'item');
      isAfterItem = element.kind === 'item';
    } else if (element.to === element.from) {
      // A name was taken here.
      close(true);
      isAfterItem = true;
    }
  }
  close(false);
  return { runs, joining };
}
