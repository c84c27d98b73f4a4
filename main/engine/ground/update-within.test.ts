import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { heldIn } from './update-within.ts';

const edit = fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.option(fc.nat(9)), who: fc.nat(1) });

test('a document that took some updates holds these, and none of the others', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), fc.func(fc.boolean()), (edits, takes) => {
      const authors = [new Y.Doc(), new Y.Doc()];
      const taker = new Y.Doc();
      const updates: { update: Uint8Array; isTaken: boolean }[] = [];
      const missed = new Set<number>();
      for (const [at, { key, value, who }] of edits.entries()) {
        const doc = authors[who] as Y.Doc;
        let update: Uint8Array | null = null;
        doc.once('update', (one: Uint8Array) => {
          update = one;
        });
        // Each in its own: where two write one key, the one that loses is deleted anyway.
        const map = doc.getMap(`of-${who}`);
        if (value === null) map.delete(key);
        else map.set(key, value);
        if (!update) continue;
        // What comes after a gap waits, and is not looked at here.
        const isTaken = !missed.has(who) && takes(at);
        if (isTaken) Y.applyUpdate(taker, update);
        else missed.add(who);
        updates.push({ update, isTaken });
      }
      const holds = heldIn(Y.encodeStateAsUpdate(taker));
      for (const { update, isTaken } of updates) expect(holds(update)).toBe(isTaken);
    }),
  );
});

test('a deletion alone is looked at too, and what is no update is nowhere', () => {
  const doc = new Y.Doc();
  doc.getMap('m').set('a', 1);
  const before = Y.encodeStateAsUpdate(doc);
  const deletions: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => deletions.push(update));
  doc.getMap('m').delete('a');
  const [deletion = new Uint8Array()] = deletions;
  expect(heldIn(before)(deletion)).toBe(false);
  expect(heldIn(Y.encodeStateAsUpdate(doc))(deletion)).toBe(true);
  expect(heldIn(Buffer.from([255, 255]))(before)).toBe(false);
  expect(heldIn(before)(Buffer.from([255, 255]))).toBe(false);
});
