import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Address, formatAddress, packAddress, parseAddress, unpackAddress } from './address.ts';
import { decodeInvitation, encodeInvitation, type InvitationContents } from './invitation.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const port = fc.integer({ min: 1, max: 65_535 });
const name = fc.constantFrom('accueil.local', 'poste-2', 'relais.exemple.org', 'xn--caf-dma.fr');
const anyAddress: fc.Arbitrary<Address> = fc
  .tuple(
    fc.oneof(
      fc.ipV4(),
      name,
      fc.ipV6().filter((it) => !it.includes('.')),
    ),
    port,
  )
  .map(([host, at]) => parseAddress(host.includes(':') ? `[${host}]:${at}` : `${host}:${at}`) as Address);

const anyInvitation: fc.Arbitrary<InvitationContents> = fc.record({
  team: bytes(32),
  certificate: bytes(32),
  id: bytes(8),
  secret: bytes(16),
  commitment: bytes(32),
  expires: fc.integer({ min: 0, max: 0xffffffff }),
  addresses: fc.array(anyAddress, { minLength: 1, maxLength: 8 }),
});

const sample: InvitationContents = {
  team: new Uint8Array(32).fill(1),
  certificate: new Uint8Array(32).fill(2),
  id: new Uint8Array(8).fill(3),
  secret: new Uint8Array(16).fill(4),
  commitment: new Uint8Array(32).fill(5),
  expires: 1_800_000_000,
  addresses: [
    { host: '192.168.1.20', port: 47520 },
    { host: '10.0.0.7', port: 47520 },
    { host: 'fe80::1', port: 47520 },
  ],
};
const invalid = { ok: false, error: { tag: 'invitation_invalid' } };

it('reads what it wrote', () => {
  fc.assert(
    fc.property(anyInvitation, (contents) => {
      expect(decodeInvitation(encodeInvitation(contents))).toEqual({ ok: true, value: contents });
    }),
  );
});

it('stays short, in the alphabet that a QR code packs tightly', () => {
  const text = encodeInvitation(sample);
  expect(text).toMatch(/^[0-9A-Z:]+$/);
  expect(text.length).toBeLessThanOrEqual(300);
});

it('forgives how it was copied', () => {
  const text = encodeInvitation(sample);
  const quoted = (text.match(/.{1,37}/g) ?? []).map((line) => `> ${line}`).join('\r\n');
  const misread = text
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replace('margelle', 'Margelle');
  for (const copied of [` ${text}\n`, quoted, misread, `« ${text} »`])
    expect(decodeInvitation(copied)).toEqual({ ok: true, value: sample });
});

it('refuses any one character changed, lost, or exchanged with its neighbour', () => {
  const text = encodeInvitation(sample);
  for (let i = 0; i < text.length; i++) {
    const changed = text[i] === '7' ? '8' : '7';
    expect(decodeInvitation(text.slice(0, i) + changed + text.slice(i + 1)), `changed at ${i}`).toEqual(
      invalid,
    );
    expect(decodeInvitation(text.slice(0, i) + text.slice(i + 1)), `lost at ${i}`).toEqual(invalid);
    const next = text[i + 1];
    if (next !== undefined && next !== text[i])
      expect(decodeInvitation(text.slice(0, i) + next + text[i] + text.slice(i + 2))).toEqual(invalid);
  }
});

it('refuses what is cut, doubled, or not an invitation', () => {
  const text = encodeInvitation(sample);
  for (let length = 0; length < text.length; length++)
    expect(decodeInvitation(text.slice(0, length))).toEqual(invalid);
  for (const other of ['', 'MARGELLE:', text + text, `${text}0`, 'https://exemple.org', 'é'.repeat(4000)])
    expect(decodeInvitation(other)).toEqual(invalid);
});

it('never throws on any text or any bytes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((it) => `MARGELLE:${it}`),
      ),
      (text) => {
        expect(decodeInvitation(text).ok).toBe(false);
      },
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (some, from) => {
      const read = unpackAddress(some, from);
      if (read) expect(packAddress(read.address)).toEqual(some.slice(from, read.next));
    }),
  );
});

it.each([
  ['192.168.1.20', { host: '192.168.1.20', port: 47520 }],
  [' 192.168.1.20:5000 ', { host: '192.168.1.20', port: 5000 }],
  ['[FE80::0001]:47520', { host: 'fe80::1', port: 47520 }],
  ['2001:db8:0:0:1:0:0:1', { host: '2001:db8::1:0:0:1', port: 47520 }],
  ['[::]', { host: '::', port: 47520 }],
  ['Accueil.local:47521', { host: 'accueil.local', port: 47521 }],
])('takes the address %s', (typed, address) => {
  expect(parseAddress(typed)).toEqual(address);
  expect(parseAddress(formatAddress(address))).toEqual(address);
});

it.each([
  '',
  ':',
  '192.168.1',
  '192.168.1.256',
  '192.168.01.2',
  '192.168.1.20:0',
  '192.168.1.20:70000',
  '192.168.1.20:',
  '[192.168.1.20]:1',
  'fe80::1::2',
  '[fe80::1',
  '1:2:3:4:5:6:7:8:9',
  'a b',
  'https://exemple.org',
  '-a.fr',
  'a..fr',
  'fe80::1%eth0',
  'http:80',
  `${'a'.repeat(64)}.fr`,
])('refuses the address "%s"', (typed) => {
  const parsed = parseAddress(typed);
  // "http:80" is a name and a port: the only one of these that a machine could have.
  expect(parsed).toEqual(typed === 'http:80' ? { host: 'http', port: 80 } : null);
});
