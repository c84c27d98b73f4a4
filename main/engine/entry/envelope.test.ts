import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import sodium from 'sodium-native';
import { describe, expect, it } from 'vitest';
import { ENTRY_MAX, open, readHeader, seal, whyNoHeader } from './envelope.ts';
import type { EntryHeader } from './header.ts';

const random = { bytes: (length: number) => randomBytes(length) };
const signPublic = Buffer.alloc(32);
const signSecret = Buffer.alloc(64);
sodium.crypto_sign_keypair(signPublic, signSecret);
const key = randomBytes(32);
const id = (bytes: number) => randomBytes(bytes).toString('base64url');

const header = (over: Partial<EntryHeader> = {}) => ({
  type: 'update' as const,
  circle: 'team' as const,
  document: '2027',
  epoch: id(16),
  device: id(6),
  seq: 1,
  covers: null,
  ...over,
});
const sealOne = (content: Uint8Array, over: Partial<EntryHeader> = {}): Uint8Array => {
  const [entry] = seal({ header: header(over), content, key, signSecret, random });
  if (!entry) throw new Error('nothing was sealed');
  return entry;
};

const headers = fc.record({
  type: fc.constantFrom('update' as const, 'presence' as const),
  circle: fc.constantFrom('team' as const, 'welcome' as const, 'care' as const),
  document: fc.oneof(fc.constant('undated'), fc.integer({ min: 1000, max: 9999 }).map(String)),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER - 2000 }),
});

describe('an envelope', () => {
  it('gives back what was sealed, header and content', () => {
    fc.assert(
      fc.property(headers, fc.uint8Array({ maxLength: 3000 }), (over, content) => {
        const sealed = header(over);
        const [entry] = seal({ header: sealed, content, key, signSecret, random });
        const opened = open(entry as Uint8Array, { key, signPublic });
        expect(opened.ok && opened.value.header).toEqual({ ...sealed, part: 0, parts: 1, packed: false });
        expect(opened.ok && Buffer.from(opened.value.content)).toEqual(Buffer.from(content));
        expect(readHeader(entry as Uint8Array)).toEqual({ ...sealed, part: 0, parts: 1, packed: false });
      }),
    );
  });

  it('says whether its content was packed, but for presence, which never is', () => {
    const content = randomBytes(50);
    const sealed = (type: EntryHeader['type']) => {
      const [entry] = seal({ header: header({ type }), packed: true, content, key, signSecret, random });
      return entry as Uint8Array;
    };
    expect(readHeader(sealed('update'))?.packed).toBe(true);
    const opened = open(sealed('update'), { key, signPublic });
    expect(opened.ok && Buffer.from(opened.value.content)).toEqual(content);
    expect(readHeader(sealed('presence'))).toBeNull();
  });

  it('keeps what a snapshot covers', () => {
    const covers = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [id(6), i * 1000 + 1]));
    expect(readHeader(sealOne(randomBytes(10), { type: 'snapshot', covers }))?.covers).toEqual(covers);
  });

  it('cuts a long content in parts of 1 MiB at most, with numbers that follow each other', () => {
    const content = randomBytes(2_500_000);
    const entries = seal({ header: header({ seq: 7 }), content, key, signSecret, random });
    expect(
      entries.map((entry) => readHeader(entry)).map((read) => [read?.seq, read?.part, read?.parts]),
    ).toEqual([
      [7, 0, 3],
      [8, 1, 3],
      [9, 2, 3],
    ]);
    expect(Math.max(...entries.map((entry) => entry.length))).toBeLessThanOrEqual(ENTRY_MAX);
    const opened = entries.map((entry) => open(entry, { key, signPublic }));
    const whole = Buffer.concat(opened.map((part) => (part.ok ? part.value.content : Buffer.alloc(0))));
    expect(whole.equals(content)).toBe(true);
  });

  it('has room for the longest header in its longest part', () => {
    const covers = Object.fromEntries(Array.from({ length: 1024 }, () => [id(6), Number.MAX_SAFE_INTEGER]));
    const content = randomBytes(1_100_000);
    const entries = seal({
      header: header({ type: 'snapshot', covers, seq: 2 ** 52 }),
      content,
      key,
      signSecret,
      random,
    });
    expect(entries.map((entry) => readHeader(entry)?.covers)).toEqual([covers, covers]);
  });

  it('shows the order of magnitude of a content only', () => {
    expect(sealOne(randomBytes(1001), {}).length).toBe(sealOne(randomBytes(1020), {}).length);
  });

  it('does not open once any one bit of it was flipped', () => {
    const entry = sealOne(Buffer.from('09:30 salon'), { type: 'snapshot', covers: { [id(6)]: 300 } });
    for (let at = 0; at < entry.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const altered = Uint8Array.from(entry);
        altered[at] = (altered[at] as number) ^ (1 << bit);
        expect(open(altered, { key, signPublic }).ok).toBe(false);
      }
    }
  });

  it('does not open once cut or lengthened, under another key, or signed by another', () => {
    const entry = sealOne(Buffer.from('09:30 salon'));
    for (let length = 0; length < entry.length; length += 1) {
      expect(open(entry.subarray(0, length), { key, signPublic }).ok).toBe(false);
    }
    expect(open(Buffer.concat([entry, Buffer.alloc(1)]), { key, signPublic })).toMatchObject({
      error: 'bad-signature',
    });
    expect(open(entry, { key: randomBytes(32), signPublic })).toMatchObject({ error: 'undecryptable' });
    expect(open(entry, { key: null, signPublic })).toMatchObject({ error: 'no-key' });
    expect(open(entry, { key, signPublic: randomBytes(32) })).toMatchObject({ error: 'bad-signature' });
  });

  it('reads any bytes without throwing, and accepts one spelling of a number only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const prefixed = Buffer.concat([Buffer.from([1]), bytes]);
        for (const given of [bytes, prefixed]) {
          readHeader(given);
          expect(open(given, { key, signPublic }).ok).toBe(false);
        }
      }),
    );
    const entry = sealOne(Buffer.from('x'));
    expect(readHeader(Buffer.concat([Buffer.from([0x81, 0x00]), entry.subarray(1)]))).toBeNull();
  });

  it('says why there is no header', () => {
    expect(whyNoHeader(new Uint8Array(ENTRY_MAX + 1))).toBe('too-large');
    expect(whyNoHeader(Uint8Array.from([3, 0, 0]))).toBe('unknown-version');
    expect(whyNoHeader(Uint8Array.from([1, 9]))).toBe('malformed');
    expect(whyNoHeader(new Uint8Array(0))).toBe('malformed');
  });
});
