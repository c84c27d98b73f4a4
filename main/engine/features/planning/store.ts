/** Reading and writing bookings and series in the team's documents. */
import { isDeepStrictEqual } from 'node:util';
import type { FacetRival } from '#shared/contract/planning.ts';
import { privateLabelOf, shareable } from '#shared/domain/planning/confidential.ts';
import { type Booking, bookingFacets, type Series } from '#shared/domain/planning/model.ts';
import {
  decodeBooking,
  decodeSeries,
  documentOf,
  type Kept,
  type StoredBooking,
} from '#shared/domain/planning/stored.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { fold } from '../../capability/searched.ts';
import type { Facets, Json, Writer } from '../../circles/circle.ts';
import { type PrivateLabel, rowsOf, type ViewRow } from './rows.ts';

export const BOOKINGS = 'bookings';
export const SERIES = 'series';

/** One booking of a gesture: as it was (null: new), and as it becomes. */
export interface Change {
  before: StoredBooking | null;
  after: Booking & { kept?: Kept[] };
  /** What the owner typed for her own eyes; kept as it was when absent. */
  privateLabel?: string | undefined;
  /** A calendar says it, not a person. */
  isImported?: boolean;
  /** The slot comes with its claim (exchanged with another booking) instead of being claimed now. */
  keepClaim?: boolean;
  /** Facets the person gave: written even as they are when others wrote them too, which settles it. */
  given?: readonly Facet[];
}

type Facet = FacetRival['facet'];

export function readBooking(vault: Pick<OpenVault, 'team'>, id: string): StoredBooking | null {
  const entity = vault.team.read(BOOKINGS, id);
  return entity && decodeBooking(id, entity.facets);
}

/** Values of a facet written elsewhere at the same time as the one in force, until somebody chooses. */
export function rivalsOf(vault: Pick<OpenVault, 'team'>, id: string): FacetRival[] {
  const entity = vault.team.read(BOOKINGS, id);
  if (!entity) return [];
  return Object.entries(entity.rivals).flatMap(([name, values]) =>
    values.flatMap((value): FacetRival[] => {
      const other = decodeBooking(id, { ...entity.facets, [name]: value });
      if (!other) return [];
      switch (name) {
        case 'slot':
          return [{ facet: name, value: other.slot }];
        case 'what':
          return [{ facet: name, value: shareable(other).what }];
        case 'who':
          return [{ facet: name, value: other.who }];
        case 'state':
          return [{ facet: name, value: shareable(other).state }];
        default:
          return [];
      }
    }),
  );
}

/** Whether a person is to choose between values of it that were written apart. */
export const isContested = (rivals: Readonly<Record<string, unknown>>): boolean =>
  bookingFacets.some((facet) => rivals[facet] !== undefined);

/** Ids of those bookings: very few. */
export const contestedBookings = ({ sqlite }: Pick<OpenVault, 'sqlite'>): Set<string> =>
  new Set(
    rowsOf(sqlite)
      .withRivals.all()
      .flatMap(({ id, rivals }) => (isContested(JSON.parse(rivals)) ? [id] : [])),
  );

export const decodeRows = (rows: readonly ViewRow[]): StoredBooking[] =>
  rows.flatMap((row) => decodeBooking(row.id, JSON.parse(row.facets)) ?? []);

/** Every session of a series, cancelled ones included. */
export const sessionsOf = (vault: Pick<OpenVault, 'sqlite'>, seriesId: string): StoredBooking[] =>
  decodeRows(rowsOf(vault.sqlite).series.all(seriesId));

export function readSeries(vault: Pick<OpenVault, 'team'>, id: string): Series | null {
  const entity = vault.team.read(SERIES, id);
  return entity && decodeSeries(id, entity.facets);
}

/** Of this vault alone. */
export const privateLabel = (vault: Pick<OpenVault, 'sqlite'>, id: string): PrivateLabel | undefined =>
  rowsOf(vault.sqlite).label.get(id);

