import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doublesIn, type Imported } from './doubles.ts';

const imported = (id: string, more: Partial<Imported> = {}): Imported => ({
  id,
  origin: { uid: 'u', importId: 'i' },
  isByHand: false,
  content: 'yoga',
  ...more,
});

describe('what is there twice', () => {
  test('is one date of one event, not two dates, two events, or what no calendar brought', () => {
    const alone = [
      imported('a'),
      imported('b', { origin: { uid: 'u', recurrenceId: '20270112', importId: 'i' } }),
      imported('c', { origin: { uid: 'v', importId: 'i' } }),
      imported('d', { origin: { uid: 'u' } }),
    ];
    expect(doublesIn(alone)).toEqual({ settled: [], open: [] });
    const twin = imported('e', { origin: { uid: 'u', importId: 'j' } });
    expect(doublesIn([...alone, twin]).settled).toEqual([{ stays: alone[0], best: alone[0], go: [twin] }]);
  });

  test('becomes what a hand changed, else the later version, else what the first import said', () => {
    const staysOf = (...all: Imported[]) => doublesIn(all).settled.map(({ best }) => best.id);
    const later = { uid: 'u', importId: 'z', sequence: 2 };
    expect(staysOf(imported('a', { origin: later }), imported('b'))).toEqual(['a']);
    expect(
      staysOf(imported('a', { origin: later }), imported('b', { isByHand: true, content: 'danse' })),
    ).toEqual(['b']);
    expect(staysOf(imported('b'), imported('a', { origin: { uid: 'u', importId: 'j' } }))).toEqual(['b']);
  });

  test('is the same of three, whatever their order, where one does not say when it was changed', () => {
    const three = [10, undefined, 20].map((modified, at) =>
      imported('abc'[at] ?? '', { origin: { uid: 'u', importId: 'i', ...(modified ? { modified } : {}) } }),
    );
    for (const order of [three, three.toReversed(), [three[1], three[0], three[2]]] as Imported[][])
      expect(doublesIn(order).settled[0]?.best.id).toBe('c');
  });

  test('is for a person to choose where two hands wrote two things', () => {
    const [a, b] = [
      imported('a', { isByHand: true, content: 'danse' }),
      imported('b', { isByHand: true, content: 'chant' }),
    ];
    expect(doublesIn([a, b])).toEqual({ settled: [], open: [[a, b]] });
    expect(doublesIn([a, { ...b, content: 'danse' }]).open).toEqual([]);
  });
});

const some = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    origin: fc.record({
      uid: fc.constantFrom('u', 'v'),
      recurrenceId: fc.constantFrom(undefined, '1', '2'),
      importId: fc.constantFrom('i', 'j'),
      sequence: fc.constantFrom(undefined, 0, 1),
      modified: fc.constantFrom(undefined, 10, 20),
    }),
    isByHand: fc.boolean(),
    content: fc.constantFrom('x', 'y', 'z'),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
) as fc.Arbitrary<Imported[]>;

test('whatever the order, each date keeps one, and every content that a hand wrote stays or is open', () => {
  fc.assert(
    fc.property(some, fc.func(fc.nat()), (bookings, rank) => {
      const { settled, open } = doublesIn(bookings);
      const gone = new Set(settled.flatMap(({ go }) => go.map(({ id }) => id)));
      const becomes = new Map(settled.map(({ stays, best }) => [stays.id, best]));
      const left = bookings.flatMap((one) => (gone.has(one.id) ? [] : (becomes.get(one.id) ?? one)));
      const dateOf = ({ origin }: Imported) => `${origin.uid} ${origin.recurrenceId}`;
      expect(new Set(left.map(dateOf))).toEqual(new Set(bookings.map(dateOf)));
      const twice = doublesIn(left);
      expect(twice.settled).toEqual([]);
      expect(twice.open).toHaveLength(open.length);
      const byHand = (all: readonly Imported[]) =>
        new Set(all.filter((one) => one.isByHand).map((one) => `${dateOf(one)} ${one.content}`));
      expect(byHand(left)).toEqual(byHand(bookings));
      // Whatever else a machine knows of them, it keeps the same ones.
      const elsewhere = doublesIn(bookings.map((one) => ({ ...one, isByHand: false, content: 'x' })));
      for (const { stays } of settled)
        expect(elsewhere.settled.map((one) => one.stays.id)).toContain(stays.id);
      const shuffled = bookings.toSorted((a, b) => rank(a.id) - rank(b.id));
      const idsOf = (all: readonly Imported[]) =>
        new Set(doublesIn(all).settled.flatMap(({ go }) => go.map(({ id }) => id)));
      expect(idsOf(shuffled)).toEqual(idsOf(bookings));
    }),
  );
});
