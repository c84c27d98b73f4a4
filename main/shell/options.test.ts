import { expect, it } from 'vitest';
import { askedByTests } from './options.ts';

it('lets a test move the clock or make keys that cost nothing when it asks to, and never in a packaged app', () => {
  for (const [variable, option] of [
    ['MARGELLE_TEST_CLOCK', '--test-clock'],
    ['MARGELLE_TEST_KDF', '--test-kdf'],
  ] as const) {
    expect(askedByTests({ [variable]: '1' }, false)).toEqual([option]);
    expect(askedByTests({ [variable]: '1' }, true)).toEqual([]);
    expect(askedByTests({ [variable]: '0' }, false)).toEqual([]);
  }
  expect(askedByTests({}, false)).toEqual([]);
});
