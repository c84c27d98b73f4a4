import { expect, it } from 'vitest';
import { askedByTests, asksToLookIn } from './options.ts';

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

it('sees what would let another program look into a packaged app, however it is spelt', () => {
  for (const option of [
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect-port=1',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '-remote-debugging-port=9222',
    '/Remote-Debugging-Port=9222',
    '--remote-allow-origins=*',
    '--debug-brk',
    '--auto-open-devtools-for-tabs',
  ]) {
    expect([option, asksToLookIn(['margelle', option], true)]).toEqual([option, true]);
    expect(asksToLookIn(['margelle', option], false)).toBe(false);
  }
  expect(asksToLookIn(['margelle', '--data=/home/x/--inspect', '--demo', '--network=lan'], true)).toBe(false);
});
