import { expect, it } from 'vitest';
import { newDataDir } from '../vault/testing/stand.ts';
import { callAnything } from './any-call.ts';
import { openTestEngine } from './engine.ts';

it('none of twenty thousand calls makes the engine reject or stumble', async () => {
  const engine = openTestEngine(newDataDir());
  expect(await callAnything(engine, 20_000, 1_000)).toEqual([]);
  await engine.close();
});
