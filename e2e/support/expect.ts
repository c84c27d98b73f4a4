/** Playwright's `expect`, which looks again sooner: its own `poll` waits a whole second between two looks at what is slow. */
import { expect as patient } from '@playwright/test';

/** Milliseconds between two looks; the last goes on. */
const soon = [20, 50, 100];

export const expect = new Proxy(patient, {
  get: (target, name, itself) =>
    name === 'poll'
      ? (actual: () => unknown, options: { timeout?: number; intervals?: number[] } = {}) =>
          target.poll(actual, { intervals: soon, ...options })
      : Reflect.get(target, name, itself),
});
