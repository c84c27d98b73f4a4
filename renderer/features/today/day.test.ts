import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BookingView } from '#shared/contract/planning.ts';
import type { Host } from '#shared/domain/place/host.ts';
import { overlaps } from '#shared/domain/time/interval.ts';
import { fromMinutes, toMinutes } from '#shared/domain/time/wall.ts';
import { hostsOnDay, shownHours, soon, stacked } from './day.ts';

const booking = (id: string, start: string, end: string, change: Partial<BookingView> = {}): BookingView => ({
  id,
  date: '2027-01-12',
  start,
  end,
  setupMin: 0,
  airingMin: 0,
  spaces: ['salon'],
  wholePlace: false,
  kind: 'session',
  mode: 'on-site',
  status: 'confirmed',
  title: id,
  hosts: [],
  isPublic: false,
  toSettle: false,
  ...change,
});
const ids = (all: BookingView[]) => all.map(({ id }) => id);

describe('within the hour', () => {
  const day = [
    booking('soir', '18:00', '19:00'),
    booking('yoga', '10:00', '11:15'),
    booking('annulé', '11:00', '12:00', { status: 'cancelled' }),
    booking('café', '11:30', '12:00'),
  ];
  test('what is on, what begins', () => {
    expect(ids(soon(day, 10 * 60 + 30).running)).toEqual(['yoga']);
    expect(ids(soon(day, 10 * 60 + 30).starting)).toEqual(['café']);
  });
  test('exactly now and exactly in an hour both count', () => {
    expect(ids(soon(day, 10 * 60).starting)).toEqual(['yoga']);
    expect(ids(soon(day, 9 * 60).starting)).toEqual(['yoga']);
  });
  test('otherwise the next one', () => {
    expect(soon(day, 13 * 60).next?.id).toBe('soir');
    expect(soon(day, 20 * 60).next).toBeUndefined();
  });
});

describe('who is there', () => {
  const host = (id: string, change: Partial<Host> = {}): Host => ({
    id,
    name: id,
    role: 'social',
    presence: { 1: [], 2: [{ start: '10:00', end: '18:00' }], 3: [], 4: [], 5: [], 6: [], 7: [] },
    absences: [],
    archived: false,
    ...change,
  });
  test('those of the weekday, absences said', () => {
    const all = [
      host('claire'),
      host('ines', { absences: [{ from: '2027-01-11', to: '2027-01-12' }] }),
      host('partie', { archived: true }),
    ];
    expect(hostsOnDay(all, '2027-01-12').map(({ host: { id }, away }) => [id, away])).toEqual([
      ['claire', false],
      ['ines', true],
    ]);
    expect(hostsOnDay(all, '2027-01-13')).toEqual([]);
  });
});

describe('the line of time', () => {
  test('overlapping bookings of a space never share a level', () => {
    const any = fc
      .tuple(fc.integer({ min: 0, max: 280 }), fc.integer({ min: 1, max: 40 }))
      .map(([start, length]) => ({ start: start * 5, end: Math.min(1440, (start + length) * 5) }));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (spans) => {
        const all = spans.map(({ start, end }, at) => booking(`${at}`, fromMinutes(start), fromMinutes(end)));
        const placed = stacked(all, 'salon');
        expect(placed).toHaveLength(all.length);
        for (const a of placed)
          for (const b of placed) {
            if (a === b || a.level !== b.level) continue;
            const span = ({ booking: { start, end } }: typeof a) => ({
              start: toMinutes(start),
              end: toMinutes(end),
            });
            expect(overlaps(span(a), span(b))).toBe(false);
          }
      }),
    );
  });
  test('hours widen with the day', () => {
    expect(shownHours([], [])).toEqual({ start: 540, end: 1140 });
    expect(shownHours([booking('tôt', '07:30', '08:00')], [{ start: 600, end: 1230 }])).toEqual({
      start: 420,
      end: 1260,
    });
  });
});
