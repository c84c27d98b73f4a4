/** The imports made so far, and taking one back. */
import { z } from 'zod';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { PastImport } from '#shared/contract/exchange.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { alone, takeBackLong } from '../../capability/long-work.ts';
import { IMPORTS } from './prints.ts';

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

/** What each room became the last time it was imported. */
export function formerRooms(vault: Pick<OpenVault, 'team'>): Map<string, RoomChoice> {
  const rooms = new Map<string, RoomChoice>();
  for (const { rooms: chosen } of storedImports(vault).reverse()) {
    for (const [key, choice] of Object.entries(chosen)) rooms.set(key, choice);
  }
  return rooms;
}

export const pastImports = (vault: OpenVault): PastImport[] =>
  storedImports(vault).map(({ rooms: _, ...past }) => ({
    ...past,
    undoable: gestureOf(vault, past.importId) !== undefined,
  }));

/** The gesture of this machine that made an import, while it can be taken back: they share their id, but for older ones. */
function gestureOf({ sqlite }: OpenVault, importId: string): string | undefined {
  return sqlite
    .prepare<[string, string], string>(
      `SELECT id FROM gestures WHERE circle = 'team' AND undone = 0
         AND (id = ? OR (json_extract(line, '$.kind') = 'imported' AND instr(inverse, ?) > 0))`,
    )
    .pluck()
    .get(importId, `"id":${JSON.stringify(importId)}`);
}

export async function undoImport(
  vault: OpenVault,
  importId: string,
  keepChanged: boolean,
): Promise<Result<{ removed: number; kept: number }, AppError>> {
  const past = storedImports(vault).find((one) => one.importId === importId);
  if (!past) return err({ tag: 'not_found', what: 'import' });
  const gesture = gestureOf(vault, importId);
  if (gesture === undefined) return err({ tag: 'nothing_to_undo' });
  const total = past.created + past.updated + past.cancelled;
  const line = { kind: 'undone' as const, title: past.name, count: total };
  const taken = await alone(vault, () => takeBackLong(vault, gesture, line, keepChanged));
  if (!taken.ok) return taken;
  const { kept } = taken.value;
  return ok({ removed: Math.max(0, total - kept), kept });
}
