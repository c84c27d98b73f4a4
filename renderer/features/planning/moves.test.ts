import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MINUTES, fromMinutes, toMinutes } from '#shared/domain/time/wall.ts';
import { dropped, isSame, shifted, stretched, toLane } from './moves.ts';

const yoga = {
  date: '2027-01-12',
  start: '10:00',
  end: '11:15',
  spaces: ['activites'],
  wholePlace: false,
  setupMin: 15,
  airingMin: 10,
  hosts: [{ id: 'claire', name: 'Claire' }],
};

const anyBooking = fc
  .tuple(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 288 }))
  .map(([start, length]) => ({
    ...yoga,
    start: fromMinutes(start * 5),
    end: fromMinutes(Math.min(start * 5 + length * 5, DAY_MINUTES)),
  }));

describe('in time', () => {
  test('moves keep the length and stay within the day', () => {
    fc.assert(
      fc.property(anyBooking, fc.integer({ min: -300, max: 300 }), (booking, steps) => {
        const { slot } = shifted(booking, steps * 5);
        expect(toMinutes(slot.end) - toMinutes(slot.start)).toBe(
          toMinutes(booking.end) - toMinutes(booking.start),
        );
        expect(toMinutes(slot.start)).toBeGreaterThanOrEqual(0);
        expect(toMinutes(slot.end)).toBeLessThanOrEqual(DAY_MINUTES);
      }),
    );
  });
  test('a stretched booking never ends before it starts', () => {
    fc.assert(
      fc.property(anyBooking, fc.integer({ min: -300, max: 300 }), (booking, steps) => {
        const { slot } = stretched(booking, steps * 5);
        expect(slot.start).toBe(booking.start);
        expect(toMinutes(slot.end)).toBeGreaterThan(toMinutes(slot.start));
        expect(toMinutes(slot.end)).toBeLessThanOrEqual(DAY_MINUTES);
      }),
    );
  });
});

describe('between rows', () => {
  test('the space left is replaced, set-up and airing follow', () => {
    const { slot } = dropped(
      yoga,
      { date: '2027-01-12', resource: 'activites' },
      { date: '2027-01-13', resource: 'salon' },
      14 * 60,
      'space',
    );
    expect(slot).toEqual({
      date: '2027-01-13',
      start: '14:00',
      end: '15:15',
      spaces: ['salon'],
      wholePlace: false,
      setupMin: 15,
      airingMin: 10,
    });
  });
  test('one of two spaces is replaced, the other kept', () => {
    const both = { ...yoga, spaces: ['salon', 'activites'] };
    const move = toLane(
      both,
      { date: yoga.date, resource: 'salon' },
      { date: yoga.date, resource: 'calme' },
      'space',
    );
    expect(move.slot.spaces).toEqual(['activites', 'calme']);
  });
  test('the whole place only changes day', () => {
    const whole = { ...yoga, wholePlace: true, spaces: ['salon', 'activites', 'calme'] };
    const move = toLane(
      whole,
      { date: yoga.date, resource: 'salon' },
      { date: '2027-01-15', resource: 'calme' },
      'space',
    );
    expect(move.slot).toMatchObject({ date: '2027-01-15', wholePlace: true, spaces: [] });
  });
  test('by host, the person changes and the space stays', () => {
    const move = toLane(
      yoga,
      { date: yoga.date, resource: 'claire' },
      { date: yoga.date, resource: 'ines' },
      'host',
    );
    expect(move).toMatchObject({ hosts: ['ines'], slot: { spaces: ['activites'] } });
  });
  test('back to the same place changes nothing', () => {
    const lane = { date: yoga.date, resource: 'activites' };
    expect(isSame(yoga, dropped(yoga, lane, lane, 600, 'space'))).toBe(true);
    expect(isSame(yoga, dropped(yoga, lane, lane, 615, 'space'))).toBe(false);
  });
});
