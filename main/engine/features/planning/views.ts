/** A booking as the screens draw it: names resolved, confidential words replaced. */
import { z } from 'zod';
import type { BookingView, FeedLine } from '#shared/contract/planning.ts';
import { given } from '#shared/domain/given.ts';
import type { Booking, SlotRequest } from '#shared/domain/planning/model.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readHosts, readPlace } from '../place/index.ts';
import { rowsOf, type ViewRow } from './rows.ts';

const indexes = new WeakMap<readonly { id: string }[], Map<string, { id: string }>>();

/** The lists of the place and the catalogue are the same object until they change: they are indexed once. */
export function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const known = indexes.get(list) as Map<string, T> | undefined;
  if (known) return known;
  const made = new Map(list.map((one) => [one.id, one]));
  indexes.set(list, made);
  return made;
}

export const activeSpaces = (vault: OpenVault): string[] =>
  readPlace(vault)
    .spaces.filter(({ archived }) => !archived)
    .map(({ id }) => id);

/** Every active space when the whole place is taken. */
export const resolvedSpaces = (
  vault: OpenVault,
  slot: Pick<SlotRequest, 'spaces' | 'wholePlace'>,
): string[] => (slot.wholePlace ? activeSpaces(vault) : slot.spaces);

export const titleIn = (vault: OpenVault, what: Booking['what']): string =>
  titleOf(
    what,
    what.activity === undefined ? undefined : byId(readActivities(vault)).get(what.activity)?.name,
  );

/** Draws rows; the names are looked up once for all of them. */
export function drawer(vault: OpenVault): (row: ViewRow) => BookingView {
  const spaces = activeSpaces(vault);
  const hosts = byId(readHosts(vault));
  const activities = byId(readActivities(vault));
  const facilitators = byId(readFacilitators(vault));
  return (row) => {
    // Rows exist only for bookings that were decoded once (projector.ts).
    const { slot, what, who, state, origin } = JSON.parse(row.facets) as StoredBooking;
    const isPrivate = what.kind === 'appointment';
    const activity = what.activity === undefined || isPrivate ? undefined : activities.get(what.activity);
    const view: BookingView = {
      id: row.id,
      date: slot.date,
      start: slot.start,
      end: slot.end,
      setupMin: slot.setupMin,
      airingMin: slot.airingMin,
      spaces: slot.wholePlace ? spaces : slot.spaces,
      wholePlace: slot.wholePlace,
      kind: what.kind,
      mode: what.mode,
      status: state.status,
      title: titleOf(what, activity?.name),
      hosts: who.hosts.map((id) => ({ id, name: hosts.get(id)?.name ?? '' })),
      isPublic: !isPrivate && what.isPublic,
      toSettle: row.toSettle === 1,
    };
    if (activity)
      Object.assign(view, { activity: activity.id, category: activity.category, colour: activity.colour });
    if (who.facilitator !== undefined) {
      view.facilitator = { id: who.facilitator, name: facilitators.get(who.facilitator)?.name ?? '' };
    }
    if (what.placeText !== undefined && !isPrivate) view.placeText = what.placeText;
    const capacity = what.capacity ?? activity?.capacityMax;
    if (capacity !== undefined) view.capacity = capacity;
    if (origin?.series !== undefined) view.series = origin.series;
    if (row.label !== null) view.privateLabel = row.label;
    return view;
  };
}

export function viewOf(vault: OpenVault, id: string): BookingView | null {
  const row = rowsOf(vault.sqlite).one.get(id);
  return row ? drawer(vault)(row) : null;
}

const where = z.object({ date: z.string(), start: z.string(), end: z.string(), spaces: z.array(z.string()) });
const lineShape = z.object({
  id: z.string(),
  at: z.number(),
  author: z.string(),
  kind: z.enum([
    'created',
    'moved',
    'changed',
    'cancelled',
    'restored',
    'settled',
    'imported',
    'undone',
    'published',
    'withdrawn',
  ]),
  title: z.string(),
  bookingId: z.string().optional(),
  count: z.int().min(0).catch(1),
  from: where.optional().catch(undefined),
  to: where.optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
});

/** Lines come from any device: one that cannot be told is left out. */
export function feedLine(row: { line: string }): FeedLine[] {
  const parsed = lineShape.safeParse(JSON.parse(row.line));
  return parsed.success ? [given(parsed.data)] : [];
}
