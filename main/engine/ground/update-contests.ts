/**
 * What an update asks Yjs to walk. A struct names the neighbours it was written between; where another names the same, or
 * is first in the same place, it contests that place, and Yjs goes through the list to say which comes before the other. One
 * device that writes contests nothing, and two that write apart one place for each thing that both have written; but it
 * costs seven bytes, and ten thousand contests on a list of ten thousand are a hundred million steps.
 */
import * as Y from 'yjs';
import { readUpdate, type Struct } from './update-bytes.ts';

/** So many contests, or keys of one entity, are not worth being counted one by one. */
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

/** Counts contests. `isFirst`: of a struct that names no neighbour. */
function createContests(isFirst: (struct: Struct) => boolean) {
  const lefts = new ByNumber<true>();
  const rights = new ByNumber<true>();
  /** What stands in a list, with nothing on its left: one line before the other, as they are written. */
  const lines = new ByNumber<true>();
  /** Numbers of what is gone, with all that stood beside it: ascending for each client. */
  const gone = new Map<number, { from: number; to: number }[]>();
  const before: [client: number, clock: number][] = [];

  function isAlone(struct: Struct): boolean {
    const { client, clock, leftClient, leftClock, rightClient, rightClock } = struct;
    if (struct.content === 'missing') return true;
    if (struct.content === 'gone') {
      const known = gone.get(client) ?? [];
      known.push({ from: clock, to: clock + struct.length });
      gone.set(client, known);
      return true;
    }
    if (leftClient !== -1) return lefts.add(leftClient, leftClock, true);
    if (rightClient === -1 && struct.key !== null) return isFirst(struct);
    lines.set(client, clock, true);
    if (rightClient === -1) return isFirst(struct);
    before.push([rightClient, rightClock]);
    return rights.add(rightClient, rightClock, true);
  }
  function isGone(client: number, clock: number): boolean {
    const known = gone.get(client) ?? [];
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((known[middle]?.to ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    return (known[low]?.from ?? Number.POSITIVE_INFINITY) <= clock;
  }
  const isEasy = (client: number, clock: number) =>
    lines.get(client, clock) === true || isGone(client, clock);

  let count = 0;
  return {
    /** Once all were added: those, too, that stand before what has something on its left, or is not in the update. */
    count: () => count + before.filter(([client, clock]) => !isEasy(client, clock)).length,
    /** True when its place is contested. */
    add(struct: Struct): boolean {
      if (isAlone(struct)) return false;
      count += 1;
      return true;
    },
    isEasy,
  };
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
  readonly contests: number;
  /** Most keys of one map. */
  readonly keys: number;
  add(struct: Struct): void;
}

/** Counts as an update is read, in a fraction of the time that the reading takes. */
export function createCounted(): Counted {
  const firsts = firstsQuickly();
  const contests = createContests(firsts.isFirst);
  return {
    get contests() {
      return contests.count();
    },
    get keys() {
      return firsts.keys;
    },
    add: (struct) => void contests.add(struct),
  };
}

/** Whether Yjs takes no more steps than these for the contests of an update that was counted. */
export const stepsWithin = (update: Uint8Array, { contests }: Counted, most: number): boolean =>
  contests <= FEW || stepsIn(update) <= most;

/** Each contest may walk all of its list. What the document holds of the list is not counted: `contestsOn` is for that. */
function stepsIn(update: Uint8Array): number {
  const contests = createContests(firstsExactly());
  /** Lists, by number; those of what is not in the update begin with what they name. */
  const listOf = new Map<string, number>();
  const lengths: number[] = [];
  const list = (name: string): number => {
    const known = listOf.get(name) ?? lengths.length;
    if (known === lengths.length) lengths.push(0);
    listOf.set(name, known);
    return known;
  };
  const at = new ByNumber<number>();
  const contested: number[] = [];
  const before: [client: number, clock: number, list: number][] = [];
  readUpdate(update, {
    struct(struct) {
      const { client, clock, length, content } = struct;
      if (content === 'gone' || content === 'missing') return true;
      const [nearClient, nearClock] =
        struct.leftClient === -1
          ? [struct.rightClient, struct.rightClock]
          : [struct.leftClient, struct.leftClock];
      const its =
        nearClient === -1
          ? list(placeOf(struct))
          : (at.get(nearClient, nearClock) ?? list(`${nearClient}/${nearClock}`));
      // A neighbour is named by one of its numbers: the last by what follows it, the first by what goes before.
      at.set(client, clock, its);
      at.set(client, clock + length - 1, its);
      lengths[its] = (lengths[its] ?? 0) + 1;
      if (contests.add(struct)) contested.push(its);
      else if (struct.leftClient === -1 && nearClient !== -1) before.push([nearClient, nearClock, its]);
      return true;
    },
    deletion: () => true,
  });
  for (const [client, clock, its] of before) if (!contests.isEasy(client, clock)) contested.push(its);
  return contested.reduce((steps, its) => steps + (lengths[its] ?? 0), 0);
}

/**
 * How many structs of the update that the document does not have go between two neighbours that it has: Yjs walks the rest of
 * the list for each.
 */
export function contestsOn({ store }: Y.Doc, update: Uint8Array): number {
  let contests = 0;
  const known = (client: number, clock: number): Y.Item | null => {
    const structs = store.clients.get(client);
    const last = structs?.at(-1);
    if (!structs || !last || clock >= last.id.clock + last.length) return null;
    const found = structs[Y.findIndexSS(structs, clock)];
    return found instanceof Y.Item ? found : null;
  };
  readUpdate(update, {
    struct({ client, clock, length, leftClient, leftClock, rightClient, rightClock }) {
      if (clock + length <= Y.getState(store, client)) return true;
      if (leftClient !== -1) {
        if (known(leftClient, leftClock)?.right) contests += 1;
      } else if (rightClient !== -1 && known(rightClient, rightClock)?.left) contests += 1;
      return true;
    },
    deletion: () => true,
  });
  return contests;
}
