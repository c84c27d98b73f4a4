import { expect, it } from 'vitest';
import { createMovedClock } from './moved-clock.ts';
import { quickKeys } from './unpackaged.ts';

it.each([createMovedClock, quickKeys])('%o is refused where the app is packaged', (made) => {
  expect(() => made('/opt/Margelle/resources/app.asar/out/engine')).toThrow(/packaged/);
  expect(() => made('/somewhere/out/engine')).not.toThrow();
});
