import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import sodium from 'sodium-native';
import { expect, it } from 'vitest';
import { deviceKeys } from '#shared/domain/team/model.ts';
import { createIdentity, loadIdentity, openSealed, sealTo, storeIdentity, wipeIdentity } from './identity.ts';

const transport = {
  transport: randomBytes(32).toString('base64url'),
  certificate: randomBytes(32).toString('base64url'),
};
const made = (device = 'AbCdEf12') => createIdentity({ bytes: randomBytes }, device, transport);

it('an identity put in the base comes back, and signs for the same public key', () => {
  const identity = made();
  expect(deviceKeys.parse(identity.keys)).toEqual({ ...identity.keys, id: 'AbCdEf12', ...transport });
  const back = loadIdentity(JSON.parse(JSON.stringify(storeIdentity(identity))));
  expect(back.keys).toEqual(identity.keys);
  const message = randomBytes(40);
  const signature = Buffer.alloc(64);
  sodium.crypto_sign_detached(signature, message, back.signSecret.unwrap());
  const key = Buffer.from(identity.keys.sign, 'base64url');
  expect(sodium.crypto_sign_verify_detached(signature, message, key)).toBe(true);
  expect(() => loadIdentity({ ...storeIdentity(identity), box: 'AAAA' })).toThrow('length');
});

it('a key sealed to a device is opened by that device only, and not once altered', () => {
  const [one, other] = [made(), made('other-01')];
  const key = randomBytes(32);
  const sealed = sealTo(one.keys.box, key);
  expect(sealed).toMatch(/^[A-Za-z0-9_-]{107}$/);
  expect(openSealed(one, sealed ?? '')).toEqual(key);
  expect(openSealed(other, sealed ?? '')).toBeNull();
  const altered = Buffer.from(sealed ?? '', 'base64url');
  altered[50] = (altered[50] ?? 0) ^ 1;
  expect(openSealed(one, altered.toString('base64url'))).toBeNull();
  expect(openSealed(one, 'short')).toBeNull();
  expect(sealTo('short', key)).toBeNull();
  expect(sealTo(Buffer.alloc(32).toString('base64url'), key)).toBeNull();
});

it('a wiped identity is zeros, and its secrets show in no print', () => {
  const identity = made();
  const secrets = [identity.signSecret.unwrap(), identity.boxSecret.unwrap()];
  expect(inspect(identity, { depth: 5 })).not.toContain(secrets[0]?.toString('hex').slice(0, 8));
  expect(JSON.stringify(identity)).toContain('[redacted]');
  wipeIdentity(identity);
  for (const secret of secrets) expect(secret.every((byte) => byte === 0)).toBe(true);
  expect(() => storeIdentity(identity)).toThrow('wiped');
});
