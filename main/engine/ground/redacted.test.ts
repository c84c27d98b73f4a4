import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Redacted } from './redacted.ts';

it('a secret shows in no print, no JSON, no message', () => {
  const secret = Redacted.text('cheval agrafe');
  const shown = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect({ deep: { secret } }, { depth: 5, showHidden: true }),
    new Error(`failed with ${secret}`).message,
  ];
  for (const text of shown) {
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('cheval');
    expect(text).not.toContain(Buffer.from('cheval').toString('hex').slice(0, 6));
  }
  expect(Object.keys(secret)).toEqual([]);
});

it('a secret is the same however its accents were typed, and zeros once wiped are never taken for it', () => {
  const composed = Redacted.text('é');
  expect(Redacted.text('e\u0301').unwrap()).toEqual(composed.unwrap());
  const bytes = composed.unwrap();
  composed.wipe();
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  expect(() => composed.unwrap()).toThrow('already wiped');
});
