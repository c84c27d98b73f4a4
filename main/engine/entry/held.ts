/**
 * How far the log of a circle is held, by author: numbers without a gap, after those that a whole snapshot covers.
 * Read from the headers alone, so that a locked machine can tell too.
 */
import type { DeviceId } from '#shared/domain/team/model.ts';
import { readHeader } from './envelope.ts';
import type { EntryHeader, Held } from './header.ts';

/** Read once: a log is asked again after each change of it, and its entries are the same objects. */
const headers = new WeakMap<Uint8Array, EntryHeader | null>();

function headerOf(entry: Uint8Array): EntryHeader | null {
  const known = headers.get(entry);
  if (known !== undefined) return known;
  const read = readHeader(entry);
  headers.set(entry, read);
  return read;
}

export function heldOf(entries: readonly Uint8Array[]): Held {
  const numbers = new Map<DeviceId, Set<number>>();
  const snapshots: EntryHeader[] = [];
  for (const entry of entries) {
    const header = headerOf(entry);
    if (!header || header.type === 'presence') continue;
    const known = numbers.get(header.device) ?? new Set();
    numbers.set(header.device, known.add(header.seq));
    if (header.type === 'snapshot' && header.part === 0) snapshots.push(header);
  }
  const held: Held = {};
  for (const { device, seq, parts, covers } of snapshots) {
    const own = numbers.get(device);
    // A snapshot of which a part is missing covers nothing.
    const whole = Array.from({ length: parts }, (_, part) => seq + part).every((number) => own?.has(number));
    if (!whole) continue;
    for (const [author, upto] of Object.entries(covers ?? {}))
      held[author] = Math.max(held[author] ?? 0, upto);
  }
  for (const [author, own] of numbers) {
    let upto = held[author] ?? 0;
    while (own.has(upto + 1)) upto += 1;
    if (upto > 0) held[author] = upto;
  }
  return held;
}
