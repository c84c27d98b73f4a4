/**
 * How a facet is kept so that values written at the same time on two devices both survive: a multi-value register. Each
 * device writes under a key of its own, and names the stamps of the other devices' values that it replaces; what nobody
 * replaced is alive. Which maps these keys stand in is told by entity-maps.ts.
 *
 * An entity that moved has copies in several documents: what a facet holds is then the union of its copies
 * (docs/decisions/0003), a device counting once, with its latest value.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Facets, Json, Written } from './circle.ts';
import { type EntityMap, facetOf } from './entity-maps.ts';
import { timeOf } from './hybrid-clock.ts';
import type { KnownValues } from './known-values.ts';
import { halvesOf, type Stamped, stampedOf, writtenText } from './stamped.ts';

/** What was written of an entity in one document: by facet, then by device. */
export type Versions = Map<string, Map<string, Stamped>>;

/**
 * A facet's name says nothing about who wrote it; the reserved facet `gone` marks an entity that left a document or
 * was removed. It is the only facet that belongs to one copy, not to the entity.
 */
export const GONE = 'gone';

export interface ReadEntity {
  facets: Facets;
  rivals: Record<string, Json[]>;
}

/** Deeper than anything the features write; another device's value may be of any depth and kind. */
const DEPTH_MAX = 40;

/** True for what JSON can hold; `undefined` stands for an absent key. */
export function isPlain(value: unknown, depth = 0): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return typeof value !== 'bigint';
  if (depth === DEPTH_MAX || ArrayBuffer.isView(value)) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key], depth + 1)) return false;
  return true;
}

export interface SimpleEntity {
  facets: Facets;
  /** The facets once more: the name of one, the JSON of its value, and so on. */
  parts: string[];
  latest: string;
}

/** The JSON of the facets. */
export function textOf({ parts }: Pick<SimpleEntity, 'parts'>): string {
  let text = '';
  for (let at = 0; at < parts.length; at += 2)
    text += `${at === 0 ? '' : ','}${JSON.stringify(parts[at])}:${parts[at + 1]}`;
  return `{${text}}`;
}

/**
 * The present facets of a copy of which each facet was written by one device, and its latest stamp: almost all of them.
 * Null for the others, and for a copy that says anything of having left; `versionsOf` reads those.
 */
export function readSimple(maps: readonly EntityMap[], known: KnownValues): SimpleEntity | null {
  const facets: Facets = {};
  const seen: string[] = [];
  const parts: string[] = [];
  let latest = '';
  let simple = true;
  // Not its entries: this runs for each entity of ten years, and `forEach` makes nothing to be thrown away.
  for (const { map, device } of maps)
    map.forEach((written, key) => {
      const facet = device === null ? facetOf(key) : key;
      if (facet === '') return;
      const halves = typeof written === 'string' ? halvesOf(written) : null;
      const read = halves && known.read(halves.value);
      if (!halves || !read) {
        // Of another time or shape.
        if (stampedOf(written)) simple = false;
        return;
      }
      if (seen.includes(facet) || (facet === GONE && read.value)) simple = false;
      seen.push(facet);
      if (halves.t > latest) latest = halves.t;
      if (read.value === null || facet === GONE) return;
      facets[facet] = read.value;
      parts.push(facet, read.text);
    });
  return simple && latest !== '' ? { facets, parts, latest } : null;
}

/** Leaves out the values that JSON cannot hold. */
export function plainOnly(versions: Versions): Versions {
  const plain: Versions = new Map();
  for (const [facet, byDevice] of versions) {
    const kept = [...byDevice].filter(([, version]) => isPlain(version.v) && isPlain(version.o));
    if (kept.length > 0) plain.set(facet, new Map(kept));
  }
  return plain;
}

/** Everything stamped that a copy holds; what is of another shape is set aside. */
export function versionsOf(maps: readonly EntityMap[]): Versions {
  const byFacet: Versions = new Map();
  for (const { map, device } of maps)
    for (const [key, written] of map.entries()) {
      const facet = device === null ? facetOf(key) : key;
      const value = facet === '' ? null : stampedOf(written);
      if (!value) continue;
      const versions = byFacet.get(facet) ?? new Map<string, Stamped>();
      byFacet.set(facet, versions);
      keepLatest(versions, device ?? key.slice(facet.length + 1), value);
    }
  return byFacet;
}

/** What a copy holds of one facet, by device. */
export function versionsOfFacet(maps: readonly EntityMap[], facet: string): Map<string, Stamped> {
  const versions = new Map<string, Stamped>();
  const note = (device: string, written: unknown) => {
    const value = stampedOf(written);
    if (value) keepLatest(versions, device, value);
  };
  for (const { map, device } of maps) {
    if (device !== null) note(device, map.get(facet));
    else
      map.forEach((written, key) => {
        if (facetOf(key) === facet) note(key.slice(facet.length + 1), written);
      });
  }
  return versions;
}

/** More than a team has devices that write apart; each is compared with those before it. */
const RIVALS_MAX = 64;

/** The latest of a device's stamps that others than itself replaced, for each device. */
function replacedIn(versions: Map<string, Stamped>): Map<string, string> {
  const latest = new Map<string, string>();
  for (const [author, { o }] of versions)
    for (const device in o) {
      const stamp = o[device];
      if (device !== author && typeof stamp === 'string' && stamp > (latest.get(device) ?? ''))
        latest.set(device, stamp);
    }
  return latest;
}

