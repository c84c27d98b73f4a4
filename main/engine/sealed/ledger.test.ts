import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTestDevice } from '../circles/testing.ts';
import { createLedger } from './ledger.ts';

type Step = { of: 'own' | 'other'; seq: number; does: 'add' | 'remove' | 'deal' };

const step: fc.Arbitrary<Step> = fc.record({
  of: fc.constantFrom('own', 'other'),
  seq: fc.integer({ min: 1, max: 12 }),
  does: fc.constantFrom('add', 'add', 'remove', 'deal'),
});

/** The greatest number up to which none is missing. */
function withoutGap(numbers: ReadonlySet<number>): number {
  let upto = 0;
  while (numbers.has(upto + 1)) upto += 1;
  return upto;
}

it('what was taken in is held, whether its entry is still listed or not', () => {
  const { sqlite } = createTestDevice('a');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      sqlite.exec('DELETE FROM own_entries; DELETE FROM applied; DELETE FROM received');
      const ledger = createLedger(sqlite, 'team', 'me');
      const neighbour = createLedger(sqlite, 'welcome', 'me');
      const taken = { own: new Set<number>(), other: new Set<number>() };
      for (const { of, seq, does } of steps) {
        const device = of === 'own' ? 'me' : 'other';
        const listed = { device, seq, hash: `h${seq}`, document: '2027' };
        const isListed =
          of === 'own'
            ? ledger.ownAfter(seq - 1)[0]?.seq === seq
            : ledger.isApplied(device, seq, listed.hash);
        if (does === 'deal') ledger.receive(device, seq, seq);
        else if (does === 'add' && !isListed) {
          if (of === 'own') ledger.addOwn(seq, '2027', Buffer.from([seq]));
          else ledger.addApplied(listed);
        } else if (does === 'remove' && isListed) {
          if (of === 'own') ledger.removeOwn(seq);
          else ledger.removeApplied(listed);
        } else continue;
        taken[of].add(seq);
        const held = { me: withoutGap(taken.own), other: withoutGap(taken.other) };
        expect({ me: 0, other: 0, ...ledger.held() }).toEqual(held);
        expect(ledger.lastOwn()).toBe(Math.max(0, ...taken.own));
        expect([neighbour.held(), neighbour.lastOwn()]).toEqual([{}, 0]);
      }
      ledger.removeAllOwn();
      expect(ledger.lastOwn()).toBe(Math.max(0, ...taken.own));
    }),
  );
});
