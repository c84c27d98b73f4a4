/**
 * Publishing: the differences between the draft and the planning, written in one transaction; and taking the last
 * publication back. Every id is made of the draft's own, so that the same quarter published on two machines at once
 * gives one session a date. What overlaps with a booking made elsewhere meanwhile is to settle, like any two bookings.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Kept } from '#shared/domain/planning/stored.ts';
import { type QuarterKey, spanOf } from '#shared/domain/quarter/calendar.ts';
import { ruleWithin } from '#shared/domain/quarter/dates.ts';
import { CONFIRMED, contentText, type DifferenceEntry } from '#shared/domain/quarter/difference.ts';
import { bookingIdOf, type DraftLine, type Placement } from '#shared/domain/quarter/model.ts';
import { quarterName, WITHDRAWN_REASON } from '#shared/domain/quarter/wording.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import type { Facets, Json, Writer } from '../../circles/circle.ts';
import { readFacilitators } from '../catalogue/index.ts';
import { closeDay, readSettings, reopenDay } from '../place/index.ts';
import { BOOKINGS, bookingsUnder, readBooking, SERIES, writeChange, writeSeries } from '../planning/index.ts';
import { type Composed, composeQuarter } from './composing.ts';
import { differenceOf } from './differing.ts';
import { known } from './editing.ts';
import { asPublishedIn, printOf } from './published.ts';
import {
  documentOf,
  idIn,
  type Prices,
  PUBLICATIONS,
  type Publication,
  putThing,
  QUARTERS,
  type StoredQuarter,
} from './store.ts';
import { inForce } from './view.ts';

type Names = 'quarter.difference' | 'quarter.publish' | 'quarter.takeBack';

export const publishingHandlers: UnlockedHandlers<Names> = {
  'quarter.difference': ({ key }, vault) => {
    const quarter = known(vault, key);
    return quarter.ok ? ok(differenceOf(vault, quarter.value)) : quarter;
  },

  'quarter.publish': ({ key, overwrite }, vault) => {
    const quarter = known(vault, key);
    return quarter.ok ? publish(vault, quarter.value, new Set(overwrite)) : quarter;
  },

  'quarter.takeBack': ({ key }, vault) => {
    const quarter = known(vault, key);
    if (!quarter.ok) return quarter;
    const last = inForce(quarter.value);
    return last ? takeBack(vault, key, last) : err({ tag: 'already_taken_back' });
  },
};

interface Counts {
  created: number;
  changed: number;
  cancelled: number;
  leftAlone: number;
}

function publish(
  vault: OpenVault,
  quarter: StoredQuarter,
  overwrite: ReadonlySet<string>,
): Result<Counts, AppError> {
  const { key } = quarter;
  const composed = composeQuarter(vault, quarter);
  const { entries, closures } = differenceOf(vault, quarter, composed);
  const applied = entries.filter(({ byHand, booking }) => !byHand || overwrite.has(booking));
  if (applied.length === 0 && closures.length === 0) return err({ tag: 'nothing_to_publish' });
  const count = (kind: DifferenceEntry['kind']) => applied.filter((entry) => entry.kind === kind).length;
  const counts: Counts = {
    created: count('create'),
    changed: count('change'),
    cancelled: count('cancel'),
    leftAlone: entries.length - applied.length,
  };
  const written = vault.team.write(
    (writer) => {
      const id = idIn(vault, key);
      const publication: Publication = {
        id,
        order: writer.claim(),
        at: writer.at,
        by: vault.me.name,
        created: applied.flatMap(({ kind, booking }) => (kind === 'create' ? [booking] : [])),
        changed: applied.flatMap(({ kind, booking }) =>
          kind === 'create' ? [] : [{ id: booking, before: facetsOf(vault, booking) }],
        ),
        series: writeSessions(writer, vault, quarter, composed, applied),
        closed: closures.map(({ date, reason }) => {
          const newId = `${key}.closed.${date.replaceAll('-', '')}`;
          return closeDay(writer, vault, { date, reason, newId }) as { id: string; before: Json };
        }),
      };
      putThing(writer, PUBLICATIONS, key, publication);
      writer.put(QUARTERS, key, { prices: pricesNow(vault) as unknown as Json }, documentOf(key));
      return ok(counts);
    },
    () => ({ kind: 'published', title: quarterName(key), count: applied.length }),
  );
  return written.ok ? ok(counts) : written;
}

const facetsOf = (vault: OpenVault, booking: string): Facets =>
  vault.team.read(BOOKINGS, booking)?.facets ?? {};

/** Answers the series that were written, as they were. */
function writeSessions(
  writer: Writer,
  vault: OpenVault,
  { key, lines }: StoredQuarter,
  { placements }: Composed,
  entries: readonly DifferenceEntry[],
): Publication['series'] {
  const lineById = new Map(lines.map((line) => [line.id, line]));
  const placementById = new Map(placements.map((placement) => [bookingIdOf(placement), placement]));
  const claims = new Map(entries.filter(isTaken).map(({ booking }) => [booking, writer.claim()]));
  const claimOf = (id: string) => claims.get(id) ?? readBooking(vault, id)?.slot.claim;
  const touched = new Set<DraftLine>();
  for (const entry of entries) {
    const before = readBooking(vault, entry.booking);
    const line = lineById.get(entry.line);
    const placement = placementById.get(entry.booking);
    if (entry.kind === 'cancel' || !line || !placement) {
      const state = { status: 'cancelled' as const, reason: WITHDRAWN_REASON };
      if (before) writeChange(writer, vault, { before, after: asPublished({ ...before, state }) });
      continue;
    }
    touched.add(line);
    const after = asPublished({
      id: entry.booking,
      slot: { ...placement.slot, claim: claimOf(entry.booking) ?? writer.claim() },
      what: line.what,
      who: line.who,
      state: CONFIRMED,
      origin: {
        ...before?.origin,
        ...(line.plan.rule === null ? {} : { series: line.id }),
        seriesDate: placement.date,
        line: line.id,
        byHand: undefined,
      },
      kept: keptKnowingly(placement, claimOf),
    });
    writeChange(writer, vault, { before, after, keepClaim: true });
  }
  const repeated = [...touched].filter(({ plan }) => plan.rule !== null);
  const series = repeated.map(({ id }) => ({ id, before: writer.read(SERIES, id)?.facets.it ?? null }));
  for (const line of repeated) writeLineSeries(writer, key, line);
  return series;
}

