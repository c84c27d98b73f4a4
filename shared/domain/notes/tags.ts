/** Tags of notes: equal whatever the case and the blanks, shown as first written. */
import { z } from 'zod';

export const TAGS_MAX = 20;
export const TAG_MAX_CHARS = 40;

/** A tag as shown: composed characters, single blanks, no leading `#`. Empty when nothing is left. */
export const tidyTag = (tag: string): string =>
  tag
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/^[#\s]+/u, '')
    .trim();

/** Two tags are the same when their folds are equal. */
export const foldTag = (tag: string): string => tidyTag(tag).toLocaleLowerCase('fr');

/** Tidied, without empty ones and doubles, each written as in `known` when it is already there; sorted by fold. */
export function normalizeTags(tags: readonly string[], known: readonly string[] = []): string[] {
  const display = new Map(known.map((tag) => [foldTag(tag), tag]));
  const chosen = new Map<string, string>();
  for (const tag of tags) {
    const fold = foldTag(tag);
    if (fold !== '' && !chosen.has(fold)) chosen.set(fold, display.get(fold) ?? tidyTag(tag));
  }
  return [...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}

export const tagText = z.string().max(TAG_MAX_CHARS);
