/** Numbers that say which one of several: rooms of the place ("Salle 1, 2 et 12"), groups. They are no dates. */
import { type Line, type Match, stepper } from './reader.ts';
import { keyOf } from './text.ts';

/** "Salle 12" is "salle" and 12. */
const ENDS_WITH_ONE = /^(?<name>.*\D)(?<number>\d{1,4})$/u;
const partsOf = (name: string) => ENDS_WITH_ONE.exec(keyOf(name))?.groups;

const NUMBERS_BEFORE = /(?:\d{1,4}(?: ?, ?(?:et )?| et | ?[&+/] ?))*$/u;
const NOUN_BEFORE =
  /(?<![\p{L}\p{N}])(?:salles?|pieces?|bureaux?|local|locaux|etages?|niveaux?|batiments?|portes?|tables?|groupes?|equipes?|classes?|n°|numeros?)(?: ?(?:n°|numeros?))? ?$/u;

/** Whether a space of the place is named right before: "grande salle" is whole without a number. */
export function followsSpace({ letters, context }: Pick<Line, 'letters' | 'context'>, at: number): boolean {
  const before = ` ${keyOf(letters.slice(0, at))}`;
  return (
    /[\p{L}\p{N}] $/u.test(letters.slice(0, at)) &&
    context.spaces.some(({ name }) => before.endsWith(` ${keyOf(name)}`))
  );
}

/** "Salle 1/2" is no date. */
export const followsNoun = (line: Pick<Line, 'letters' | 'context'>, at: number): boolean =>
  NOUN_BEFORE.test(line.letters.slice(0, at)) && !followsSpace(line, at);

/** Whether the number that stands here may go on with those of a word before: "groupe 1, 2, …", "Bulle 1, 3, …". */
export function followsNumbered({ letters, context }: Line, at: number): boolean {
  const before = letters.slice(0, at).replace(NUMBERS_BEFORE, '');
  if (followsNoun({ letters: before, context }, before.length)) return true;
  const last = keyOf(before);
  return context.spaces.some(({ name }) => {
    const its = partsOf(name)?.name?.trim();
    return its !== undefined && last.endsWith(its);
  });
}

const joinedNumber = stepper(
  '(?: ?[,&+] ?(?:et )?| et )(?<number>\\d{1,4})(?<alone>[^,;·\\n)&+]*?)(?=$|[,;·\\n)&+]| et )',
);

/**
 * "Salle 1, 2 et 12": the numbers after a space whose name ends with one are spaces too, as far as the place knows them
 * and the number begins nothing else: not "Salle 1, 12/01", nor "Salle 1, 2 séances". `isRead` says so, of a line cut there.
 */
export function withItsNumbers(
  line: Line,
  { end, said }: Match,
  isRead: (cut: Line, at: number) => boolean,
): Match {
  if (typeof said === 'string' || said.spaces?.length !== 1) return { end, said };
  const { spaces } = line.context;
  const its = partsOf(spaces.find(({ id }) => id === said.spaces?.[0])?.name ?? '')?.name;
  const found = new Set(said.spaces);
  for (let joined = joinedNumber(line, end); its !== undefined && joined; joined = joinedNumber(line, end)) {
    const { number = '', alone = '' } = joined.groups ?? {};
    const space = spaces.find(({ name, archived }) => {
      const other = partsOf(name);
      return !archived && other?.name === its && Number(other.number) === Number(number);
    });
    const to = end + joined[0].length;
    const cut = { ...line, letters: line.letters.slice(0, to) };
    const after = to - alone.length;
    if (!space || /^[\p{L}\p{N}]/u.test(alone) || isRead(cut, after - number.length)) break;
    found.add(space.id);
    end = after;
  }
  return { end, said: { ...said, spaces: [...found] } };
}