/** Values that no other value replaced, latest first; those that say the same count once. Never empty for a known facet. */
function alive(versions: Map<string, Stamped>): [device: string, Stamped][] {
  if (versions.size === 1) return [...versions];
  const replaced = replacedIn(versions);
  const kept = [...versions].filter(([device, { t }]) => {
    const stamp = replaced.get(device);
    return stamp === undefined || stamp < t;
  });
  // Devices break ties, which only a faulty one makes: every device must read the same.
  kept.sort(([deviceA, a], [deviceB, b]) =>
    a.t === b.t ? (deviceA < deviceB ? 1 : -1) : a.t < b.t ? 1 : -1,
  );
  return kept
    .slice(0, RIVALS_MAX)
    .filter(([, version], i) => !kept.slice(0, i).some(([, seen]) => isSameValue(seen.v, version.v)));
}

/**
 * What a value says of the act that wrote it, not of the thing: when it was claimed (`Writer.claim`), which import brought it, when
 * its calendar was exported.
 */
const OF_THE_ACT = ['claim', 'importId', 'stamped'];

/** Two devices that write the same thing apart do it by two acts, and agree. */
export const isSameValue = (a: Json, b: Json): boolean => isDeepStrictEqual(withoutAct(a), withoutAct(b));

function withoutAct(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (!OF_THE_ACT.some((key) => key in value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !OF_THE_ACT.includes(key)));
}

/** Another device wrote this facet, and neither knew then what the other had written. */
export function isWrittenApart(versions: ReadonlyMap<string, Stamped>, device: string): boolean {
  const own = versions.get(device);
  if (!own) return false;
  const replaces = (one: Stamped, other: string, stamp: string) => String(one.o?.[other] ?? '') >= stamp;
  return [...versions].some(
    ([other, one]) => other !== device && !replaces(one, device, own.t) && !replaces(own, other, one.t),
  );
}

/** It was written where nothing of another device was known: it decides nothing between values. */
export const replacesNobody = ({ o }: Stamped, device: string): boolean =>
  Object.keys(o ?? {}).every((other) => other === device);

/** Whether the entity has left this copy's document. */
export function isGone(versions: Versions): boolean {
  const written = versions.get(GONE);
  return written !== undefined && Boolean(alive(written)[0]?.[1].v);
}

/** The latest stamp in a copy; empty when there is none. */
export function latestOf(versions: Versions): string {
  let latest = '';
  for (const byDevice of versions.values()) {
    for (const { t } of byDevice.values()) if (t > latest) latest = t;
  }
  return latest;
}

/** The present facets of an entity. The value in force is the latest one alive; the others are its rivals. */
export function readEntity(versions: Versions): ReadEntity {
  const read: ReadEntity = { facets: {}, rivals: {} };
  for (const [facet, byDevice] of versions) {
    if (facet === GONE) continue;
    const [inForce, ...others] = alive(byDevice);
    if (!inForce) continue;
    const [, { v }] = inForce;
    if (v !== null) read.facets[facet] = v;
    if (others.length > 0) read.rivals[facet] = others.map(([, other]) => other.v);
  }
  return read;
}

/** The same values with who wrote them and when, by that device's clock: the one in force first. */
export function writtenIn(versions: Versions): Record<string, Written[]> {
  const byFacet: Record<string, Written[]> = {};
  for (const [facet, byDevice] of versions) {
    if (facet === GONE) continue;
    byFacet[facet] = alive(byDevice).map(([device, { v, t }]) => {
      const at = timeOf(t);
      return at === undefined ? { value: v, device } : { value: v, device, at };
    });
  }
  return byFacet;
}

/** The registers of several copies as one; `gone` is left out. The same whatever the order of the copies. */
export function unionOf(copies: readonly Versions[]): Versions {
  const union: Versions = new Map();
  for (const copy of copies) {
    for (const [facet, byDevice] of copy) {
      if (facet === GONE) continue;
      const merged = union.get(facet) ?? new Map<string, Stamped>();
      union.set(facet, merged);
      for (const [device, version] of byDevice) keepLatest(merged, device, version);
    }
  }
  return union;
}

/** Of two values of one device, which a move or a map of before leaves. */
function keepLatest(versions: Map<string, Stamped>, device: string, version: Stamped): void {
  const known = versions.get(device);
  if (!known || known.t < version.t || (known.t === version.t && comesAfter(version, known)))
    versions.set(device, version);
}

const comesAfter = (a: Stamped, b: Stamped) => JSON.stringify(a) > JSON.stringify(b);

/** What a device writes of a facet: its value, in place of every value that is `known`. */
export function replacing(
  value: Json,
  device: string,
  stamp: string,
  known: readonly (ReadonlyMap<string, Stamped> | undefined)[],
): string {
  const replaced: Record<string, string> = {};
  for (const versions of known)
    for (const [other, { t }] of versions ?? [])
      if (other !== device && !((replaced[other] ?? '') > t)) replaced[other] = t;
  const stamped: Stamped = { v: value, t: stamp };
  if (Object.keys(replaced).length > 0) stamped.o = replaced;
  return writtenText(stamped);
}

export function storedVersions(versions: Versions): string {
  return JSON.stringify([...versions].map(([facet, byDevice]) => [facet, [...byDevice]]));
}

export function parseVersions(text: string): Versions {
  const stored = JSON.parse(text) as [string, [string, Stamped][]][];
  return new Map(stored.map(([facet, byDevice]) => [facet, new Map(byDevice)]));
}
