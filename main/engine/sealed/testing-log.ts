/** Logs in memory for the tests of the sealed circles: shared in whole, in part, or tampered with. */
import * as Y from 'yjs';
import { readHeader } from '../entry/envelope.ts';
import type { SealedLog } from '../relay/rooms/log-room.ts';
import type { SealedCircle } from './sealed-circle.ts';

export interface MemoryLog extends SealedLog {
  doc: Y.Doc;
  /** Refuses to be written, as a full disk does. */
  broken: boolean;
}

/** What these functions need of a device. */
type Logged = { log: MemoryLog };

/** The log of one device: `doc` is what a relay shares with the others. */
export function memoryLog(doc = new Y.Doc()): MemoryLog {
  const array = doc.getArray<Uint8Array>('log');
  const own = Symbol('own');
  const state = { broken: false };
  return {
    doc,
    get broken() {
      return state.broken;
    },
    set broken(broken) {
      state.broken = broken;
    },
    entries: () => array.toArray(),
    write(added, collected) {
      if (state.broken) throw new Error('disk full');
      doc.transact(() => {
        if (collected) {
          for (let at = array.length - 1; at >= 0; at -= 1) if (collected(array.get(at))) array.delete(at);
        }
        if (added.length > 0) array.push([...added]);
      }, own);
    },
    onChange(listen) {
      let known = array.toArray();
      const observe = (_: Y.YArrayEvent<Uint8Array>, { origin }: Y.Transaction) => {
        const now = array.toArray();
        const [before, after] = [new Set(known), new Set(now)];
        const change = {
          added: now.filter((entry) => !before.has(entry)),
          removed: known.filter((entry) => !after.has(entry)),
          own: origin === own,
        };
        known = now;
        listen(change);
      };
      array.observe(observe);
      return () => array.unobserve(observe);
    },
  };
}

/** Each log gets what the others have, until all are the same; what came is taken in. */
export async function share(...devices: readonly (Logged & { settled(): Promise<void> })[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const from of devices) {
      for (const to of devices) {
        if (from === to) continue;
        const missing = Y.encodeStateAsUpdate(from.log.doc, Y.encodeStateVector(to.log.doc));
        Y.applyUpdate(to.log.doc, missing);
      }
    }
    for (const device of devices) await device.settled();
  }
}

/** Snapshots in a log, by their author. */
export const snapshots = (device: Logged) =>
  device.log.entries().flatMap((entry) => {
    const header = readHeader(entry);
    return header?.type === 'snapshot' ? [header] : [];
  });

export function reasons(device: { sealed: SealedCircle }): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason, count } of device.sealed.setAside()) counts[reason] = (counts[reason] ?? 0) + count;
  return counts;
}

/** Puts bytes in a log as if a colleague's relay had sent them. */
export function inject(device: Logged, ...entries: Uint8Array[]): void {
  const elsewhere = new Y.Doc();
  Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(device.log.doc));
  elsewhere.getArray<Uint8Array>('log').push(entries.map((entry) => new Uint8Array(entry)));
  Y.applyUpdate(device.log.doc, Y.encodeStateAsUpdate(elsewhere));
}

/** Takes entries out of every log, as a hostile relay does. */
export function hide(device: Logged, which: (entry: Uint8Array) => boolean): void {
  const elsewhere = new Y.Doc();
  Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(device.log.doc));
  const array = elsewhere.getArray<Uint8Array>('log');
  for (let at = array.length - 1; at >= 0; at -= 1) if (which(array.get(at))) array.delete(at);
  Y.applyUpdate(device.log.doc, Y.encodeStateAsUpdate(elsewhere));
}

export const by = (device: { id: string }) => (entry: Uint8Array) => readHeader(entry)?.device === device.id;
