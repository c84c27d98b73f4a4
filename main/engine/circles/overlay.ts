/** What a gesture has written so far, over what is stored; and the steps that write it for good. */
import { isDeepStrictEqual } from 'node:util';
import type { DocumentName, Entity, Facets } from './circle.ts';
import { idOf } from './entity-maps.ts';
import { GONE } from './facet.ts';

/** One entity's part in a gesture: facets to set in one document. */
export interface Step {
  document: DocumentName;
  type: string;
  id: string;
  facets: Facets;
  /** Where the entity was before the gesture; null when there was none. */
  home: DocumentName | null;
  /** What this device wrote of these facets is taken away; what others wrote of them stays. */
  unmade?: boolean;
}

interface Pending {
  type: string;
  id: string;
  before: Entity | null;
  now: Entity | null;
  /** Facets the gesture named, even with their present value: naming a facet settles its rivals. */
  named: Set<string>;
}

export class Overlay {
  readonly #stored: (type: string, id: string) => Entity | null;
  readonly #pending = new Map<string, Pending>();

  constructor(stored: (type: string, id: string) => Entity | null) {
    this.#stored = stored;
  }

  /** What is read once is not read again: nobody else writes before the gesture is over. */
  read(type: string, id: string): Entity | null {
    return this.#entry(type, id).now;
  }

  /** As it was before the gesture; only for what the gesture wrote. */
  before(type: string, id: string): Entity | null {
    return this.#pending.get(`${type}/${id}`)?.before ?? null;
  }

  put(type: string, id: string, facets: Facets, document?: DocumentName): void {
    // It would be read as what a device wrote of another entity (entity-maps.ts).
    if (idOf(id) !== id) throw new Error(`an id of type ${type} has an @`);
    const entry = this.#entry(type, id);
    const home = document ?? entry.now?.document;
    if (home === undefined) throw new Error(`no document was given for a new entity of type ${type}`);
    for (const facet of Object.keys(facets)) entry.named.add(facet);
    entry.now = { type, id, document: home, facets: { ...entry.now?.facets, ...facets }, rivals: {} };
  }

  remove(type: string, id: string): void {
    this.#entry(type, id).now = null;
  }

  steps(): Step[] {
    return [...this.#pending.values()].flatMap(stepsOf);
  }

  #entry(type: string, id: string): Pending {
    const key = `${type}/${id}`;
    const known = this.#pending.get(key);
    if (known) return known;
    const before = this.#stored(type, id);
    const entry: Pending = { type, id, before, now: before, named: new Set() };
    this.#pending.set(key, entry);
    return entry;
  }
}

function stepsOf({ type, id, before, now, named }: Pending): Step[] {
  const home = before?.document ?? null;
  const leaves = before !== null && before.document !== now?.document;
  const steps: Step[] = leaves
    ? [{ document: before.document, type, id, facets: { [GONE]: true }, home }]
    : [];
  if (now === null) return steps;
  if (before === null) {
    return [...steps, { document: now.document, type, id, facets: { ...now.facets, [GONE]: false }, home }];
  }
  const changed = [...named].filter(
    (facet) =>
      before.rivals[facet] !== undefined || !isDeepStrictEqual(now.facets[facet], before.facets[facet]),
  );
  if (changed.length === 0 && !leaves) return steps;
  const facets: Facets = Object.fromEntries(changed.map((facet) => [facet, now.facets[facet] ?? null]));
  // What does not change is not written: a colleague may be changing it, and her value would get a rival.
  if (leaves) facets[GONE] = false;
  return [...steps, { document: now.document, type, id, facets, home }];
}
