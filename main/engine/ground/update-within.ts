/** Whether one update of Yjs holds all that others do: told from their bytes (update-bytes.ts). */
import { readUpdate } from './update-bytes.ts';

/** From, up to but not including; in order, none touches the next. */
type Ranges = Map<number, [from: number, to: number][]>;

function add(ranges: Ranges, client: number, from: number, length: number): void {
  const known = ranges.get(client);
  const last = known?.at(-1);
  if (last && last[1] === from) last[1] += length;
  else if (known) known.push([from, from + length]);
  else ranges.set(client, [[from, from + length]]);
}

/** Ranges that came in any order. */
function inOrder(ranges: Ranges): Ranges {
  for (const [client, list] of ranges) {
    const merged: [number, number][] = [];
    for (const [from, to] of list.sort(([a], [b]) => a - b)) {
      const last = merged.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    ranges.set(client, merged);
  }
  return ranges;
}

const holds = (ranges: Ranges, client: number, from: number, to: number): boolean =>
  ranges.get(client)?.some(([least, most]) => least <= from && to <= most) ?? false;

function rangesOf(update: Uint8Array): { made: Ranges; deleted: Ranges } | null {
  const [made, deleted]: Ranges[] = [new Map(), new Map()];
  const isRead = readUpdate(update, {
    struct({ content, client, clock, length }) {
      if (content !== 'missing') add(made as Ranges, client, clock, length);
      return true;
    },
    deletion(client, clock, length) {
      add(deleted as Ranges, client, clock, length);
      return true;
    },
  });
  return isRead ? { made: inOrder(made as Ranges), deleted: inOrder(deleted as Ranges) } : null;
}

/** Asks of each update whether what it makes and deletes is in `whole`. Nothing is in what is no update; no update is in anything. */
export function heldIn(whole: Uint8Array): (update: Uint8Array) => boolean {
  const all = rangesOf(whole);
  const isIn = (part: Ranges, of: Ranges) =>
    [...part].every(([client, list]) => list.every(([from, to]) => holds(of, client, from, to)));
  return (update) => {
    const its = all && rangesOf(update);
    return its !== null && all !== null && isIn(its.made, all.made) && isIn(its.deleted, all.deleted);
  };
}
