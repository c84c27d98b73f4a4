import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMinutes, toMinutes } from '../time/wall.ts';
import { alternatives, PROPOSALS, type Surroundings } from './alternatives.ts';
import { meetingsWith, type Occupant } from './conflict.ts';
import { footprint, type Wanted, wantsOf } from './footprint.ts';

const taken = (id: string, start: number, end: number, spaces: string[]): Occupant => ({
  id,
  status: 'confirmed',
  claim: '1',
  busy: { start, end },
  wants: spaces.map((space) => ({ kind: 'space', id: space, quantity: 1 })),
});
const wantedAt = (start: number, length: number): Wanted => ({
  slot: {
    date: '2027-01-12',
    start: fromMinutes(start),
    end: fromMinutes(start + length),
    spaces: ['a'],
    wholePlace: false,
    setupMin: 0,
    airingMin: 15,
  },
  what: { equipment: [] },
  who: { hosts: [] },
});
const around = (day: Occupant[]): Surroundings => ({
  spaces: ['a', 'b', 'c'],
  day: (date) => (date === '2027-01-12' ? day : []),
  isOpen: (_, start, end) => start >= 540 && end <= 1080,
  stockOf: () => undefined,
});

describe('alternatives', () => {
  it('are the same time elsewhere, then the nearest earlier and later', () => {
    const day = [taken('x', 600, 660, ['a']), taken('y', 600, 630, ['b'])];
    expect(
      alternatives(wantedAt(600, 60), around(day)).map(({ kind, slot }) => [kind, slot.start, slot.spaces]),
    ).toEqual([
      ['elsewhere', '10:00', ['c']],
      ['later', '11:00', ['a']],
      ['later', '10:00', ['a']],
    ]);
  });

  it('go to the following days when the day is full', () => {
    const day = [taken('x', 0, 1440, ['a', 'b', 'c'])];
    expect(alternatives(wantedAt(600, 60), around(day)).map(({ slot }) => [slot.date, slot.start])).toEqual([
      ['2027-01-13', '10:00'],
      ['2027-01-14', '10:00'],
      ['2027-01-15', '10:00'],
    ]);
  });

  it('leave a closed day that a rule gave, for the next one that opens', () => {
    const closed = {
      ...around([]),
      isOpen: (date: string, start: number, end: number) =>
        date > '2027-01-14' && start >= 540 && end <= 1080,
      askedKnowingly: false,
    };
    expect(
      alternatives(wantedAt(600, 60), closed).map(({ kind, slot }) => [kind, slot.date, slot.start]),
    ).toEqual([
      ['later', '2027-01-15', '10:00'],
      ['later', '2027-01-16', '10:00'],
      ['later', '2027-01-17', '10:00'],
    ]);
  });

  it('stay on a closed day that was asked for knowingly, and come back to the hours on the others', () => {
    const sunday = { ...around([taken('x', 600, 660, ['a', 'b', 'c'])]), isOpen: () => false };
    expect(
      alternatives(wantedAt(600, 60), sunday).map(({ kind, slot }) => [kind, slot.date, slot.start]),
    ).toEqual([
      ['earlier', '2027-01-12', '08:45'],
      ['later', '2027-01-12', '11:00'],
    ]);
  });

  it('are free, open, as long as what was asked, different, and carry no claim', () => {
    const busy = fc.record({
      start: fc.integer({ min: 100, max: 250 }),
      length: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(busy, { maxLength: 12 }), fc.integer({ min: 108, max: 200 }), (list, at) => {
        const day = list.map(({ start, length }, index) =>
          taken(`${index}`, start * 5, Math.min(1440, (start + length) * 5), [
            ['a', 'b', 'c'][index % 3] ?? 'a',
          ]),
        );
        const wanted = wantedAt(at * 5, 60);
        const surroundings = around(day);
        const claimed = { ...wanted, slot: { ...wanted.slot, claim: '1' } };
        const found = alternatives(claimed, surroundings);
        expect(found.length).toBeLessThanOrEqual(PROPOSALS);
        expect(new Set(found.map(({ slot }) => JSON.stringify(slot))).size).toBe(found.length);
        for (const { slot, kind } of found) {
          expect(slot).not.toHaveProperty('claim');
          expect(toMinutes(slot.end) - toMinutes(slot.start)).toBe(60);
          const occupant = { busy: footprint(slot), wants: wantsOf({ ...wanted, slot }) };
          expect(meetingsWith(occupant, surroundings.day(slot.date), surroundings.stockOf)).toEqual([]);
          const open = surroundings.isOpen(slot.date, toMinutes(slot.start), toMinutes(slot.end));
          expect(kind === 'elsewhere' || open).toBe(true);
        }
      }),
    );
  });
});