/**
 * Writes the facets that changed, and only those: naming a facet settles what was written of it elsewhere.
 * The confidential part of an appointment stays in this vault.
 */
export function writeChange(
  writer: Writer,
  vault: OpenVault,
  { before, after, privateLabel: label, isImported = false, keepClaim, given = [] }: Change,
) {
  keepPrivate(vault, before, after, label, isImported);
  const shared = shareable(after);
  const slot =
    keepClaim || !isClaimedAnew(before, shared) ? shared.slot : { ...shared.slot, claim: writer.claim() };
  const facets: Facets = {};
  const rivals = given.length > 0 ? writer.read(BOOKINGS, after.id)?.rivals : undefined;
  const set = (name: keyof Booking | 'kept', value: unknown, old: unknown) => {
    const isChosen = rivals?.[name] !== undefined && given.some((facet) => facet === name);
    // Nearly always: most facets stay as they are, to the letter.
    if (before && !isChosen && JSON.stringify(value) === JSON.stringify(old)) return;
    const json = asJson(value);
    if (!before || isChosen || !isDeepStrictEqual(json, asJson(old))) facets[name] = json;
  };
  set('slot', slot, before?.slot);
  set('what', shared.what, before?.what);
  set('who', shared.who, before?.who);
  set('state', shared.state, before?.state);
  set('origin', shared.origin, before?.origin);
  if (after.kept && (after.kept.length > 0 || before?.kept.length)) set('kept', after.kept, before?.kept);
  writer.put(BOOKINGS, shared.id, facets, documentOf(shared));
}

export function writeSeries(writer: Writer, { id, ...series }: Series): void {
  const { what } = shareable({ what: series.what, state: { status: series.status } });
  writer.put(SERIES, id, { it: asJson({ ...series, what }) }, 'undated');
}

/** A slot is claimed when it is taken: new, moved, or taken back after a cancellation. */
function isClaimedAnew(before: StoredBooking | null, after: Booking): boolean {
  if (!before) return true;
  if (before.state.status === 'cancelled' && after.state.status !== 'cancelled') return true;
  return !isDeepStrictEqual(asJson({ ...before.slot, claim: '' }), asJson({ ...after.slot, claim: '' }));
}

function keepPrivate(
  vault: OpenVault,
  before: StoredBooking | null,
  after: Booking,
  typed: string | undefined,
  isImported: boolean,
): void {
  const isPrivate = after.what.kind === 'appointment';
  // A meeting that becomes an appointment keeps its title, for its owner alone.
  const inherited = isPrivate && before?.what.title !== after.what.title ? before?.what.title : undefined;
  let label = privateLabelOf(after.what, typed) ?? inherited;
  const present = isPrivate ? privateLabel(vault, after.id) : undefined;
  const reason = isPrivate ? after.state.reason?.trim() : undefined;
  if (reason) label = [label ?? present?.label, reason].filter(Boolean).join(' — ').slice(0, 300);
  if (label === undefined) return;
  const { sqlite } = vault.own;
  if (label === '') sqlite.prepare('DELETE FROM private_labels WHERE booking_id = ?').run(after.id);
  else {
    const isOfImport = isImported && (typed !== undefined || present?.label === present?.imported);
    const imported = isOfImport ? label : (present?.imported ?? null);
    const rowid = sqlite
      .prepare<[string, string, string | null], number>(
        `INSERT INTO private_labels (booking_id, label, imported) VALUES (?, ?, ?)
         ON CONFLICT (booking_id) DO UPDATE SET label = excluded.label, imported = excluded.imported RETURNING rowid`,
      )
      .pluck()
      .get(after.id, label, imported);
    if (rowid !== undefined) fold(sqlite, 'labels', rowid);
  }
}

/** Without the keys that are undefined, which Yjs would refuse. */
const asJson = (value: unknown): Json =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
