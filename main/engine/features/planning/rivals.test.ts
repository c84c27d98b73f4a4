import { describe, expect, it } from 'vitest';
import { createPlanningDevice, derived, furnish, meet, type PlanningDevice } from './testing.ts';

const slot = (start: string, end: string, spaces = ['space-1'], date = '2027-01-12') => ({
  date,
  start,
  end,
  spaces,
});
const confirmed = { status: 'confirmed' as const };

function furnished(): PlanningDevice {
  const device = createPlanningDevice('a');
  furnish(device);
  return device;
}

const book = (device: PlanningDevice, wanted: ReturnType<typeof slot>, more: object = {}) =>
  device.done('planning.create', {
    slot: wanted,
    what: { kind: 'session', activity: 'yoga' },
    who: {},
    state: confirmed,
    ...more,
  }).id;

const range = (device: PlanningDevice, from = '2027-01-01', to = '2027-01-31') =>
  device.done('planning.range', { from, to }).bookings;

describe('bookings made apart', () => {
  const rivals = () => {
    const [a, b] = [furnished(), createPlanningDevice('b')];
    meet(a, b);
    const first = book(a, slot('10:00', '11:00'));
    b.time.now += 5000;
    const second = book(b, slot('10:30', '11:30'));
    meet(a, b);
    return { a, b, first, second };
  };

  it('both survive, and every device says the same one must give way', () => {
    const { a, b, first, second } = rivals();
    expect(derived(a)).toEqual(derived(b));
    for (const device of [a, b]) {
      expect(range(device)).toHaveLength(2);
      expect(device.done('planning.toSettle', {})).toMatchObject([
        {
          booking: { id: second, toSettle: true },
          clashes: [{ bookingId: first, reason: 'space', with: { id: first } }],
          alternatives: [{ kind: 'elsewhere' }, { kind: 'earlier' }, { kind: 'later' }],
        },
      ]);
    }
  });

  it.each(['move', 'keep', 'cancel', 'swap'] as const)('are settled by: %s', (kind) => {
    const { a, b, first, second } = rivals();
    const [entry] = b.done('planning.toSettle', {});
    const how = {
      move: { kind: 'move', slot: entry?.alternatives[0]?.slot ?? slot('15:00', '16:00') },
      keep: { kind: 'keep' },
      cancel: { kind: 'cancel', reason: 'doublon' },
      swap: { kind: 'swap', with: first },
    } as const;
    b.done('planning.settle', { id: second, how: how[kind] });
    meet(a, b);
    expect(derived(a)).toEqual(derived(b));
    const left = a.done('planning.toSettle', {}).map(({ booking }) => booking.id);
    // After the exchange, it is the other one that gives way.
    expect(left).toEqual(kind === 'swap' ? [first] : []);
    if (kind === 'keep') {
      a.done('planning.change', { id: first, slot: slot('10:00', '11:15') });
      expect(a.done('planning.toSettle', {})).toHaveLength(1);
    }
  });

  it('shows both values of a part changed at once, until somebody chooses', () => {
    const [a, b] = [furnished(), createPlanningDevice('b')];
    const id = book(a, slot('10:00', '11:00'));
    meet(a, b);
    a.done('planning.change', { id, slot: slot('14:00', '15:00') });
    b.time.now += 5000;
    b.done('planning.change', { id, slot: slot('16:00', '17:00') });
    meet(a, b);
    const detail = a.done('planning.booking', { id });
    expect(detail.booking.slot.start).toBe('16:00');
    expect(detail.rivals).toMatchObject([{ facet: 'slot', value: { start: '14:00' } }]);
    a.done('planning.change', { id, slot: slot('16:00', '17:00') });
    meet(a, b);
    expect(b.done('planning.booking', { id }).rivals).toEqual([]);
  });
});
