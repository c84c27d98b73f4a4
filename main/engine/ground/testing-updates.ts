/** Updates of Yjs that a hostile machine would write, by family, each of any size; written by hand, as Yjs would not. */
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeAny,
  writeUint8,
  writeVarString,
  writeVarUint,
} from 'lib0/encoding';

const LEFT = 0x80;
const RIGHT = 0x40;
const KEY = 0x20;
const DELETED = 1;
const BYTES = 3;
const MAP = 7;
const VALUES = 8;
const MISSING = 10;

interface Part {
  client?: number;
  clock?: number;
  /** How many structs the update says that it has. */
  structs: number;
  write(encoder: Encoder): void;
}
type Range = [client: number, clock: number, length: number];

export function updateOf(parts: readonly Part[], deletions: readonly Range[] = []): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, parts.length);
  for (const [at, { client = at + 1, clock = 0, structs, write }] of parts.entries()) {
    writeVarUint(encoder, structs);
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    write(encoder);
  }
  const clients = [...new Set(deletions.map(([client]) => client))];
  writeVarUint(encoder, clients.length);
  for (const client of clients) {
    const ranges = deletions.filter(([of]) => of === client);
    writeVarUint(encoder, client);
    writeVarUint(encoder, ranges.length);
    for (const [, clock, length] of ranges) {
      writeVarUint(encoder, clock);
      writeVarUint(encoder, length);
    }
  }
  return toUint8Array(encoder);
}

const times = (count: number, write: (encoder: Encoder, at: number) => void): Part => ({
  structs: count,
  write(encoder) {
    for (let at = 0; at < count; at += 1) write(encoder, at);
  },
});

function place(encoder: Encoder, what: number, root: string, key: string | null): void {
  writeUint8(encoder, what | (key === null ? 0 : KEY));
  writeVarUint(encoder, 1);
  writeVarString(encoder, root);
  if (key !== null) writeVarString(encoder, key);
}
function near(encoder: Encoder, what: number, client: number, clock: number): void {
  writeUint8(encoder, what);
  writeVarUint(encoder, client);
  writeVarUint(encoder, clock);
}
function text(encoder: Encoder, value: string): void {
  writeVarUint(encoder, 1);
  writeAny(encoder, value);
}
function entity(encoder: Encoder, id: string): void {
  place(encoder, MAP, 'thing', id);
  writeVarUint(encoder, 1);
}
function list(encoder: Encoder, depth: number): void {
  for (let at = 0; at < depth; at += 1) {
    writeUint8(encoder, 117);
    writeVarUint(encoder, 1);
  }
  writeUint8(encoder, 126);
}

type Place = [what: number, root: string, key: string | null];
/** One after the other, by client 1. */
const chain = (count: number, [what, root, key]: Place, write: (encoder: Encoder) => void): Part =>
  times(count, (encoder, at) => {
    if (at === 0) place(encoder, what, root, key);
    else near(encoder, what | LEFT, 1, at - 1);
    write(encoder);
  });
/** Each beside one of client 1. */
const beside = (count: number, what: number, write: (encoder: Encoder) => void): Part =>
  times(count, (encoder, at) => {
    near(encoder, what, 1, at);
    write(encoder);
  });
const noText = (encoder: Encoder): void => text(encoder, '');
const noBytes = (encoder: Encoder): void => writeVarUint(encoder, 0);

/** What a colleague's circle would have to hold. `small` of each may be an honest one's; `large` may not. */
export const hostileContents: Record<
  string,
  { make(size: number): Uint8Array; small: number; large: number }
