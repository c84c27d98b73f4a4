import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetings, meetingsWith, type Occupant, rivalPairs } from './conflict.ts';
import { footprint, wantsOf } from './footprint.ts';
import { compareRank } from './rank.ts';

const two = (value: number) => String(value).padStart(2, '0');
const time = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const grid = (max: number) => fc.integer({ min: 0, max: max / 5 }).map((steps) => steps * 5);

const request = fc
  .record({
    start: grid(1435),
    length: grid(180),
    spaces: fc.subarray(['a', 'b', 'c']),
    wholePlace: fc.boolean(),
    setupMin: grid(60),
    airingMin: grid(60),
  })
  .map(({ start, length, ...rest }) => ({
    ...rest,
    date: '2027-01-12',
    start: time(start),
    end: time(Math.min(1440, start + Math.max(5, length))),
  }));

const occupant = (id: string): fc.Arbitrary<Occupant> =>
  fc
    .record({
      slot: request,
      hosts: fc.subarray(['h1', 'h2']),
      facilitator: fc.option(fc.constant('f'), { nil: undefined }),
      mats: fc.nat(6),
      status: fc.constantFrom('option' as const, 'confirmed' as const),
      claim: fc.constantFrom('1', '2', '3'),
    })
    .map(({ slot, hosts, facilitator, mats, status, claim }) => ({
      id,
      status,
      claim,
      busy: footprint(slot),
      wants: wantsOf({
        slot,
        what: { equipment: mats > 0 ? [{ id: 'mats', quantity: mats }] : [] },
        who: { hosts, facilitator },
      }),
    }));

const day = fc
  .integer({ min: 0, max: 7 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => occupant(`booking-${index}`))));
const stockOf = () => 8;

/** The rule said minute by minute, to compare with. */
function overusedPairs(all: readonly Occupant[]): Set<string> {
  const pairs = new Set<string>();
  const quantity = ({ wants }: Occupant) => wants.find(({ kind }) => kind === 'equipment')?.quantity ?? 0;
  for (let minute = 0; minute < 1440; minute += 5) {
    const present = all
      .filter((one) => quantity(one) > 0 && one.busy.start <= minute && minute < one.busy.end)
      .sort(compareRank);
    present.forEach((later, index) => {
      const total = present.slice(0, index + 1).reduce((sum, one) => sum + quantity(one), 0);
      if (total > stockOf())
        for (const earlier of present.slice(0, index)) pairs.add(`${later.id}>${earlier.id}`);
    });
  }
  return pairs;
}

describe('a footprint', () => {
  it('is the slot widened by set-up and airing, within the day', () => {
    expect(footprint({ start: '10:00', end: '11:00', setupMin: 15, airingMin: 10 })).toEqual({
      start: 585,
      end: 670,
    });
    expect(footprint({ start: '00:10', end: '24:00', setupMin: 15, airingMin: 10 })).toEqual({
      start: 0,
      end: 1440,
    });
  });
});

describe('rank', () => {
  const ranked = fc.record({
    id: fc.string({ maxLength: 3 }),
    status: fc.constantFrom('option' as const, 'confirmed' as const, 'cancelled' as const),
    claim: fc.string({ maxLength: 2 }),
  });

  it('is a strict total order', () => {
    fc.assert(
      fc.property(ranked, ranked, ranked, (a, b, c) => {
        expect(Math.sign(compareRank(a, b))).toBe(-Math.sign(compareRank(b, a)) + 0);
        if (compareRank(a, b) === 0) expect(a).toEqual(b);
        if (compareRank(a, b) < 0 && compareRank(b, c) < 0) expect(compareRank(a, c)).toBeLessThan(0);
      }),
    );
  });

  it('puts a confirmed booking before an earlier option', () => {
    const option = { id: 'a', status: 'option' as const, claim: '1' };
    expect(compareRank({ id: 'b', status: 'confirmed', claim: '2' }, option)).toBeLessThan(0);
  });
});

describe('conflicts', () => {
  it('are the same seen from either side', () => {
    fc.assert(
      fc.property(occupant('a'), occupant('b'), (a, b) => {
        const seen = (from: Occupant, to: Occupant) =>
          new Set(meetings(from, to).map((one) => JSON.stringify(one)));
        expect(seen(a, b)).toEqual(seen(b, a));
      }),
    );
  });

  it('need a shared minute: bookings that touch do not meet', () => {
    const at = (start: string, end: string) => {
      const slot = {
        date: '2027-01-12',
        start,
        end,
        spaces: ['a'],
        wholePlace: false,
        setupMin: 0,
        airingMin: 0,
      };
      return { busy: footprint(slot), wants: wantsOf({ slot, what: { equipment: [] }, who: { hosts: [] } }) };
    };
    expect(meetings(at('10:00', '11:00'), at('11:00', '12:00'))).toEqual([]);
    expect(meetings(at('10:00', '11:05'), at('11:00', '12:00'))).toEqual([
      { reason: 'space', resource: 'a' },
    ]);
  });

  it('of a day are those found pair by pair and minute by minute, whatever the order given', () => {
    fc.assert(
      fc.property(day, (all) => {
        const found = rivalPairs(all, stockOf);
        expect(rivalPairs([...all].reverse(), stockOf)).toEqual(found);
        const expected = new Set<string>();
        for (const a of all) {
          for (const b of all) {
            if (compareRank(a, b) >= 0) continue;
            for (const { reason, resource } of meetings(a, b))
              expected.add(`${b.id}>${a.id} ${reason} ${resource}`);
          }
        }
        for (const pair of overusedPairs(all)) expected.add(`${pair} equipment mats`);
        expect(
          new Set(
            found.map(({ later, earlier, reason, resource }) => `${later}>${earlier} ${reason} ${resource}`),
          ),
        ).toEqual(expected);
      }),
    );
  });

  it('met by a new booking are none exactly when adding it last makes no new pair', () => {
    fc.assert(
      fc.property(day, occupant('zz'), (all, wanted) => {
        const last: Occupant = { ...wanted, status: 'option', claim: '9' };
        const met = meetingsWith(last, all, stockOf);
        const paired = rivalPairs([...all, last], stockOf).filter(({ later }) => later === 'zz');
        expect(met.length === 0).toBe(paired.length === 0);
      }),
    );
  });
});
