/** What stands between two parts of a line: how far it keeps them apart. */
import type { Understood } from './said.ts';
import { comparable } from './text.ts';

/** Nothing, a comma, "et", the end of a sentence. */
export type Gap = 0 | 1 | 2 | 3;

const LEAD = /^(?:et|puis|ensuite|[&+]) /u;

/** Before a part, from where the one before it ends; "et au salon" is one part, with its "et". */
export function gapBefore(
  text: string,
  before: Pick<Understood, 'to'>,
  one: Pick<Understood, 'from' | 'to'>,
): Gap {
  const lead = LEAD.exec(comparable(text.slice(one.from, one.to)))?.[0] ?? '';
  const between = ` ${comparable(text.slice(before.to, one.from))} ${lead}`;
  if (/[;|\n]|\. | (?:puis|ensuite)[ ,]/u.test(between)) return 3;
  if (/ et[ ,]|[&+]/u.test(between)) return 2;
  return /[,·()]| [-–—] /u.test(between) ? 1 : 0;
}
