/**
 * The maps that an entity is written in. Each device that writes of it has one of its own, under the root of its type:
 * `<id>@<device>`, a value under the name of its facet. Two machines that make one entity apart thus make two maps of it, of
 * which Yjs loses none (docs/decisions/0023).
 *
 * Before, an entity had one map, `<id>`, in which each device had its keys: `<facet>@<device>`. These are read as they are, and
 * still written while a machine of the team reads nothing else.
 */
import * as Y from 'yjs';

export interface EntityMap {
  map: Y.Map<unknown>;
  /** Whose it is; null for one that several write in. */
  device: string | null;
}

/** Of a key of a root. */
export function idOf(key: string): string {
  const at = key.lastIndexOf('@');
  return at < 1 ? key : key.slice(0, at);
}

/** Of a key in a map that several devices write in; empty for one that names no device. */
export function facetOf(key: string): string {
  const at = key.lastIndexOf('@');
  return at < 1 ? '' : key.slice(0, at);
}

const keyOf = (id: string, device: string): string => `${id}@${device}`;

type Root = Y.Map<unknown>;

/** By root, the devices that have a map of their own of an entity. It grows with the root, as long as the document is open. */
const owners = new WeakMap<Root, Map<string, Set<string>>>();

function ownersIn(root: Root): Map<string, Set<string>> {
  const known = owners.get(root);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  const note = (key: string): void => {
    const id = idOf(key);
    if (id === key) return;
    const device = key.slice(id.length + 1);
    const devices = found.get(id);
    if (devices) devices.add(device);
    else found.set(id, new Set([device]));
  };
  for (const key of root.keys()) note(key);
  root.observe(({ keysChanged }) => {
    for (const key of keysChanged) if (typeof key === 'string') note(key);
  });
  owners.set(root, found);
  return found;
}

/** Of one document; none when it holds nothing of the entity. */
export function mapsOf(doc: Y.Doc, type: string, id: string): EntityMap[] {
  const root = doc.getMap<unknown>(type);
  const maps: EntityMap[] = [];
  const add = (map: unknown, device: string | null) => {
    if (map instanceof Y.Map) maps.push({ map, device });
  };
  add(root.get(id), null);
  for (const device of ownersIn(root).get(id) ?? []) add(root.get(keyOf(id, device)), device);
  return maps;
}

/** Where a device writes of an entity. */
interface Place {
  type: string;
  id: string;
  device: string;
}

/** `shared`: in the map that several devices write in. Call inside a Yjs transaction. */
export function setFacet(doc: Y.Doc, place: Place, facet: string, text: string, shared: boolean): void {
  const { type, id, device } = place;
  const root = doc.getMap<unknown>(type);
  const key = shared ? id : keyOf(id, device);
  const found = root.get(key);
  const map: Y.Map<unknown> = found instanceof Y.Map ? found : new Y.Map<unknown>();
  if (map !== found) root.set(key, map);
  map.set(shared ? keyOf(facet, device) : facet, text);
  // It would stand there twice.
  if (!shared) dropKey(root, id, keyOf(facet, device));
}

/** Takes away what a device wrote of an entity, and nothing else. Call inside a Yjs transaction. */
export function dropFacets(doc: Y.Doc, { type, id, device }: Place, facets: Iterable<string>): void {
  const root = doc.getMap<unknown>(type);
  for (const facet of facets) {
    dropKey(root, keyOf(id, device), facet);
    dropKey(root, id, keyOf(facet, device));
  }
  const own = root.get(keyOf(id, device));
  if (own instanceof Y.Map && own.size === 0) root.delete(keyOf(id, device));
}

/** Every value of an entity, whoever wrote it, but for the facet `but`. Call inside a Yjs transaction. */
export function dropValues(doc: Y.Doc, type: string, id: string, but: string): void {
  for (const { map, device } of mapsOf(doc, type, id))
    for (const key of [...map.keys()]) if ((device === null ? facetOf(key) : key) !== but) map.delete(key);
}

/** As if nobody had ever written of it. Call inside a Yjs transaction. */
export function dropEntity(doc: Y.Doc, type: string, id: string): void {
  const root = doc.getMap<unknown>(type);
  for (const { device } of mapsOf(doc, type, id)) root.delete(device === null ? id : keyOf(id, device));
}

function dropKey(root: Root, name: string, key: string): void {
  const map = root.get(name);
  if (map instanceof Y.Map && map.has(key)) map.delete(key);
}
