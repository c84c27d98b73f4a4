/**
 * What an update asks Yjs to walk. A struct names the neighbours it was written between; where another names the same, or
 * is first in the same place, Yjs goes through the list to say which comes before the other. One device that writes makes
 * no such claim, and two that write apart make one for each thing that both have written; but a claim costs seven bytes, and
 * ten thousand of them on a list of ten thousand are a hundred million steps.
 */
import { readUpdate, type Struct } from './update-bytes.ts';

/** So many claims, or keys of one entity, are not worth being counted one by one. */
const FEW = 16;

/** Something known of structs, by their number. */
class ByNumber<T> {
  readonly #clients = new Map<number, Map<number, T>>();
  #client = -1;
  #clocks = new Map<number, T>();

  #of(client: number): Map<number, T> {
    if (client === this.#client) return this.#clocks;
    const clocks = this.#clients.get(client) ?? new Map<number, T>();
    if (clocks.size === 0) this.#clients.set(client, clocks);
    this.#client = client;
    this.#clocks = clocks;
    return clocks;
  }
  get(client: number, clock: number): T | undefined {
    return this.#of(client).get(clock);
  }
  set(client: number, clock: number, known: T): void {
    this.#of(client).set(clock, known);
  }
  /** False when it was there. */
  add(client: number, clock: number, known: T): boolean {
    const clocks = this.#of(client);
    if (clocks.has(clock)) return false;
    clocks.set(clock, known);
    return true;
  }
}

/** Counts claims. `isFirst`: of a struct that names no neighbour. */
function createClaims(isFirst: (struct: Struct) => boolean) {
  const lefts = new ByNumber<true>();
  const rights = new ByNumber<true>();

  function isAlone(struct: Struct): boolean {
    if (struct.content === 'gone' || struct.content === 'missing') return true;
    if (struct.leftClient !== -1) return lefts.add(struct.leftClient, struct.leftClock, true);
    if (struct.rightClient !== -1) return rights.add(struct.rightClient, struct.rightClock, true);
    return isFirst(struct);
  }
  const claims = {
    count: 0,
    /** True for a claim. */
    add(struct: Struct): boolean {
      if (isAlone(struct)) return false;
      claims.count += 1;
      return true;
    },
  };
  return claims;
}

const placeOf = ({ root, parentClient, parentClock, key }: Struct): string =>
  `${root ?? `${parentClient}/${parentClock}`}\n${key ?? ''}`;

/** Whether nothing else was first in the same place. */
function firstsExactly(): (struct: Struct) => boolean {
  const places = new Set<string>();
  return (struct) => places.size < places.add(placeOf(struct)).size;
}

/** The same where the values of an entity follow each other, as one device writes them; of others, also when nothing was. */
function firstsQuickly() {
  const inRoots = new Map<string, Set<string>>();
  const sizes = new ByNumber<number>();
  let [parentClient, parentClock, size, isAgain] = [-1, 0, 0, false];
  let names: string[] = [];
  const firsts = {
    /** Most keys of one entity. */
    keys: 0,
    isFirst(struct: Struct): boolean {
      const key = struct.key ?? '';
      if (struct.root !== null) {
        const known = inRoots.get(struct.root) ?? new Set();
        if (known.has(key)) return false;
        inRoots.set(struct.root, known.add(key));
        return true;
      }
      if (struct.parentClient !== parentClient || struct.parentClock !== parentClock) {
        sizes.set(parentClient, parentClock, size);
        ({ parentClient, parentClock } = struct);
        const before = sizes.get(parentClient, parentClock);
        size = before ?? 0;
        isAgain = before !== undefined;
        names = [];
      }
      size += 1;
      if (size > firsts.keys) firsts.keys = size;
      if (isAgain || (names.length <= FEW ? names.includes(key) : true)) return false;
      names.push(key);
      return true;
    },
  };
  return firsts;
}

export interface Counted {
  /** At least as many as there are. */
  readonly claims: number;
  /** Most keys of one map. */
  readonly keys: number;
  add(struct: Struct): void;
}

/** Counts as an update is read, in a fraction of the time that the reading takes. */
export function createCounted(): Counted {
  const firsts = firstsQuickly();
  const claims = createClaims(firsts.isFirst);
  return {
    get claims() {
      return claims.count;
    },
    get keys() {
      return firsts.keys;
    },
    add: (struct) => void claims.add(struct),
  };
}

/** Whether Yjs takes no more steps than these for the claims of an update that was counted. */
export const stepsWithin = (update: Uint8Array, { claims }: Counted, most: number): boolean =>
  claims <= FEW || stepsIn(update) <= most;

/** Each claim may walk all of its list. What the document holds of the list is not counted. */
function stepsIn(update: Uint8Array): number {
  const claims = createClaims(firstsExactly());
  /** Lists, by number; those of what is not in the update begin with what they name. */
  const listOf = new Map<string, number>();
  const lengths: number[] = [];
  const second: number[] = [];
  const list = (name: string): number => {
    const known = listOf.get(name);
    if (known !== undefined) return known;
    lengths.push(0);
    listOf.set(name, lengths.length - 1);
    return lengths.length - 1;
  };
  const at = new ByNumber<number>();
  readUpdate(update, {
    struct(struct) {
      const { client, clock, length, content } = struct;
      if (content === 'gone' || content === 'missing') return true;
      const near = struct.leftClient === -1 ? 'right' : 'left';
      const [nearClient, nearClock] =
        near === 'left' ? [struct.leftClient, struct.leftClock] : [struct.rightClient, struct.rightClock];
      const its =
        nearClient === -1
          ? list(placeOf(struct))
          : (at.get(nearClient, nearClock) ?? list(`${nearClient}/${nearClock}`));
      // A neighbour is named by one of its numbers: the last by what follows it, the first by what goes before.
      at.set(client, clock, its);
      at.set(client, clock + length - 1, its);
      lengths[its] = (lengths[its] ?? 0) + 1;
      if (claims.add(struct)) second.push(its);
      return true;
    },
    deletion: () => true,
  });
  return second.reduce((steps, its) => steps + (lengths[its] ?? 0), 0);
}
