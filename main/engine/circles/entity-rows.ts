/**
 * The rows in which the living entities of a circle stand: those of the table `entities`, and for a type whose projector
 * keeps its entities, the projector's own (circle.ts).
 */
import type { WriteHandle } from '../ground/handles.ts';
import type { Entity, EntityRow, Facets, Json, Projector } from './circle.ts';

export interface KeptRow extends EntityRow {
  /** 1 when the row is the projector's; it then has its other columns too. */
  kept: 0 | 1;
}

export type EntityRows = ReturnType<typeof createEntityRows>;

const COLUMNS = 'id, document, facets, rivals, stamp';
/** Facets kept in memory, and the characters of the longest. */
const MOST = 100;
const LONGEST = 4000;

export function createEntityRows(sqlite: WriteHandle, circle: string, projectors: readonly Projector[]) {
  const keepers = new Map(projectors.flatMap(({ type, keeps }) => (keeps ? [[type, keeps] as const] : [])));
  const prepared = new Map<string, ReturnType<typeof prepare>>();

  function prepare(type: string) {
    const table = keepers.get(type);
    const some = (where: string) =>
      sqlite.prepare<Record<string, string>, KeptRow & { id: string }>(
        `${table ? `SELECT ${COLUMNS}, 1 AS kept FROM ${table} WHERE ${where} UNION ALL ` : ''}
         SELECT ${COLUMNS}, 0 AS kept FROM entities WHERE circle = @circle AND type = @type AND ${where} ORDER BY id`,
      );
    // By position: names take longer, and these are asked at each change of each entity.
    const kept = table && sqlite.prepare<string[], KeptRow>(`SELECT *, 1 AS kept FROM ${table} WHERE id = ?`);
    const own = sqlite.prepare<string[], KeptRow>(
      `SELECT ${COLUMNS}, 0 AS kept FROM entities WHERE circle = ? AND type = ? AND id = ?`,
    );
    return {
      one: (id: string) => kept?.get(id) ?? own.get(circle, type, id),
      list: some('TRUE'),
      // Texts compare by code units: nothing that starts with a prefix is after the prefix and the last of them.
      under: some('id >= @from AND id < @to'),
    };
  }

  function statements(type: string): ReturnType<typeof prepare> {
    const known = prepared.get(type) ?? prepare(type);
    prepared.set(type, known);
    return known;
  }

  const upsert = sqlite.prepare(
    `INSERT INTO entities (circle, type, id, document, facets, rivals, stamp) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (circle, type, id) DO UPDATE SET document = excluded.document, facets = excluded.facets,
       rivals = excluded.rivals, stamp = excluded.stamp`,
  );
  const remove = sqlite.prepare('DELETE FROM entities WHERE circle = ? AND type = ? AND id = ?');

  /** The facets read or written last, by their text: a gesture reads its entity several times. */
  const known = new Map<string, Facets>();

  function keep(text: string, facets: Facets): Facets {
    if (text.length > LONGEST) return facets;
    if (known.size >= MOST) known.clear();
    known.set(text, facets);
    return facets;
  }

  const toEntity = (type: string, id: string, { document, facets, rivals }: EntityRow): Entity => ({
    type,
    id,
    document,
    facets: known.get(facets) ?? keep(facets, JSON.parse(facets) as Facets),
    rivals: rivals === null ? {} : (JSON.parse(rivals) as Record<string, Json[]>),
  });
  const row = (type: string, id: string): KeptRow | undefined => statements(type).one(id);

  return {
    row,
    keep,
    read(type: string, id: string): Entity | null {
      const found = row(type, id);
      return found ? toEntity(type, id, found) : null;
    },
    list: (type: string): Entity[] =>
      statements(type)
        .list.all({ circle, type })
        .map((found) => toEntity(type, found.id, found)),
    /** Those whose id starts with `prefix` (ASCII). */
    under: (type: string, prefix: string): Entity[] =>
      statements(type)
        .under.all({ circle, type, from: prefix, to: `${prefix}\uffff` })
        .map((found) => toEntity(type, found.id, found)),
    put(type: string, id: string, { document, facets, rivals, stamp }: EntityRow): void {
      upsert.run(circle, type, id, document, facets, rivals, stamp);
    },
    remove(type: string, id: string): void {
      remove.run(circle, type, id);
    },
    clear(): void {
      sqlite.prepare('DELETE FROM entities WHERE circle = ?').run(circle);
    },
    /** The ids of a type, living or gone (`entity_copies`), as many as `most` of them; some may be told twice. */
    ids(type: string, most: number): string[] {
      const table = keepers.get(type);
      return sqlite
        .prepare<unknown[], string>(
          `SELECT id FROM entities WHERE circle = @circle AND type = @type
           ${table ? `UNION ALL SELECT id FROM ${table}` : ''}
           UNION ALL SELECT id FROM entity_copies WHERE circle = @circle AND type = @type LIMIT @most`,
        )
        .pluck()
        .all({ circle, type, most });
    },
  };
}
