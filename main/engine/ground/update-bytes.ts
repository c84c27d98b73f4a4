/**
 * An update of Yjs (its format 1) read in its bytes, without Yjs: what it holds is known before anything is made of it. A
 * few bytes may ask Yjs for a list of a hundred million places, or to walk the same list for each thing it adds.
 *
 * Reading is total: whatever the bytes, it answers and does not throw, in a time that their length bounds. It knows what
 * documents of Margelle are made of (maps in a root, lists in a root, JSON, bytes); an update with anything else is none.
 *
 *     clients     varuint, then for each: structs varuint ≥ 1 · client varuint · clock of the first varuint · the structs
 *     struct      info byte: 5 bits what it is, then whether it names its left and right neighbours, and a key
 *     deletions   clients varuint, then for each: client varuint · ranges varuint · (clock varuint · length varuint)…
 *
 * (yjs 13, `src/utils/encoding.js`, `src/structs`; lib0 `decoding.js` for varuints and JSON.)
 */

export type Content = 'gone' | 'missing' | 'deleted' | 'json' | 'bytes' | 'map';

/** One struct. The same object at each call: nothing of it may be kept. Of a neighbour or parent, client −1 is "none". */
export interface Struct {
  client: number;
  clock: number;
  /** Numbers that it takes. */
  length: number;
  content: Content;
  leftClient: number;
  leftClock: number;
  rightClient: number;
  rightClock: number;
  /** What it stands in, each byte a letter; null and −1 when a neighbour says so. */
  root: string | null;
  parentClient: number;
  parentClock: number;
  key: string | null;
  /** Bytes of the content, and the values that it is made of, each of a list too. */
  bytes: number;
  values: number;
}

/** Answers false to stop: the update is then none. */
export interface UpdateVisitor {
  struct(struct: Struct): boolean;
  deletion(client: number, clock: number, length: number): boolean;
}

/** Deeper than anything that is shown (`isPlain`). */
const DEPTH_MAX = 64;
/** Of names of roots and keys of maps, bytes. */
const NAME_MAX = 256;

/** Values of lib0; undefined, null, true and false hold nothing more. */
const UNDEFINED = 127;
const SIGNED = 125;
const FLOAT = 124;
const DOUBLE = 123;
const LONG = 122;
const TEXT = 119;
const OBJECT = 118;
const LIST = 117;
/** Bytes in a value. */
const RAW = 116;

class Unreadable extends Error {}

class Reader {
  readonly bytes: Buffer;
  at = 0;

  constructor({ buffer, byteOffset, length }: Uint8Array) {
    this.bytes = Buffer.from(buffer, byteOffset, length);
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Unreadable();
    return byte;
  }

  varuint(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 128;
    do {
      byte = this.byte();
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (value > Number.MAX_SAFE_INTEGER) throw new Unreadable();
    } while (byte >= 0x80);
    return value;
  }

  /** How many things follow, of which each takes `least` bytes. */
  count(least: number): number {
    const count = this.varuint();
    if (count * least > this.bytes.length - this.at) throw new Unreadable();
    return count;
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.bytes.length) throw new Unreadable();
  }

  /** Each byte as a letter: two names are the same when these are, and ours are ASCII. */
  name(): string {
    const length = this.varuint();
    const from = this.at;
    if (length > NAME_MAX) throw new Unreadable();
    this.skip(length);
    return this.bytes.toString('latin1', from, this.at);
  }

  signed(): void {
    for (let length = 1; this.byte() >= 0x80; length += 1) if (length > 8) throw new Unreadable();
  }

  /** Passes over a value as lib0 writes it; answers how many it is made of, itself included. */
  value(depth = 0): number {
    const what = this.byte();
    if (depth > DEPTH_MAX || what < RAW || what > UNDEFINED) throw new Unreadable();
    let values = 1;
    if (what === SIGNED) this.signed();
    else if (what === FLOAT) this.skip(4);
    else if (what === DOUBLE || what === LONG) this.skip(8);
    else if (what === TEXT || what === RAW) this.skip(this.varuint());
    else if (what === LIST)
      for (let left = this.count(1); left > 0; left -= 1) values += this.value(depth + 1);
    else if (what === OBJECT)
      for (let left = this.count(2); left > 0; left -= 1) {
        this.skip(this.varuint());
        values += this.value(depth + 1);
      }
    return values;
  }
}

