import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { arrayChange } from './array-change.ts';

const step = fc.record({
  who: fc.nat(1),
  adds: fc.array(fc.nat(1000), { maxLength: 3 }),
  at: fc.nat(100),
  deletes: fc.option(fc.record({ at: fc.nat(100), length: fc.integer({ min: 1, max: 4 }) })),
  elsewhere: fc.boolean(),
  meets: fc.boolean(),
});

it('says what Yjs says of a change, made here or elsewhere', () => {
  let changes = 0;
  let deletions = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const docs = [new Y.Doc(), new Y.Doc()] as const;
      for (const doc of docs) {
        doc.getArray('log').observe((event) => {
          const contents = (items: Set<Y.Item>) =>
            [...items].flatMap((item) => item.content.getContent() as number[]).sort();
          const { added, deleted } = arrayChange(event.target, event.transaction);
          expect([...added].sort()).toEqual(contents(event.changes.added));
          expect([...deleted].sort()).toEqual(contents(event.changes.deleted));
          changes += 1;
          deletions += deleted.length;
        });
      }
      const meet = () => {
        for (const [to, from] of [docs, [docs[1], docs[0]] as const])
          Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
      };
      for (const { who, adds, at, deletes, elsewhere, meets } of steps) {
        const doc = docs[who] as Y.Doc;
        const log = doc.getArray<number>('log');
        doc.transact(() => {
          if (adds.length > 0) log.insert(at % (log.length + 1), adds);
          if (elsewhere) doc.getArray<number>('other').push([at]);
          if (!deletes || log.length === 0) return;
          const from = deletes.at % log.length;
          log.delete(from, Math.min(deletes.length, log.length - from));
        });
        if (meets) meet();
      }
      meet();
      expect(docs[0].getArray('log').toArray()).toEqual(docs[1].getArray('log').toArray());
    }),
  );
  expect(changes).toBeGreaterThan(500);
  expect(deletions).toBeGreaterThan(100);
});
