/**
 * What an import wrote of a booking, in short, kept with the booking: how a later import of the same calendar knows whether
 * somebody changed it by hand since.
 */
import { createHash } from 'node:crypto';
import { isConfidential } from '#shared/domain/exchange/export.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { BookingDraft } from '../planning/index.ts';

export const IMPORTS = 'imports';

export interface Content {
  date: string;
  start: string;
  end: string;
  spaces: readonly string[];
  wholePlace: boolean;
  placeText: string;
  title: string;
  description: string;
  isCancelled: boolean;
  /** Words of a confidential booking do not count: the planning does not have them. */
  isSecret: boolean;
}

/** What counts as the same booking, in one text. */
export function contentOf({ isSecret, spaces, ...content }: Content): string {
  const { date, start, end, wholePlace, isCancelled } = content;
  const words = isSecret ? [] : [content.title.trim(), content.description.trim(), content.placeText.trim()];
  return JSON.stringify([date, start, end, [...spaces].sort(), wholePlace, isCancelled, ...words]);
}

/** The same of a booking as it stands, or as it is about to be written. */
export const contentOfBooking = ({
  slot,
  what,
  state,
}: Pick<BookingDraft, 'slot' | 'what' | 'state'>): string =>
  contentOf({
    date: slot.date,
    start: slot.start,
    end: slot.end,
    spaces: slot.spaces,
    wholePlace: slot.wholePlace,
    placeText: what.placeText ?? '',
    title: what.title ?? '',
    description: what.description ?? '',
    isCancelled: state.status === 'cancelled',
    isSecret: isConfidential(what.kind),
  });

export const printOf = (content: string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

/** A print of all that is known of a booking. */
export const printOfWhole = (booking: StoredBooking): string => printOf(JSON.stringify(booking));

/** Prints as they were kept before, all with the import that wrote them: by booking, the print first. */
export type Prints = Record<string, [print: string, ...unknown[]]>;

export function printsOf(vault: Pick<OpenVault, 'team'>, importId: string): Prints | undefined {
  const prints = vault.team.read(IMPORTS, importId)?.facets.prints;
  return typeof prints === 'object' && prints !== null && !Array.isArray(prints)
    ? (prints as unknown as Prints)
    : undefined;
}
