import { describe, expect, it } from 'vitest';
import { createPlanningDevice, furnish, type PlanningDevice } from './testing.ts';

const slot = { date: '2027-01-12', start: '10:00', end: '11:00', spaces: ['space-1'] };
const series = {
  rule: { frequency: 'weekly' as const, count: 6 },
  slot,
  what: { kind: 'session' as const, activity: 'yoga' },
  who: {},
  state: { status: 'confirmed' as const },
};

function furnished(): PlanningDevice {
  const device = createPlanningDevice('a');
  furnish(device);
  return device;
}

const sessions = (device: PlanningDevice) =>
  device
    .done('planning.range', { from: '2027-01-01', to: '2027-12-31' })
    .bookings.map(({ date, start, title }) => `${date} ${start} ${title}`);

describe('a series', () => {
  it('is created in one gesture, and taken back in one', () => {
    const a = furnished();
    const { ids } = a.done('planning.createSeries', { ...series, skip: ['2027-01-26'] });
    expect(ids).toHaveLength(5);
    expect(sessions(a)).toEqual(
      ['2027-01-12', '2027-01-19', '2027-02-02', '2027-02-09', '2027-02-16'].map(
        (date) => `${date} 10:00 Yoga`,
      ),
    );
    expect(a.done('planning.feed', {}).lines).toMatchObject([{ kind: 'created', count: 5 }]);
    a.done('planning.undo', {});
    expect(sessions(a)).toEqual([]);
    expect(a.vault.team.list('series')).toEqual([]);
  });

  it('is refused as a whole when one date is taken, unless that date is skipped or optional', () => {
    const a = furnished();
    a.done('planning.create', {
      slot: { ...slot, date: '2027-01-19' },
      what: { kind: 'meeting' },
      who: {},
      state: { status: 'confirmed' },
    });
    expect(a.call('planning.createSeries', series)).toMatchObject({
      error: { tag: 'slot_taken', clashes: [{ date: '2027-01-19' }] },
    });
    expect(sessions(a)).toHaveLength(1);
    const { state: _, ...preview } = series;
    const { placements } = a.done('planning.previewSeries', preview);
    expect(placements.map(({ state }) => state)).toEqual(['ok', 'clash', 'ok', 'ok', 'ok', 'ok']);
    expect(a.done('planning.createSeries', { ...series, skip: ['2027-01-19'] }).ids).toHaveLength(5);
  });

  it('refuses a rule that gives nothing or too much', () => {
    const a = furnished();
    const never = { frequency: 'weekly' as const, until: '2027-01-01' };
    expect(a.call('planning.createSeries', { ...series, rule: never })).toMatchObject({
      error: { tag: 'series_empty' },
    });
    const forever = { frequency: 'daily' as const, until: '2190-01-01' };
    expect(a.call('planning.createSeries', { ...series, rule: forever })).toMatchObject({
      error: { tag: 'series_too_long', max: 400 },
    });
  });

  it('moves this one and the following, and lists those changed by hand that it left alone', () => {
    const a = furnished();
    const { ids } = a.done('planning.createSeries', series);
    const [, , third = '', fourth = ''] = ids;
    a.done('planning.change', {
      id: fourth,
      slot: { ...slot, date: '2027-02-03', start: '15:00', end: '16:00' },
    });
    const moved = a.done('planning.change', {
      id: third,
      slot: { ...slot, date: '2027-01-27', start: '14:00', end: '15:00' },
      scope: 'following',
    });
    expect(moved.leftAlone).toEqual([fourth]);
    expect(sessions(a)).toEqual([
      '2027-01-12 10:00 Yoga',
      '2027-01-19 10:00 Yoga',
      '2027-01-27 14:00 Yoga',
      '2027-02-03 15:00 Yoga',
      '2027-02-10 14:00 Yoga',
      '2027-02-17 14:00 Yoga',
    ]);
    const detail = a.done('planning.booking', { id: third });
    expect(detail.series).toMatchObject({ total: 4, following: 4, byHand: false, rule: { count: 4 } });
    expect(a.done('planning.booking', { id: ids[0] ?? '' }).series).toMatchObject({
      total: 2,
      rule: { until: '2027-01-25' },
    });
    a.done('planning.undo', {});
    expect(sessions(a).filter((line) => line.includes('14:00'))).toEqual([]);
    expect(a.done('planning.booking', { id: third }).series).toMatchObject({ total: 6 });
  });

  it('brings back those changed by hand when asked to', () => {
    const a = furnished();
    const { ids } = a.done('planning.createSeries', series);
    const [first = '', second = ''] = ids;
    a.done('planning.change', { id: second, slot: { ...slot, date: '2027-01-20' } });
    const change = { id: first, what: { kind: 'session' as const, title: 'Qi gong' }, scope: 'all' as const };
    expect(a.done('planning.change', change).leftAlone).toEqual([second]);
    const again = {
      ...change,
      slot: { ...slot, date: '2027-01-13' },
      overwriteByHand: true,
      what: { kind: 'session' as const, title: 'Pilates' },
    };
    expect(a.done('planning.change', again).leftAlone).toEqual([]);
    expect(sessions(a).map((line) => line.slice(0, 10))).toEqual([
      '2027-01-13',
      '2027-01-20',
      '2027-01-27',
      '2027-02-03',
      '2027-02-10',
      '2027-02-17',
    ]);
    expect(sessions(a).every((line) => line.endsWith('10:00 Pilates'))).toBe(true);
  });

  it('cancels this one and the following', () => {
    const a = furnished();
    const { ids } = a.done('planning.createSeries', series);
    a.done('planning.cancel', { id: ids[4] ?? '', reason: 'intervenante absente', scope: 'following' });
    expect(sessions(a)).toHaveLength(4);
    expect(a.done('planning.feed', { limit: 1 }).lines).toMatchObject([
      { kind: 'cancelled', count: 2, reason: 'intervenante absente' },
    ]);
  });

  it('of appointments shares no title', () => {
    const a = furnished();
    a.done('planning.createSeries', { ...series, what: { kind: 'appointment', title: 'Mme Lune' } });
    expect(JSON.stringify(a.vault.sqlite.prepare('SELECT * FROM entities').all())).not.toContain('Lune');
    expect(a.done('planning.range', { from: '2027-01-12', to: '2027-01-12' }).bookings).toMatchObject([
      { title: 'Occupé', privateLabel: 'Mme Lune' },
    ]);
  });
});