const GONE = 0;
const DELETED = 1;
const BYTES = 3;
const TYPE = 7;
const VALUES = 8;
const MISSING = 10;
const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
const HAS_KEY = 0x20;
const MAP = 1;

function readContent(reader: Reader, what: number, struct: Struct): void {
  const from = reader.at;
  struct.length = 1;
  struct.values = 0;
  switch (what) {
    case DELETED:
      struct.content = 'deleted';
      struct.length = reader.varuint();
      break;
    case BYTES:
      struct.content = 'bytes';
      reader.skip(reader.varuint());
      break;
    case TYPE:
      struct.content = 'map';
      if (reader.varuint() !== MAP) throw new Unreadable();
      break;
    case VALUES:
      struct.content = 'json';
      struct.length = reader.count(1);
      for (let left = struct.length; left > 0; left -= 1) struct.values += reader.value();
      break;
    default:
      throw new Unreadable();
  }
  struct.bytes = reader.at - from;
}

function readStruct(reader: Reader, struct: Struct): void {
  const info = reader.byte();
  const what = info & 0x1f;
  struct.leftClient = -1;
  struct.rightClient = -1;
  struct.parentClient = -1;
  struct.root = null;
  struct.key = null;
  if (what === GONE || what === MISSING) {
    // As Yjs writes them: it reads what has more bits in two ways.
    if (info !== what) throw new Unreadable();
    struct.content = what === GONE ? 'gone' : 'missing';
    struct.length = reader.varuint();
    struct.bytes = 0;
    struct.values = 0;
    return;
  }
  if (info & HAS_LEFT) {
    struct.leftClient = reader.varuint();
    struct.leftClock = reader.varuint();
  }
  if (info & HAS_RIGHT) {
    struct.rightClient = reader.varuint();
    struct.rightClock = reader.varuint();
  }
  if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) {
    const inRoot = reader.varuint();
    if (inRoot > 1) throw new Unreadable();
    if (inRoot === 1) struct.root = reader.name();
    else {
      struct.parentClient = reader.varuint();
      struct.parentClock = reader.varuint();
    }
    if (info & HAS_KEY) struct.key = reader.name();
  }
  readContent(reader, what, struct);
}

function readStructs(reader: Reader, visit: UpdateVisitor['struct']): void {
  const struct: Struct = {
    ...{ client: 0, clock: 0, length: 0, content: 'gone', bytes: 0, values: 0, root: null, key: null },
    ...{ leftClient: -1, leftClock: 0, rightClient: -1, rightClock: 0, parentClient: -1, parentClock: 0 },
  };
  const clients = new Set<number>();
  for (let left = reader.count(5); left > 0; left -= 1) {
    const structs = reader.count(2);
    struct.client = reader.varuint();
    struct.clock = reader.varuint();
    if (structs === 0 || clients.has(struct.client)) throw new Unreadable();
    clients.add(struct.client);
    for (let more = structs; more > 0; more -= 1) {
      readStruct(reader, struct);
      const next = struct.clock + struct.length;
      if (struct.length === 0 || next > Number.MAX_SAFE_INTEGER || !visit(struct)) throw new Unreadable();
      struct.clock = next;
    }
  }
}

function readDeletions(reader: Reader, visit: UpdateVisitor['deletion']): void {
  for (let clients = reader.count(2); clients > 0; clients -= 1) {
    const client = reader.varuint();
    for (let ranges = reader.count(2); ranges > 0; ranges -= 1) {
      const clock = reader.varuint();
      const length = reader.varuint();
      if (clock + length > Number.MAX_SAFE_INTEGER || !visit(client, clock, length)) throw new Unreadable();
    }
  }
}

/** True when the bytes are one update, and the visitor agreed to all of it. */
export function readUpdate(bytes: Uint8Array, { struct, deletion }: UpdateVisitor): boolean {
  const reader = new Reader(bytes);
  try {
    readStructs(reader, struct);
    readDeletions(reader, deletion);
    return reader.at === bytes.length;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}
