/**
 * What is said of a part of the sessions only: "mardi 10h-11h, gratuit pendant les vacances", "sauf le 12 janvier en
 * visio". A line says one thing of all of them, and the part is refused.
 */
import { gapBefore } from './gaps.ts';
import { type LinePart, type Refused, type Said, saysDays, saysHours, type Understood } from './said.ts';

export const OF_A_SESSION: readonly LinePart[] = [
  'space',
  'place',
  'mode',
  'people',
  'capacity',
  'fare',
  'public',
  'registration',
  'margins',
];

const isPeriod = ({ from, until, within, only, interval = 1 }: Said) =>
  (from ?? until ?? within) !== undefined || interval > 1 || only === 'school-holidays';
/** "Gratuit sauf en mars". */
const isButSome = ({ part }: Understood, next: Understood | undefined) =>
  (part === 'fare' || part === 'mode' || part === 'people') && next?.said.except !== undefined;

/** Parts in the order of the line. */
export function ofAPart(parts: readonly Understood[], text: string): Refused[] {
  return [...ofATime(parts, text), ...insteadOf(parts, text)].map(({ one: { from, to, part }, why }) => ({
    from,
    to,
    part,
    why,
  }));
}

/** In a piece of the line of its own, once the days are said. */
function ofATime(parts: readonly Understood[], text: string) {
  const pieces: Understood[][] = [];
  parts.forEach((one, index) => {
    const before = parts[index - 1];
    if (before && ((before.part === 'space' && one.part === 'space') || gapBefore(text, before, one) === 0))
      pieces.at(-1)?.push(one);
    else pieces.push([one]);
  });
  return pieces.flatMap((piece, index) => {
    const before = pieces.slice(0, index).flat();
    const at = piece.findLastIndex(({ part }) => OF_A_SESSION.includes(part));
    const [one, first] = [piece[at], piece[0]];
    if (!one || !first || !before.some(({ said }) => saysDays(said))) return [];
    if (piece.some(({ part }) => part === 'hours' || part === 'title' || part === 'activity')) return [];
    const isOfDates =
      before.some(({ said }) => saysHours(said)) && piece.some(({ said }) => said.dates !== undefined);
    const saysWhen = piece.some(({ said }) => saysDays(said) && !isPeriod(said));
    const isThen = /(?:puis|ensuite)\P{L}*$/iu.test(text.slice(0, first.from));
    const isOfSome = isThen || piece.some(({ said }) => isPeriod(said)) || isButSome(one, piece[at + 1]);
    return isOfDates || (!saysWhen && isOfSome) ? [{ one, why: 'of-a-part' as const }] : [];
  });
}

/** Right after days that are left out, when the line has its days and hours already. */
function insteadOf(parts: readonly Understood[], text: string) {
  return parts.flatMap((one, index) => {
    const [except, before] = [parts[index - 1], parts.slice(0, index)];
    if (except?.part !== 'exceptions' || !(OF_A_SESSION.includes(one.part) || one.part === 'hours'))
      return [];
    // "Hors vacances" tells the season.
    if (/^hors/iu.test(text.slice(except.from)) && !except.said.except) return [];
    if (/[,;·|\n)]|\.(?: |$)/u.test(text.slice(except.to, one.from))) return [];
    const isComplete =
      before.some(({ said }) => saysDays(said)) && before.some(({ said }) => saysHours(said));
    return isComplete ? [{ one, why: 'of-exception' as const }] : [];
  });
}
