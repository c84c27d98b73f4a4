/**
 * Small collections of the team's undated document: one entity a thing, one facet `it` holding the JSON of its model.
 *
 * Promises: what is read has passed its schema; an entity of another shape (newer version, faulty device) is set
 * aside and counted, never thrown, and never overwritten by mistake. Reading is free until something changes, on
 * this machine or on another. What a newer version added to an entity survives being saved by this one.
 */

import type { z } from 'zod';
import type { Entity, Json, Projector, Writer } from '../circles/circle.ts';
import type { ReadHandle } from '../ground/handles.ts';
import type { OpenVault } from './feature.ts';

const FACET = 'it';

/** Present state of a collection. */
interface Parsed<T> {
  values: readonly T[];
  byId: ReadonlyMap<string, T>;
  setAside: number;
}

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;

export interface Collection<T> {
  readonly type: string;
  readonly projector: Projector;
  all(vault: Reader): readonly T[];
  find(vault: Reader, id: string): T | undefined;
  /** How many entities this version cannot read. */
  setAside(vault: Reader): number;
  put(writer: Writer, id: string, value: T): void;
  remove(writer: Writer, id: string): void;
}

interface Options<Schema extends z.ZodObject> {
  type: string;
  schema: Schema;
  /** Order of `all`; ties and the absence of a rule fall back on the id, so that machines agree. */
  order?: (a: z.output<Schema>, b: z.output<Schema>) => number;
  /** Told inside the transaction that changed something. */
  changed: (sqlite: ReadHandle) => void;
}

export function collection<Schema extends z.ZodObject>(
  options: Options<Schema>,
): Collection<z.output<Schema>> {
  type Value = z.output<Schema>;
  const { type, schema, order, changed } = options;
  const cache = new WeakMap<ReadHandle, Parsed<Value>>();

  function parse(entity: Entity): Value | undefined {
    const stored = entity.facets[FACET];
    if (!isObject(stored)) return undefined;
    const parsed = schema.safeParse('id' in schema.shape ? { ...stored, id: entity.id } : stored);
    return parsed.success ? parsed.data : undefined;
  }

  function parsedOf({ sqlite, team }: Reader): Parsed<Value> {
    const cached = cache.get(sqlite);
    if (cached) return cached;
    const byId = new Map<string, Value>();
    let setAside = 0;
    for (const entity of team.list(type)) {
      const value = parse(entity);
      if (value === undefined) setAside += 1;
      else byId.set(entity.id, value);
    }
    const sorted = [...byId].sort(([idA, a], [idB, b]) => order?.(a, b) || (idA < idB ? -1 : 1));
    const fresh: Parsed<Value> = { values: Object.freeze(sorted.map(([, value]) => value)), byId, setAside };
    // What is read inside a transaction may still be rolled back.
    if (!sqlite.inTransaction) cache.set(sqlite, fresh);
    return fresh;
  }

  return {
    type,
    projector: {
      type,
      project(sqlite) {
        cache.delete(sqlite);
      },
      settle(sqlite) {
        changed(sqlite);
      },
      clear(sqlite) {
        cache.delete(sqlite);
      },
    },
    all: (vault) => parsedOf(vault).values,
    find: (vault, id) => parsedOf(vault).byId.get(id),
    setAside: (vault) => parsedOf(vault).setAside,
    put(writer, id, value) {
      const stored = writer.read(type, id)?.facets[FACET];
      const added = isObject(stored)
        ? Object.fromEntries(Object.entries(stored).filter(([key]) => !Object.hasOwn(schema.shape, key)))
        : {};
      // A JSON round trip drops the keys that are undefined, which Yjs would refuse.
      const it = JSON.parse(JSON.stringify({ ...added, ...value })) as Json;
      writer.put(type, id, { [FACET]: it }, 'undated');
    },
    remove: (writer, id) => writer.remove(type, id),
  };
}

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
