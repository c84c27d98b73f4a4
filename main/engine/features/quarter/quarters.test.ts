import { afterEach, describe, expect, it } from 'vitest';
import { weekday } from '#shared/domain/time/wall.ts';
import type { PlaceBench } from '../testing.ts';
import { get, KEY, line, openQuarterBench, planning } from './testing.ts';

const NEXT = '2027-2';
const open: PlaceBench[] = [];
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

async function drafted() {
  const a = openQuarterBench('a');
  open.push(a);
  await a.done('quarter.create', { key: KEY });
  const add = (...given: Parameters<typeof line>) =>
    a.done('quarter.saveLine', { key: KEY, line: line(...given) });
  return { a, add };
}

describe('copying a quarter', () => {
  it('keeps weekdays and rhythms, and says what changed since', async () => {
    const { a, add } = await drafted();
    const { id: facilitator } = await a.done('catalogue.saveFacilitator', {
      facilitator: {
        name: 'Souffle',
        contact: {},
        price: { unit: 'session', cents: 5000 },
        availability: '',
        absences: [],
        documents: [],
      },
    });
    await add('Yoga', { facilitator });
    await add('Café', { rule: { frequency: 'monthly-by-weekday' }, start: '14:00', end: '15:00' });
    await a.done('quarter.publish', { key: KEY });
    await a.done('catalogue.archiveFacilitator', { id: facilitator, archived: true });
    const { remarks } = await a.done('quarter.create', { key: NEXT, from: KEY });
    expect(remarks).toContainEqual(
      expect.objectContaining({ kind: 'facilitator-gone', title: 'Yoga', name: 'Souffle' }),
    );
    const copy = await a.done('quarter.get', { key: NEXT });
    expect(copy).toMatchObject({ status: 'draft', differences: 0, publication: null });
    expect(copy.lines.map(({ title }) => title)).toEqual(['Yoga', 'Café']);
    expect(copy.placements.every(({ date }) => weekday(date) === 2 && date >= '2027-04-01')).toBe(true);
    expect(copy.placements.filter((one) => one.line === copy.lines[1]?.id)).toHaveLength(3);
    expect((await a.done('quarter.list', {})).quarters.map(({ key }) => key)).toEqual([NEXT, KEY]);
  });

  it('refuses a quarter that is not there, and one that is', async () => {
    const { a } = await drafted();
    expect(await a.call('quarter.create', { key: NEXT, from: '2026-1' })).toMatchObject({
      error: { tag: 'not_found', what: 'quarter' },
    });
    expect(await a.call('quarter.create', { key: KEY, from: KEY })).toMatchObject({
      error: { tag: 'quarter_exists' },
    });
  });
});

describe('giving a draft up', () => {
  it('leaves nothing of it, unless it is published', async () => {
    const { a, add } = await drafted();
    await add('Yoga');
    await a.done('quarter.publish', { key: KEY });
    expect(await a.call('quarter.remove', { key: KEY })).toMatchObject({ ok: false });
    await a.done('quarter.takeBack', { key: KEY });
    expect(await a.done('quarter.remove', { key: KEY })).toMatchObject({ removed: 1 });
    expect((await a.done('quarter.list', {})).quarters).toEqual([]);
    await a.done('quarter.create', { key: KEY });
    expect((await get(a)).lines).toEqual([]);
  });
});

describe('the review', () => {
  it('counts what was held, moved and cancelled, with its reasons and what it cost', async () => {
    const { a, add } = await drafted();
    const { id } = await add('Yoga');
    await a.done('quarter.publish', { key: KEY });
    const [first, second, third] = await planning(a);
    await a.done('planning.cancel', { id: first?.id ?? '', reason: 'Intervenante malade' });
    await a.done('planning.change', {
      id: second?.id ?? '',
      slot: { date: '2027-01-20', start: '10:00', end: '11:15', spaces: ['space-salon'] },
      acceptOutsideOpening: true,
    });
    a.time.now = Date.UTC(2027, 0, 28, 9);
    const review = await a.done('quarter.review', { key: KEY });
    expect(third?.date).toBe('2027-01-26');
    expect(review.lines).toMatchObject([
      {
        line: id,
        planned: 12,
        held: 2,
        toCome: 9,
        cancelled: 1,
        moved: 1,
        reasons: [{ reason: 'Intervenante malade', count: 1 }],
      },
    ]);
    expect(review.total).toMatchObject({ planned: 12, held: 2 });
  });
});
