import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redacted } from '../ground/redacted.ts';
import { calibrate, minimumCost } from './key-derivation.ts';
import {
  createKeyring,
  type Keyring,
  openKeyring,
  parseKeyring,
  serialiseKeyring,
  withFacts,
  withPassphrase,
} from './keyring.ts';
import { cheapKdf, random } from './testing/stand.ts';

const about = { vaultId: 'a'.repeat(32), label: 'Inès · Équipe', createdAt: 1, appVersion: '1.0.0' };

async function made() {
  const key = new Redacted(random.bytes(32));
  const passphrase = Redacted.text('cheval agrafe');
  const code = new Redacted(random.bytes(20));
  const keyring = await createKeyring(about, key, passphrase, code, cheapKdf, random);
  return { key, passphrase, code, keyring, bytes: Buffer.from(serialiseKeyring(keyring)) };
}

const keyOf = async (keyring: Keyring, secret: Parameters<typeof openKeyring>[1]) => {
  const opened = await openKeyring(keyring, secret);
  return opened?.ok ? opened.value.unwrap() : opened;
};

describe('the keyring', () => {
  it('gives the key to the passphrase and to the code, and to nothing else', async () => {
    const { key, passphrase, code, bytes } = await made();
    const parsed = parseKeyring(bytes, cheapKdf);
    if (!parsed.ok) throw new Error('refused');
    expect(await keyOf(parsed.value, { passphrase })).toEqual(key.unwrap());
    expect(await keyOf(parsed.value, { code })).toEqual(key.unwrap());
    expect(await keyOf(parsed.value, { passphrase: Redacted.text('cheval agrafé') })).toBeNull();
    expect(await keyOf(parsed.value, { code: new Redacted(random.bytes(20)) })).toBeNull();
    expect(bytes.includes(key.unwrap())).toBe(false);
    expect(bytes.includes(key.unwrap().toString('base64'))).toBe(false);
  });

  it('is refused for any byte changed', async () => {
    const { bytes } = await made();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = Buffer.from(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(parseKeyring(damaged, cheapKdf)).toEqual({
          ok: false,
          error: { tag: 'vault_damaged', part: 'keyring' },
        });
      }),
      { numRuns: 3_000 },
    );
  });

  it('is refused cut at any length, or followed by anything', async () => {
    const { bytes } = await made();
    for (let length = 0; length < bytes.length; length++) {
      expect(parseKeyring(bytes.subarray(0, length), cheapKdf).ok).toBe(false);
    }
    expect(parseKeyring(Buffer.concat([bytes, Buffer.from('\n')]), cheapKdf).ok).toBe(false);
    expect(parseKeyring(bytes, cheapKdf).ok).toBe(true);
  });

  it('is refused when forged with a right checksum: the label, or a box of another keyring', async () => {
    const { key, passphrase, keyring } = await made();
    const other = await made();
    const forgedBy = withFacts(keyring, other.key, { label: 'Quelqu’un d’autre' });
    expect(parseKeyring(Buffer.from(serialiseKeyring(forgedBy)), cheapKdf).ok).toBe(true);
    expect(await openKeyring(forgedBy, { passphrase })).toEqual({
      ok: false,
      error: { tag: 'vault_damaged', part: 'keyring' },
    });
    const exchanged = { ...keyring, passphrase: other.keyring.passphrase };
    expect(await keyOf(exchanged, { passphrase })).toBeNull();
    expect(await keyOf(withFacts(keyring, key, { label: 'Renommé' }), { passphrase })).toEqual(key.unwrap());
  });

  it('is refused when its derivation is weaker than the floor of the application', async () => {
    const { bytes } = await made();
    expect(parseKeyring(bytes)).toEqual({ ok: false, error: { tag: 'vault_damaged', part: 'keyring' } });
  });

  it('is not rewrapped around a key wiped meanwhile', async () => {
    const { key, keyring, passphrase } = await made();
    const rewrapping = withPassphrase(keyring, key, passphrase, cheapKdf, random);
    key.wipe();
    await expect(rewrapping).rejects.toThrow('already wiped');
  });

  it('is calibrated no weaker than 64 MiB and three passes', async () => {
    const cost = await calibrate();
    expect(cost.memoryBytes).toBeGreaterThanOrEqual(minimumCost.memoryBytes);
    expect(cost.passes).toBeGreaterThanOrEqual(minimumCost.passes);
    expect(minimumCost).toEqual({ passes: 3, memoryBytes: 64 * 1024 * 1024 });
  });
});
