/** A message of a closed circle that its author removes, on real engines: no machine keeps a word of it, nor does one that joins later. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holds, tablesWith } from '../testing/word-in-base.ts';
import { type Bench, createBench, type Machine, until } from './testing.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});
afterEach(() => bench.close());

const CANARY = 'mot-canari';
const circle = 'care' as const;
const post = async (on: Machine, text: string) =>
  (await on.done('threads.post', { circle, kind: 'message', text })).id;
const texts = async (on: Machine) =>
  (await on.done('threads.list', { circle, show: 'all', limit: 50 })).messages.map(({ text }) => text).sort();
const allRead = (machines: readonly Machine[], expected: string[]) =>
  until(async () => {
    for (const machine of machines) expect(await texts(machine)).toEqual(expected);
  });
/** In the base of a machine, and in what it would hand to one that comes. */
function placesOn({ vault }: Machine): string[] {
  const thread = vault.circle(circle);
  const documents = thread?.documents().filter((name) => holds(thread.whole(name), CANARY)) ?? [];
  return [...tablesWith(vault.sqlite, CANARY), ...documents];
}

it('goes from each machine, whoever of them was away, and never reaches a newcomer', async () => {
  const a = await bench.founder('Claire', 'psychologist');
  const role = 'psychologist' as const;
  const b = await bench.joins(a, { name: 'Nadia', role, circles: ['team', circle] });
  const c = await bench.joins(a, { name: 'Paul', role, circles: ['team', circle] });
  await post(a, 'reste');
  const id = await post(a, `${CANARY} un`);
  await allRead([a, b, c], [`${CANARY} un`, 'reste']);
  expect(placesOn(b)).not.toEqual([]);
  bench.unplug(c);
  await a.done('threads.edit', { circle, id, text: `${CANARY} deux` });
  await a.done('threads.remove', { circle, id });
  await allRead([a, b], ['reste']);
  bench.links.heal();
  await allRead([a, b, c], ['reste']);
  await until(() => expect([a, b, c].map(placesOn)).toEqual([[], [], []]));
  // Its sealed entries left the log: nobody who comes with the key could open them.
  const d = await bench.joins(a, { name: 'Louise', role, circles: ['team', circle] });
  await allRead([d], ['reste']);
  expect(placesOn(d)).toEqual([]);
  const again = await bench.again(a);
  expect(placesOn(again)).toEqual([]);
}, 120_000);
