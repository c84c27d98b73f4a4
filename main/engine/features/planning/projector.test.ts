import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import type { Json } from '../../circles/circle.ts';
import { writeBookings } from './index.ts';
import { queries } from './rows.ts';
import { createPlanningDevice, derived, furnish, meet, type PlanningDevice } from './testing.ts';

const dates = ['2026-12-31', '2027-01-01', '2027-01-02'];
const gesture = fc.record({
  device: fc.nat(1),
  id: fc.nat(5),
  date: fc.constantFrom(...dates),
  start: fc.integer({ min: 9, max: 14 }),
  hours: fc.integer({ min: 1, max: 3 }),
  setupMin: fc.constantFrom(0, 30),
  spaces: fc.subarray(['space-1', 'space-2']),
  wholePlace: fc.boolean(),
  hosts: fc.subarray(['host-1', 'host-2']),
  mats: fc.nat(8),
  status: fc.constantFrom('option' as const, 'confirmed' as const, 'cancelled' as const),
  act: fc.constantFrom('write', 'write', 'write', 'write', 'stock', 'remove', 'keep', 'meet'),
});
type Gesture = typeof gesture extends fc.Arbitrary<infer T> ? T : never;

function perform(device: PlanningDevice, { act, id, mats, ...one }: Gesture): void {
  const bookingId = `booking-${id}`;
  const time = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  switch (act) {
    case 'stock':
      device.vault.team.write((writer) => {
        writer.put('equipment', 'mats', { it: { id: 'mats', name: 'Tapis', quantity: mats + 1 } }, 'undated');
        return ok({});
      });
      return;
    case 'remove':
      device.vault.team.write((writer) => {
        if (writer.read('bookings', bookingId)) writer.remove('bookings', bookingId);
        return ok({});
      });
      return;
    case 'keep':
      device.call('planning.settle', { id: bookingId, how: { kind: 'keep' } });
      return;
    default:
      writeBookings(
        device.vault,
        [
          {
            id: bookingId,
            slot: {
              date: one.date,
              start: time(one.start),
              end: time(one.start + one.hours),
              spaces: one.spaces,
              wholePlace: one.wholePlace,
              setupMin: one.setupMin,
              airingMin: 0,
            },
            what: {
              kind: 'session',
              mode: 'on-site',
              isPublic: false,
              equipment: mats > 0 ? [{ id: 'mats', quantity: mats }] : [],
            },
            who: { hosts: one.hosts },
            state: { status: one.status },
            origin: {},
          },
        ],
        null,
      );
  }
}

describe('the rows of the planning', () => {
  it('are the same step by step and from scratch, on every device, whatever the gestures', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 20 }), (gestures) => {
        const [a, b] = [createPlanningDevice('a'), createPlanningDevice('b')];
        furnish(a);
        meet(a, b);
        for (const one of gestures) {
          const device = one.device === 0 ? a : b;
          device.time.now += 1000;
          if (one.act === 'meet') meet(a, b);
          else perform(device, one);
        }
        meet(a, b);
        const [rowsOfA, rowsOfB] = [derived(a), derived(b)];
        expect(rowsOfA).toEqual(rowsOfB);
        a.vault.team.rebuild();
        expect(derived(a)).toEqual(rowsOfA);
      }),
      { numRuns: 40 },
    );
  });

  it('set aside what has another shape, and never throw', () => {
    const [a, hostile] = [createPlanningDevice('a'), createPlanningDevice('b')];
    furnish(a);
    meet(a, hostile);
    const facet = fc.oneof(fc.jsonValue(), fc.constantFrom(null, {}, [], { date: '2027-13-45' }));
    const facets = fc.record({
      slot: facet,
      what: facet,
      who: facet,
      state: facet,
      origin: facet,
      kept: facet,
    });
    let made = 0;
    fc.assert(
      fc.property(facets, facet, (wrong, it) => {
        hostile.vault.team.write((writer) => {
          writer.put('bookings', `wrong-${++made}`, wrong as Record<string, Json>, '2027');
          writer.put('series', `wrong-${made}`, { it: it as Json }, 'undated');
          writer.put('equipment', 'mats', { it: it as Json }, 'undated');
          return ok({});
        });
      }),
      { numRuns: 60 },
    );
    meet(a, hostile);
    expect(derived(a)).toEqual({ bookings: [], clashes: [] });
    expect(a.done('planning.range', { from: '2026-12-01', to: '2027-12-31' }).bookings).toEqual([]);
    expect(a.call('planning.booking', { id: 'wrong-1' })).toMatchObject({ error: { tag: 'not_found' } });
    expect(a.done('planning.toSettle', {})).toEqual([]);
  });
});

describe('a day received', () => {
  const at = (id: string, start: string, end: string) => ({
    id,
    slot: {
      date: '2027-01-01',
      start,
      end,
      spaces: ['space-1'],
      wholePlace: false,
      setupMin: 0,
      airingMin: 0,
    },
    what: { kind: 'session' as const, mode: 'on-site' as const, isPublic: false, equipment: [] },
    who: { hosts: [] },
    state: { status: 'confirmed' as const },
    origin: {},
  });

  it('has the clashes of what is there, not of what a rolled back transaction had brought', () => {
    const [a, b] = [createPlanningDevice('a'), createPlanningDevice('b')];
    furnish(a);
    meet(a, b);
    writeBookings(b.vault, [at('one', '10:00', '12:00')], null);
    writeBookings(b.vault, [at('two', '11:00', '13:00')], null);
    const wrong = { document: '2028' as const, update: Buffer.from([1, 1, 1, 1, 1, 255]) };
    expect(() => a.vault.team.receive([...b.updates(), wrong])).toThrow();
    expect(derived(a)).toEqual({ bookings: [], clashes: [] });
    writeBookings(a.vault, [at('three', '11:30', '12:30')], null);
    expect(derived(a).clashes).toEqual([]);
    meet(a, b);
    expect(derived(a).clashes).toHaveLength(3);
    expect(derived(b)).toEqual(derived(a));
  });

  it('is the same in one batch or booking by booking, when one of them leaves it meanwhile', () => {
    const [a, b, c] = [createPlanningDevice('a'), createPlanningDevice('b'), createPlanningDevice('c')];
    furnish(a);
    writeBookings(a.vault, [at('one', '10:00', '12:00'), at('two', '11:00', '13:00')], null);
    writeBookings(a.vault, [at('three', '11:30', '12:30')], null);
    a.done('planning.settle', { id: 'three', how: { kind: 'cancel', reason: '' } });
    b.vault.team.receive(a.updates());
    for (const update of a.updates()) c.vault.team.receive([update]);
    expect(derived(b).clashes).toHaveLength(1);
    expect(derived(b)).toEqual(derived(c));
    expect(derived(b)).toEqual(derived(a));
  });
});

describe('the hot queries', () => {
  it.each(Object.entries(queries))('%s reads an index, never a whole table', (_, sql) => {
    const { vault } = createPlanningDevice('a');
    const marks = sql.match(/\?/g)?.length ?? 0;
    const values = sql.includes('@id') ? [{ id: '' }] : Array.from({ length: marks }, () => '');
    const plan = vault.sqlite
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values);
    const scans = plan
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?!.*USING.*INDEX)/.test(detail));
    // Clashes are few by nature: the list to settle reads them all. The last gesture is the last row.
    const meant = ['SCAN c', 'SCAN gestures'];
    expect(scans.filter((detail) => !meant.includes(detail))).toEqual([]);
  });
});
