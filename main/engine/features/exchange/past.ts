/** The imports made so far, and taking one back. */
import { z } from 'zod';
import type { AppError, LaterImport } from '#shared/contract/errors/tags.ts';
import type { PastImport } from '#shared/contract/exchange.ts';
import { wholeUid } from '#shared/domain/exchange/cut-series.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import { CALENDARS_MAX, type Origin } from '#shared/domain/planning/model.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { alone, changedSince, takeBackLong, takeBackRest, turn } from '../../capability/long-work.ts';
import { readBooking } from '../planning/index.ts';
import { contentOfBooking, IMPORTS, printOf } from './prints.ts';

/** Characters kept of the name of a calendar. */
export const NAME_MAX = 200;

/** Another machine wrote it: whatever does not fit is set aside. */
const count = z.int().min(0);
const stored = z.object({
  name: z.string(),
  at: z.number(),
  author: z.string(),
  created: count,
  updated: count,
  cancelled: count,
  rooms: z
    .record(
      z.string(),
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('spaces'), ids: z.array(z.string()) }),
        z.object({ kind: z.literal('whole') }),
        z.object({ kind: z.literal('create'), name: z.string() }),
        z.object({ kind: z.literal('none') }),
      ]),
    )
    .catch({}),
  alsoHere: z.array(z.string()).catch([]),
  isMessage: z.boolean().catch(false),
  left: count.optional().catch(undefined),
});
type Stored = z.infer<typeof stored>;

function storedImports(vault: Pick<OpenVault, 'team'>): (Stored & { importId: string })[] {
  return vault.team
    .list(IMPORTS)
    .flatMap(({ id, facets }) => {
      const parsed = stored.safeParse(facets.it);
      return parsed.success ? [{ ...parsed.data, importId: id }] : [];
    })
    .sort((a, b) => b.at - a.at || (a.importId < b.importId ? 1 : -1));
}

/** Of a name of a calendar. A browser that saves a file again gives it a number: "agenda (1).ics". */
const called = (it: string) => it.slice(0, NAME_MAX).replace(/ ?\(\d{1,3}\)(?=\.ics$)/i, '');

/** Which bookings are of a calendar, whoever wrote them last. */
export interface Alongside {
  /** It was imported before. */
  isKnown: boolean;
  /** The last imports of the other calendars that a booking came from. */
  of(origin: Origin): string[];
  isHere(origin: Origin): boolean;
}

/** Of a calendar of that name. */
export function calendarsBeside(vault: Pick<OpenVault, 'team'>, name: string): Alongside {
  const imports = new Map(storedImports(vault).map((one) => [one.importId, one]));
  const same = [...imports.values()].filter((one) => called(one.name) === called(name));
  const here = new Set(same.map(({ importId }) => importId));
  const uids = new Set(same.flatMap(({ alsoHere }) => alsoHere));
  const idsOf = ({ importId, alsoIn = [] }: Origin) => (importId === undefined ? [] : [importId, ...alsoIn]);
  return {
    isKnown: same.length > 0,
    of(origin) {
      const seen = new Set([called(name)]);
      const others = idsOf(origin).filter((id) => {
        const one = imports.get(id);
        if (!one || one.isMessage || seen.has(called(one.name))) return false;
        return seen.add(called(one.name));
      });
      return others.slice(0, CALENDARS_MAX);
    },
    isHere: (origin) =>
      idsOf(origin).some((id) => here.has(id)) ||
      (origin.importId !== undefined && origin.uid !== undefined && uids.has(wholeUid(origin.uid))),
  };
}

/** What each room became the last time it was imported. */
export function formerRooms(vault: Pick<OpenVault, 'team'>): Map<string, RoomChoice> {
  const rooms = new Map<string, RoomChoice>();
  for (const { rooms: chosen } of storedImports(vault).reverse()) {
    for (const [key, choice] of Object.entries(chosen)) rooms.set(key, choice);
  }
  return rooms;
}

