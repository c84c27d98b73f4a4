import { expect, it } from 'vitest';
import { mayMoveClock } from './options.ts';

it('lets a test move the clock when it asks to, and never in a packaged app', () => {
  expect(mayMoveClock({ MARGELLE_TEST_CLOCK: '1' }, false)).toBe(true);
  expect(mayMoveClock({ MARGELLE_TEST_CLOCK: '1' }, true)).toBe(false);
  expect(mayMoveClock({}, false)).toBe(false);
});