/** Whether its slot is taken now: new, moved, or given back after a cancellation. */
const isTaken = ({ kind, parts }: DifferenceEntry): boolean =>
  kind === 'create' || parts.includes('slot') || parts.includes('state');

type Published = Parameters<typeof writeChange>[2]['after'];

/** With the print of what is written: how a later publication knows that nobody changed it since. */
const asPublished = (after: Published): Published => ({
  ...after,
  origin: { ...after.origin, published: printOf(contentText(after)) },
});

/** A date that was placed over something on purpose is not to settle: the overlap is kept knowingly. */
function keptKnowingly(placement: Placement, claimOf: (id: string) => string | undefined): Kept[] {
  const met = placement.obstacles.flatMap((obstacle) =>
    obstacle.kind === 'clash' ? [obstacle.with.booking] : [],
  );
  const own = claimOf(bookingIdOf(placement));
  return [...new Set(met)].flatMap((id) => {
    const other = claimOf(id);
    return own !== undefined && other !== undefined ? [{ id, own, other }] : [];
  });
}

/** In the planning, the sessions of a line are a series like any other; the quarter ends it. */
function writeLineSeries(writer: Writer, key: QuarterKey, { id, plan, what, who }: DraftLine): void {
  if (plan.rule === null) return;
  const rule = ruleWithin(plan.rule, spanOf(key));
  writeSeries(writer, { id, rule, slot: plan.slot, what, who, status: 'confirmed' });
}

const pricesNow = (vault: OpenVault): Prices => ({
  fares: readSettings(vault).fares,
  facilitators: Object.fromEntries(readFacilitators(vault).map(({ id, price }) => [id, price])),
});

/**
 * The planning as it was before a publication. A session that somebody changed since stays as it is, and is counted;
 * so does a day that was decided otherwise.
 */
function takeBack(
  vault: OpenVault,
  key: QuarterKey,
  publication: Publication,
): Result<{ restored: number; kept: number }, AppError> {
  const all = [...publication.created, ...publication.changed.map(({ id }) => id)];
  const isAsPublished = asPublishedIn(vault);
  const taken = vault.team.write(
    (writer) => {
      let restored = 0;
      const before = new Map(publication.changed.map((one) => [one.id, one.before]));
      for (const id of all) {
        const booking = readBooking(vault, id);
        if (!booking || !isAsPublished(booking)) continue;
        const facets = before.get(id);
        if (facets) writer.put(BOOKINGS, id, { ...gone(vault, id), ...facets }, writtenIn(facets));
        else writer.remove(BOOKINGS, id);
        restored += 1;
      }
      for (const { id, before: exception } of publication.closed)
        reopenDay(writer, vault, { id, before: exception as Parameters<typeof reopenDay>[2]['before'] });
      for (const { id, before: series } of publication.series)
        if (series !== null) writer.put(SERIES, id, { it: series });
        else removeEmptySeries(writer, vault, id);
      const withdrawn = { at: writer.at, by: vault.me.name };
      writer.put(PUBLICATIONS, publication.id, { withdrawn }, documentOf(key));
      return ok({ restored, kept: all.length - restored });
    },
    ({ restored }) => ({ kind: 'withdrawn', title: quarterName(key), count: restored }),
  );
  return taken.ok ? ok({ restored: taken.value.restored, kept: taken.value.kept }) : taken;
}

/** Every facet a booking has now, taken away: what was not there before must not stay. */
const gone = (vault: OpenVault, id: string): Facets =>
  Object.fromEntries(Object.keys(facetsOf(vault, id)).map((facet) => [facet, null]));

/** The year of a slot as it was stored. */
function writtenIn({ slot }: Facets): `${number}` | undefined {
  const date = typeof slot === 'object' && slot !== null && !Array.isArray(slot) ? slot.date : undefined;
  return typeof date === 'string' ? (date.slice(0, 4) as `${number}`) : undefined;
}

/** A series goes with its last session. */
function removeEmptySeries(writer: Writer, vault: OpenVault, line: string): void {
  const stays = bookingsUnder(vault, `${line}.`).some(({ id }) => writer.read(BOOKINGS, id) !== null);
  if (!stays) writer.remove(SERIES, line);
}