> = {
  'empty entities': {
    make: (count) => updateOf([times(count, (encoder, at) => entity(encoder, String(at)))]),
    ...{ small: 100, large: 2_000_000 },
  },
  'one place contested by all': {
    make: (count) =>
      updateOf([
        times(count, (encoder) => {
          place(encoder, VALUES, 'thing', 'x');
          text(encoder, '');
        }),
      ]),
    ...{ small: 20, large: 200_000 },
  },
  'all beside one neighbour': {
    make: (count) =>
      updateOf([
        times(count, (encoder, at) => {
          if (at === 0) place(encoder, VALUES, 'thing', 'x');
          else {
            near(encoder, VALUES | LEFT, 1, 0);
          }
          text(encoder, '');
        }),
      ]),
    ...{ small: 20, large: 200_000 },
  },
  'a long list, and as many that go back into it': {
    make: (count) =>
      updateOf([chain(count, [VALUES, 'thing', 'x'], noText), beside(count, VALUES | LEFT, noText)]),
    ...{ small: 20, large: 150_000 },
  },
  'lines before one line': {
    make: (count) =>
      updateOf([
        times(count, (encoder, at) => {
          if (at === 0) place(encoder, VALUES, 'feed', null);
          else {
            near(encoder, VALUES | RIGHT, 1, 0);
          }
          text(encoder, '');
        }),
      ]),
    ...{ small: 20, large: 200_000 },
  },
  gaps: {
    make: (count) =>
      updateOf([
        times(count, (encoder, at) => {
          if (at % 2 === 0) {
            writeUint8(encoder, MISSING);
            writeVarUint(encoder, 1);
          } else {
            near(encoder, DELETED | LEFT, 9, at);
            writeVarUint(encoder, 1);
          }
        }),
      ]),
    ...{ small: 20, large: 1_000_000 },
  },
  'values by many devices': {
    make: (count) =>
      updateOf([
        times(count + 1, (encoder, at) => {
          if (at === 0) return entity(encoder, 'x');
          writeUint8(encoder, VALUES | KEY);
          writeVarUint(encoder, 0);
          writeVarUint(encoder, 1);
          writeVarUint(encoder, 0);
          writeVarString(encoder, `slot@${at}`);
          text(encoder, `${at}\n1`);
        }),
      ]),
    ...{ small: 30, large: 20_000 },
  },
  'maps of one entity by many devices': {
    make: (count) =>
      updateOf([
        times(2 * count, (encoder, at) => {
          if (at % 2 === 0) return entity(encoder, `x@${at}`);
          writeUint8(encoder, VALUES | KEY);
          writeVarUint(encoder, 0);
          writeVarUint(encoder, 1);
          writeVarUint(encoder, at - 1);
          writeVarString(encoder, 'slot');
          text(encoder, `${at}\n1`);
        }),
      ]),
    ...{ small: 30, large: 20_000 },
  },
  'one long text': {
    make: (length) =>
      updateOf([
        times(1, (encoder) => {
          place(encoder, VALUES, 'thing', 'x');
          text(encoder, 'x'.repeat(length));
        }),
      ]),
    ...{ small: 1000, large: 20_000_000 },
  },
  'lists in lists': {
    make: (depth) =>
      updateOf([
        times(1, (encoder) => {
          place(encoder, VALUES, 'thing', 'x');
          writeVarUint(encoder, 1);
          list(encoder, depth);
        }),
      ]),
    ...{ small: 10, large: 500_000 },
  },
  'a list of empty lists': {
    make: (count) =>
      updateOf([
        times(16, (encoder, at) => {
          place(encoder, VALUES, 'thing', String(at));
          writeVarUint(encoder, count / 16);
          for (let item = 0; item < count / 16; item += 1) {
            writeUint8(encoder, 117);
            writeVarUint(encoder, 0);
          }
        }),
      ]),
    ...{ small: 160, large: 16_000_000 },
  },
  'lines that go back into a list': {
    make: (count) =>
      updateOf([chain(count, [VALUES, 'feed', null], noText), beside(count, VALUES | RIGHT, noText)]),
    ...{ small: 8, large: 100_000 },
  },
  'kinds of entities': {
    make: (count) =>
      updateOf([
        times(count, (encoder, at) => {
          place(encoder, VALUES, `kind${at}`, 'x');
          text(encoder, '');
        }),
      ]),
    ...{ small: 20, large: 300_000 },
  },
  'deletions of nothing': {
    make: (count) =>
      updateOf(
        [],
        Array.from({ length: count }, (_, at): Range => [1, 2 * at, 1]),
      ),
    ...{ small: 20, large: 1_000_000 },
  },
};

/** A few bytes that say that there are a hundred million of something. */
export const boasts: Record<string, Uint8Array> = Object.fromEntries(
  [100_000_000, 2 ** 32, 2 ** 52].flatMap((count) => [
    [`${count} structs`, updateOf([{ structs: count, write: (encoder) => entity(encoder, 'x') }])],
    [
      `${count} values`,
      updateOf([
        times(1, (encoder) => {
          place(encoder, VALUES, 'thing', 'x');
          writeVarUint(encoder, count);
        }),
      ]),
    ],
    [
      `a text of ${count}`,
      updateOf([
        times(1, (encoder) => {
          place(encoder, VALUES, 'thing', 'x');
          writeVarUint(encoder, 1);
          writeUint8(encoder, 119);
          writeVarUint(encoder, count);
        }),
      ]),
    ],
    [`${count} clients`, Uint8Array.from([...toUint8Array(varuint(count)), 0])],
  ]),
);

function varuint(count: number): Encoder {
  const encoder = createEncoder();
  writeVarUint(encoder, count);
  return encoder;
}

/** What a room of a log would have to hold: without a signature, from whoever reaches it. */
export const hostileFrames: Record<string, { make(size: number): Uint8Array; small: number; large: number }> =
  {
    'entries that are all first': {
      make: (count) =>
        updateOf([
          times(count, (encoder) => {
            place(encoder, BYTES, 'log', null);
            writeVarUint(encoder, 0);
          }),
        ]),
      ...{ small: 20, large: 12_000 },
    },
    'entries after one entry': {
      make: (count) =>
        updateOf([
          times(count, (encoder, at) => {
            if (at === 0) place(encoder, BYTES, 'log', null);
            else {
              near(encoder, BYTES | LEFT, 1, 0);
            }
            writeVarUint(encoder, 0);
          }),
        ]),
      ...{ small: 20, large: 24_000 },
    },
    'entries that go back into the log': {
      make: (count) =>
        updateOf([chain(count, [BYTES, 'log', null], noBytes), beside(count, BYTES | LEFT, noBytes)]),
      ...{ small: 8, large: 12_000 },
    },
    gaps: { ...hostileContents.gaps, large: 400_000 } as (typeof hostileContents)['gaps'],
    'deletions of nothing': hostileContents['deletions of nothing'] as (typeof hostileContents)['gaps'],
  };

/** A list that is right by itself, and what goes back into it afterwards: as contents of a circle, and as frames of a room. */
export const inTwoSteps = (
  count: number,
): Record<'contents' | 'frames', [first: Uint8Array, then: Uint8Array]> => {
  const steps = ([what, root, key]: Place, write: (encoder: Encoder) => void): [Uint8Array, Uint8Array] => [
    updateOf([chain(count, [what, root, key], write)]),
    updateOf([{ ...beside(count, what | LEFT, write), client: 2 }]),
  ];
  return {
    contents: steps([VALUES, 'thing', 'x'], noText),
    frames: steps([BYTES, 'log', null], noBytes),
  };
};
