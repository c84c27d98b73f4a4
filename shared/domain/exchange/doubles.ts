/**
 * Bookings that one date of a calendar has twice: two machines imported it apart, when ids did not come from their source yet. Which
 * one stays is told by the ids alone, so that machines which know different things of them keep the same one; it takes over
 * what the best of them says.
 */
import type { Origin } from '../planning/model.ts';
import { wholeUid } from './cut-series.ts';

export interface Imported {
  id: string;
  origin: Origin;
  /** Somebody changed it since its import, or is to choose between two changes. */
  isByHand: boolean;
  /** All that a person sees of it; two that say the same are one. */
  content: string;
}

export interface Doubles<T extends Imported> {
  /** One stays of each, as the `best` of them is; nothing else that a hand wrote is in those that go. */
  settled: { stays: T; best: T; go: T[] }[];
  /** Several were changed by hand, each otherwise: a person chooses. */
  open: T[][];
}

/** Of bookings that take place; those that no calendar brought, or that stand alone, are in neither list. */
export function doublesIn<T extends Imported>(bookings: readonly T[]): Doubles<T> {
  const imported = bookings.filter(({ origin }) => origin.importId !== undefined && origin.uid !== undefined);
  const groups = Map.groupBy(imported, ({ origin }) =>
    JSON.stringify([wholeUid(origin.uid ?? ''), origin.recurrenceId ?? '']),
  );
  const found: Doubles<T> = { settled: [], open: [] };
  for (const group of groups.values()) {
    const [best, ...others] = group.toSorted(inOrder);
    const [stays, ...go] = group.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (!best || !stays || go.length === 0) continue;
    if (others.some(({ isByHand, content }) => isByHand && content !== best.content))
      found.open.push([best, ...others]);
    else found.settled.push({ stays, best, go });
  }
  return found;
}

/** What a hand changed, then the later version; then, so that those of one import stay together, by import. */
function inOrder(a: Imported, b: Imported): number {
  if (a.isByHand !== b.isByHand) return a.isByHand ? -1 : 1;
  // What a version does not say comes last: of three, no order of two may go round.
  const version = ({ origin: { sequence = 0, modified = 0, stamped = 0 } }: Imported) => [
    sequence,
    modified,
    stamped,
  ];
  const [later, earlier] = [version(b), version(a)];
  const differs = later.findIndex((part, at) => part !== earlier[at]);
  if (differs >= 0) return (later[differs] ?? 0) - (earlier[differs] ?? 0);
  const order = (one: Imported) => `${one.origin.importId} ${one.id}`;
  return order(a) < order(b) ? -1 : 1;
}
