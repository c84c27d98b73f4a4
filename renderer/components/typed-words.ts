/** What becomes of the words one typed in a list, when one leaves it: nothing that was typed is lost unsaid. */
import { answers, compared, sought } from '#shared/domain/search/sought.ts';
import { nameKey } from '#shared/domain/search/words.ts';

export interface Line {
  value: string;
  label: string;
}

export type Fate =
  /** Nothing was typed, or what is chosen already. */
  | { kind: 'none' }
  /** A name in full, whatever its accents and capitals. */
  | { kind: 'chosen'; value: string }
  /** No line has that name; `isLike` when the words are in some of them. */
  | { kind: 'unlisted'; words: string; isLike: boolean };

export function fateOf(typed: string, lines: readonly Line[], chosen: string | null = null): Fate {
  const words = typed.trim();
  const named = lines.filter(({ label }) => nameKey(label) === nameKey(words));
  const same = named.find(({ value }) => value === chosen) ?? named[0];
  if (words === '' || (same !== undefined && same.value === chosen)) return { kind: 'none' };
  // Two lines of one name: which of them is for the person to say.
  if (same !== undefined && named.length === 1) return { kind: 'chosen', value: same.value };
  const wanted = sought(words);
  return {
    kind: 'unlisted',
    words,
    isLike: lines.some(({ label }) => answers(wanted, compared(label), 'within')),
  };
}
