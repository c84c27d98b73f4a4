import { describe, expect, test } from 'vitest';
import type { BookingView, PlanningDay } from '#shared/contract/planning.ts';
import { backdropsOf, blocksOf, depthOf, neighbour, rowsOf, shownHours } from './rows.ts';

const booking = (id: string, change: Partial<BookingView> = {}): BookingView => ({
  id,
  date: '2027-01-12',
  start: '10:00',
  end: '11:00',
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
const day = (date: string, hours: PlanningDay['hours']): PlanningDay => ({
  date,
  hours,
  closed: hours.length === 0,
  reasons: [],
});
const spaces = ['salon', 'calme'];

describe('rows', () => {
  test('a booking of two spaces is drawn once on each', () => {
    const whole = booking('fête', { spaces, wholePlace: true });
    const rows = rowsOf(['2027-01-12'], spaces, [whole], 'space');
    expect(blocksOf([whole], rows, 'space').map(({ row }) => row.resource)).toEqual(spaces);
  });
  test('what has no space has a row of its own, only when needed', () => {
    const outing = booking('sortie', { spaces: [], mode: 'outside' });
    expect(rowsOf(['2027-01-12'], spaces, [], 'space')).toHaveLength(2);
    const rows = rowsOf(['2027-01-12', '2027-01-13'], spaces, [outing], 'space');
    expect(rows.map(({ id }) => id).filter((id) => id.endsWith('|'))).toEqual(['2027-01-12|']);
    expect(blocksOf([outing], rows, 'space')).toHaveLength(1);
  });
  test('an archived space still shows its old bookings', () => {
    const old = booking('ancienne', { spaces: ['cave'] });
    expect(rowsOf(['2027-01-12'], spaces, [old], 'space').map(({ resource }) => resource)).toContain('cave');
  });
  test('depth counts what is on at the same minute', () => {
    const touching = [booking('a'), booking('b', { start: '11:00', end: '12:00' })];
    expect(depthOf(touching)).toBe(1);
    expect(depthOf([...touching, booking('c', { start: '10:30', end: '11:30' })])).toBe(2);
  });
});

describe('backdrops', () => {
  const shown = { start: 540, end: 1140 };
  test('closed hours and margins, cut to what is shown', () => {
    const early = booking('yoga', { start: '09:00', end: '10:00', setupMin: 30, airingMin: 15 });
    const rows = rowsOf(['2027-01-12'], ['salon'], [early], 'space');
    const backdrops = backdropsOf(
      rows,
      blocksOf([early], rows, 'space'),
      [day('2027-01-12', [{ start: 600, end: 1080 }])],
      shown,
    );
    expect(backdrops.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['closed', 540, 600],
      ['closed', 1080, 1140],
      ['airing', 600, 615],
    ]);
  });
  test('a day never heard of is closed', () => {
    const rows = rowsOf(['2027-01-12'], ['salon'], [], 'space');
    expect(backdropsOf(rows, [], [], shown)).toMatchObject([{ start: 540, end: 1140 }]);
  });
});

test('shown hours widen to whole hours around what is there', () => {
  expect(shownHours([], [])).toEqual({ start: 540, end: 1140 });
  const late = booking('concert', { start: '20:15', end: '24:00', airingMin: 30 });
  expect(shownHours([late, booking('tôt', { start: '08:30', end: '09:00', setupMin: 45 })], [])).toEqual({
    start: 420,
    end: 1440,
  });
});

test('arrows go along the row, then to the nearest of another row', () => {
  const all = [
    booking('a'),
    booking('b', { start: '14:00', end: '15:00' }),
    booking('c', { spaces: ['calme'], start: '09:30', end: '10:00' }),
    booking('d', { spaces: ['calme'], start: '15:00', end: '16:00' }),
  ];
  const rows = rowsOf(['2027-01-12'], spaces, all, 'space');
  const blocks = blocksOf(all, rows, 'space');
  const from = (id: string) => blocks.find((block) => block.booking.id === id)?.id ?? '';
  const to = (id: string, key: string) => neighbour(blocks, rows, from(id), key)?.booking.id;
  expect(to('a', 'ArrowRight')).toBe('b');
  expect(to('b', 'ArrowRight')).toBeUndefined();
  expect(to('b', 'ArrowDown')).toBe('d');
  expect(to('a', 'ArrowDown')).toBe('c');
  expect(to('c', 'ArrowUp')).toBe('a');
  expect(to('a', 'ArrowUp')).toBeUndefined();
});
