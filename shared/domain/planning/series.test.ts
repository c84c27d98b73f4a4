import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../time/wall.ts';
import type { Booking } from './model.ts';
import { editSessions, sessionsInScope } from './series.ts';

const session = (index: number, byHand: boolean, cancelled: boolean): Booking => {
  const seriesDate = addDays('2027-01-12', index * 7);
  return {
    id: `s${index}`,
    slot: {
      date: byHand ? addDays(seriesDate, 1) : seriesDate,
      start: byHand ? '15:00' : '10:00',
      end: byHand ? '16:00' : '11:00',
      spaces: ['a'],
      wholePlace: false,
      setupMin: 0,
      airingMin: 0,
      claim: '1',
    },
    what: { kind: 'session', mode: 'on-site', equipment: [], isPublic: false },
    who: { hosts: [] },
    state: { status: cancelled ? 'cancelled' : 'confirmed' },
    origin: { series: 'series', seriesDate, ...(byHand ? { byHand } : {}) },
  };
};
const sessions = fc
  .array(fc.record({ byHand: fc.boolean(), cancelled: fc.boolean() }), { minLength: 1, maxLength: 8 })
  .map((list) => list.map(({ byHand, cancelled }, index) => session(index, byHand, cancelled)));
const scope = fc.constantFrom('this' as const, 'following' as const, 'all' as const);

describe('changing the sessions of a series', () => {
  it('never overwrites one changed by hand without saying so, and never touches a cancelled one', () => {
    fc.assert(
      fc.property(
        sessions,
        fc.nat(7),
        scope,
        fc.boolean(),
        fc.integer({ min: -3, max: 3 }),
        (all, pick, how, over, shift) => {
          const target = all[pick % all.length] as Booking;
          const { claim: _, ...request } = target.slot;
          const slot = { ...request, date: addDays(request.date, shift), start: '14:00', end: '15:30' };
          const edit = editSessions(all, target, { slot }, how, over);
          const inScope = sessionsInScope(all, target, how);
          expect(edit.sessions[0]).toMatchObject({
            id: target.id,
            slot: { date: slot.date, start: '14:00' },
          });
          const touched = [...edit.sessions.map(({ id }) => id), ...edit.leftAlone].sort();
          expect(touched).toEqual(inScope.map(({ id }) => id).sort());
          for (const edited of edit.sessions.slice(1)) {
            const before = all.find(({ id }) => id === edited.id) as Booking;
            expect(before.state.status).toBe('confirmed');
            expect(over || !before.origin.byHand).toBe(true);
            expect(edited.slot).toMatchObject({ start: '14:00', end: '15:30', claim: '1' });
            expect(daysBetween(before.origin.seriesDate ?? '', edited.slot.date)).toBe(shift);
            expect(edited.origin).toEqual({ series: 'series', seriesDate: edited.slot.date });
          }
        },
      ),
    );
  });

  it('marks one session changed alone as changed by hand, but not for its status', () => {
    const target = session(0, false, false);
    const moved = editSessions([target], target, { who: { hosts: ['h'] } }, 'this', false);
    expect(moved.sessions[0]?.origin.byHand).toBe(true);
    const confirmed = editSessions([target], target, { state: { status: 'option' } }, 'this', false);
    expect(confirmed.sessions[0]?.origin.byHand).toBeUndefined();
  });
});