/** Latest first. One whose undo was cut is there until it is done. */
export function pastImports(vault: OpenVault): PastImport[] {
  const leaving = new Set(vault.team.long.leaving());
  return storedImports(vault).map(({ rooms: _, alsoHere: _also, isMessage: _message, left, ...past }) => {
    const gesture = gestureOf(vault, past.importId);
    return {
      ...past,
      ...(left === undefined ? {} : { left }),
      undoable: gesture !== undefined,
      undoing: gesture !== undefined && leaving.has(gesture),
    };
  });
}

/**
 * The gesture of this machine that made an import, while it can be taken back, is half taken back, or something of it was kept:
 * they share their id, but for older ones.
 */
function gestureOf({ sqlite }: OpenVault, importId: string): string | undefined {
  return sqlite
    .prepare<[string, string], string>(
      `SELECT id FROM gestures
        WHERE circle = 'team'
          AND (undone = 0 OR id IN (SELECT gesture FROM taking_back UNION SELECT gesture FROM gesture_parts))
          AND (id = ? OR (json_extract(line, '$.kind') = 'imported' AND instr(inverse, ?) > 0))`,
    )
    .pluck()
    .get(importId, `"id":${JSON.stringify(importId)}`);
}

/** Goes on with one that was cut, whatever was changed since. */
export async function undoImport(
  vault: OpenVault,
  importId: string,
  keepChanged: boolean,
): Promise<Result<{ removed: number; kept: number }, AppError>> {
  const past = pastImports(vault).find((one) => one.importId === importId);
  if (!past) return err({ tag: 'not_found', what: 'import' });
  const gesture = gestureOf(vault, importId);
  if (gesture === undefined) return err({ tag: 'nothing_to_undo' });
  const count = bookingsOf(past);
  const line = { kind: 'undone' as const, title: past.name, count };
  const taken = await alone(vault, async () => {
    if (past.undoing) return takeBackRest(vault, gesture);
    const changed = keepChanged ? [] : await changedSince(vault, gesture);
    // Looked at once: what is changed from here on is kept.
    if (changed.length === 0) return takeBackLong(vault, gesture, line, true);
    return err({
      tag: 'changed_meanwhile',
      what: 'bookings',
      count: changed.length,
      imports: await importsThatChanged(vault, past, changed),
    });
  });
  // What the last of it left as it was tells nobody.
  vault.emit('planning.changed', {});
  if (!taken.ok) return taken;
  const { kept, standing, line: told } = taken.value;
  const removed = told?.count ?? Math.max(0, count - kept);
  if (removed > 0) noteLeft(vault, importId, standing);
  return ok({ removed, kept });
}

const bookingsOf = ({ created, updated, cancelled, left }: PastImport): number =>
  left ?? created + updated + cancelled;

/** How much of an import stands, once the rest of it was taken back. */
export function noteLeft(vault: Pick<OpenVault, 'team'>, importId: string, left: number): void {
  const it = vault.team.read(IMPORTS, importId)?.facets.it;
  if (left === 0 || typeof it !== 'object' || it === null || Array.isArray(it)) return;
  vault.team.write((writer) => {
    writer.put(IMPORTS, importId, { it: { ...it, left } }, 'undated');
    return ok({});
  });
}

/** Bookings looked at in one turn. */
const BATCH = 200;

/** Later imports by which bookings of an import are other than it wrote them, and nobody changed them since; latest first. */
async function importsThatChanged(
  vault: OpenVault,
  { importId, at }: PastImport,
  changed: readonly string[],
): Promise<LaterImport[]> {
  const counts = new Map<string, number>();
  for (const [index, id] of changed.entries()) {
    if (index % BATCH === BATCH - 1) await turn();
    const booking = readBooking(vault, id);
    const { importId: by, print } = booking?.origin ?? {};
    if (booking && by !== undefined && print === printOf(contentOfBooking(booking)))
      counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  return storedImports(vault).flatMap((one) => {
    const count = counts.get(one.importId);
    return count === undefined || one.importId === importId || one.at < at
      ? []
      : [{ name: one.name, at: one.at, count }];
  });
}
