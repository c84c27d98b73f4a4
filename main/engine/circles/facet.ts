/**
 * How a facet is kept in an entity's Y.Map so that values written at the same time on two devices both survive:
 * a multi-value register. Each device writes under a key of its own, `slot@<device>`, and names the stamps of the
 * other devices' values that it replaces; what nobody replaced is alive.
 */
import { isDeepStrictEqual } from 'node:util';
import type * as Y from 'yjs';
import type { Facets, Json } from './circle.ts';

interface Stamped {
  /** The value; null stands for "absent". */
  v: Json;
  /** Stamp of the hybrid clock. */
  t: string;
  /** Stamps replaced, by device. */
  o?: Record<string, string>;
}

/** A facet's name says nothing about who wrote it; the reserved facet `gone` marks an entity that left or was removed. */
export const GONE = 'gone';

export interface ReadEntity {
  facets: Facets;
  rivals: Record<string, Json[]>;
  /** Stamp of the value in force, by facet. */
  stamps: Record<string, string>;
  /** The latest stamp in the entity. */
  latest: string;
}

const isStamped = (value: unknown): value is Stamped =>
  typeof value === 'object' && value !== null && typeof (value as Stamped).t === 'string' && 'v' in value;

type Versions = Map<string, Stamped>;

function versionsByFacet(map: Y.Map<unknown>): Map<string, Versions> {
  const byFacet = new Map<string, Versions>();
  for (const [key, value] of map.entries()) {
    const at = key.lastIndexOf('@');
    if (at < 1 || !isStamped(value)) continue;
    const facet = key.slice(0, at);
    const versions = byFacet.get(facet) ?? new Map<string, Stamped>();
    versions.set(key.slice(at + 1), value);
    byFacet.set(facet, versions);
  }
  return byFacet;
}

/** Values that no other value replaced, latest first; equal values count once. Never empty for a known facet. */
function alive(versions: Versions): Stamped[] {
  const kept: Stamped[] = [];
  for (const [device, version] of versions) {
    const replaced = [...versions.values()].some(
      (other) => other !== version && other.o?.[device] !== undefined && other.o[device] >= version.t,
    );
    if (!replaced) kept.push(version);
  }
  kept.sort((a, b) => (a.t < b.t ? 1 : -1));
  return kept.filter((version, i) => !kept.slice(0, i).some((seen) => isDeepStrictEqual(seen.v, version.v)));
}

/** The present facets of an entity. The value in force is the latest one alive; the others are its rivals. */
export function readEntity(map: Y.Map<unknown>): ReadEntity {
  const read: ReadEntity = { facets: {}, rivals: {}, stamps: {}, latest: '' };
  for (const [facet, versions] of versionsByFacet(map)) {
    for (const { t } of versions.values()) if (t > read.latest) read.latest = t;
    const [inForce, ...others] = alive(versions);
    if (!inForce) continue;
    read.stamps[facet] = inForce.t;
    if (inForce.v !== null) read.facets[facet] = inForce.v;
    if (others.length > 0) read.rivals[facet] = others.map((other) => other.v);
  }
  return read;
}

/** Writes a facet on behalf of a device, replacing every value known here. Call inside a Yjs transaction. */
export function writeFacet(
  map: Y.Map<unknown>,
  facet: string,
  value: Json,
  device: string,
  stamp: string,
): void {
  const replaced: Record<string, string> = {};
  for (const [key, known] of map.entries()) {
    const at = key.lastIndexOf('@');
    if (key.slice(0, at) !== facet || !isStamped(known)) continue;
    const other = key.slice(at + 1);
    if (other !== device) replaced[other] = known.t;
  }
  const stamped: Stamped = { v: value, t: stamp };
  if (Object.keys(replaced).length > 0) stamped.o = replaced;
  map.set(`${facet}@${device}`, stamped);
}
