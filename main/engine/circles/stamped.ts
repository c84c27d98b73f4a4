/**
 * A value of a facet as it stands in an entity's map, one text: its stamp, the stamps it replaces when there are any (a
 * space, then JSON), a line feed, and the value's JSON. It is read from an update, and kept in memory, at a fraction of
 * what the same things cost as objects (docs/decisions/0014); objects, which is how values were written before, are read
 * too.
 */
import type { Json } from './circle.ts';

export interface Stamped {
  /** The value; null stands for "absent". */
  v: Json;
  /** Stamp of the hybrid clock. */
  t: string;
  /** Stamps replaced, by device. */
  o?: Record<string, string>;
}

export const writtenText = ({ v, t, o }: Stamped): string =>
  `${t}${o ? ` ${JSON.stringify(o)}` : ''}\n${JSON.stringify(v)}`;

export interface Halves {
  t: string;
  o?: Record<string, string>;
  /** JSON, not yet read. */
  value: string;
}

export function halvesOf(text: string): Halves | null {
  const end = text.indexOf('\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  const value = text.slice(end + 1);
  const space = head.indexOf(' ');
  if (space < 0) return { t: head, value };
  const o = parsed(head.slice(space + 1));
  const valid = typeof o === 'object' && o !== null;
  return valid ? { t: head.slice(0, space), o: o as Record<string, string>, value } : null;
}

/** Undefined for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Null for what is no stamped value. */
export function stampedOf(written: unknown): Stamped | null {
  if (typeof written === 'string') {
    const halves = halvesOf(written);
    const v = halves === null ? undefined : (parsed(halves.value) as Json | undefined);
    if (halves === null || v === undefined) return null;
    return halves.o ? { v, t: halves.t, o: halves.o } : { v, t: halves.t };
  }
  if (typeof written !== 'object' || written === null || !('v' in written)) return null;
  const { t, o } = written as Record<string, unknown>;
  const valid = typeof t === 'string' && (o === undefined || (typeof o === 'object' && o !== null));
  return valid ? (written as Stamped) : null;
}
