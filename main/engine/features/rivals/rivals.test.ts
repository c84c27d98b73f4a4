import { describe, expect, it } from 'vitest';
import type { RivalPart } from '#shared/contract/rivals.ts';
import { type CircleBench, furnish, meet, openCircleBench } from '../threads/testing.ts';
import { WITH_RIVALS } from './parts.ts';

const date = '2027-01-12';
const slot = (start: string, end: string) => ({ date, start, end, spaces: ['salon'] });
const space = { name: 'Salon', capacity: null, colour: 'blue' as const, equipment: [] };

function pair(): [CircleBench, CircleBench] {
  const [a, b] = [openCircleBench('a', ['care']), openCircleBench('b', [])];
  furnish(a);
  meet(a, b);
  return [a, b];
}

const book = async (bench: CircleBench, start: string, end: string, title = 'Atelier') =>
  (
    await bench.done('planning.create', {
      slot: slot(start, end),
      what: { kind: 'session', title },
      who: {},
      state: { status: 'confirmed' },
    })
  ).id;

const rivalsOf = (bench: CircleBench) => bench.done('rivals.list', {});

/** The only part to choose, with its values. */
async function only(bench: CircleBench): Promise<RivalPart> {
  const [part, ...others] = await rivalsOf(bench);
  if (!part || others.length > 0) throw new Error('not exactly one part');
  return part;
}

/** The same booking moved on both machines, the later to 16:00. */
async function movedTwice(a: CircleBench, b: CircleBench): Promise<string> {
  const id = await book(a, '10:00', '11:00');
  meet(a, b);
  await a.done('planning.change', { id, slot: slot('14:00', '15:00') });
  b.time.now += 5000;
  await b.done('planning.change', { id, slot: slot('16:00', '17:00') });
  meet(a, b);
  return id;
}

describe('what two devices wrote at once', () => {
  it('is one list of bookings, spaces and more, the same on every machine', async () => {
    const [a, b] = pair();
    await movedTwice(a, b);
    await a.done('place.saveSpace', { space: { ...space, id: 'salon', name: 'Grand salon' } });
    b.time.now += 1000;
    await b.done('place.saveSpace', { space: { ...space, id: 'salon', name: 'Salon d’hiver' } });
    meet(a, b);
    const [list, same] = [await rivalsOf(a), await rivalsOf(b)];
    expect(same).toEqual(list);
    expect(list).toMatchObject([
      {
        key: { circle: 'team', type: 'bookings', facet: 'slot' },
        title: 'Atelier',
        date,
        values: [
          { value: { start: '16:00' }, device: 'b', at: b.time.now - 1000 },
          { value: { start: '14:00' }, device: 'a', at: a.time.now },
        ],
      },
      {
        key: { circle: 'team', type: 'spaces', id: 'salon', facet: 'it' },
        title: 'Salon d’hiver',
        values: [
          { value: { name: 'Salon d’hiver' }, device: 'b', at: b.time.now },
          // Later than a's own clock says: it had heard from b.
          { value: { name: 'Grand salon' }, device: 'a', at: b.time.now - 1000 },
        ],
      },
    ]);
  });

  it('says who wrote what of a booking that changed year too', async () => {
    const [a, b] = pair();
    const id = await book(a, '10:00', '11:00');
    meet(a, b);
    await a.done('planning.change', { id, slot: { ...slot('14:00', '15:00'), date: '2028-01-12' } });
    b.time.now += 5000;
    await b.done('planning.change', { id, slot: slot('16:00', '17:00') });
    meet(a, b);
    for (const bench of [a, b])
      expect((await only(bench)).values).toMatchObject([
        { value: { date, start: '16:00' }, device: 'b' },
        { value: { date: '2028-01-12', start: '14:00' }, device: 'a' },
      ]);
  });

  it('is empty when both wrote the same, or different parts', async () => {
    const [a, b] = pair();
    const id = await book(a, '10:00', '11:00');
    meet(a, b);
    await a.done('planning.change', { id, slot: slot('14:00', '15:00') });
    await b.done('planning.change', { id, what: { kind: 'session', title: 'Atelier pain' } });
    await a.done('place.saveSpace', { space: { ...space, id: 'salon', name: 'Grand salon' } });
    await b.done('place.saveSpace', { space: { ...space, id: 'salon', name: 'Grand salon' } });
    meet(a, b);
    expect(await rivalsOf(a)).toEqual([]);
    expect(await rivalsOf(b)).toEqual([]);
  });

  it.each([0, 1])('is settled everywhere by choosing the value %i of a booking', async (index) => {
    const [a, b] = pair();
    const id = await movedTwice(a, b);
    const { key, values } = await only(a);
    await a.done('rivals.choose', { key, value: values[index]?.value });
    meet(a, b);
    for (const bench of [a, b]) {
      expect(await rivalsOf(bench)).toEqual([]);
      const { booking } = await bench.done('planning.booking', { id });
      expect(booking.slot.start).toBe(['16:00', '14:00'][index]);
    }
  });

  it('answers that a slot was taken meanwhile, and keeps both values', async () => {
    const [a, b] = pair();
    await movedTwice(a, b);
    await book(a, '14:00', '15:00', 'Chorale');
    const { key, values } = await only(a);
    const answer = await a.call('rivals.choose', { key, value: values[1]?.value });
    expect(answer).toMatchObject({ ok: false, error: { tag: 'slot_taken', clashes: [{ reason: 'space' }] } });
    expect((await only(a)).values).toEqual(values);
  });

  it('is told in the feed as settled, for what is no booking', async () => {
    const [a, b] = pair();
    await a.done('place.saveSpace', { space: { ...space, id: 'salon', name: 'Grand salon' } });
    b.time.now += 1000;
    await b.done('place.saveSpace', { space: { ...space, id: 'salon', name: 'Salon d’hiver' } });
    meet(a, b);
    const { key, values } = await only(b);
    await b.done('rivals.choose', { key, value: values[1]?.value });
    meet(a, b);
    expect((await a.done('planning.feed', {})).lines[0]).toMatchObject({
      kind: 'settled',
      title: 'Salon d’hiver',
      author: 'b',
    });
    expect((await a.done('place.get', {})).spaces).toMatchObject([{ name: 'Grand salon' }]);
    expect(await rivalsOf(a)).toEqual([]);
  });

  it('refuses a value that is not one of those present', async () => {
    const [a, b] = pair();
    const id = await movedTwice(a, b);
    const { key, values } = await only(a);
    const changed = { ok: false, error: { tag: 'changed_meanwhile' } };
    const invented = { ...(values[0]?.value as object), start: '09:00' };
    expect(await a.call('rivals.choose', { key, value: invented })).toMatchObject(changed);
    expect(await a.call('rivals.choose', { key: { ...key, facet: 'origin' }, value: {} })).toMatchObject(
      changed,
    );
    await b.done('planning.change', { id, slot: slot('09:00', '10:00') });
    meet(a, b);
    expect(await a.call('rivals.choose', { key, value: values[0]?.value })).toMatchObject(changed);
    expect(await a.call('rivals.choose', { key: { ...key, id: 'gone' }, value: 1 })).toMatchObject({
      error: { tag: 'not_found' },
    });
  });
});

it('the list reads the few rows that have rivals, in their order', () => {
  const { sqlite } = openCircleBench('a', []);
  const plan = sqlite
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${WITH_RIVALS}`)
    .all()
    .map(({ detail }) => detail);
  expect(plan.filter((detail) => /SCAN|SEARCH/.test(detail))).toEqual([
    'SCAN entities USING INDEX entities_with_rivals',
    'SCAN bookings USING INDEX bookings_with_rivals',
  ]);
});

describe('rivals of a closed circle', () => {
  const care = { circle: 'care' as const };

  it('are listed and chosen within it, and told nowhere', async () => {
    const [a, b] = [openCircleBench('a', ['care']), openCircleBench('b', ['care'], 'host-a')];
    const outside = openCircleBench('c', []);
    furnish(a);
    meet(a, b);
    const { id } = await a.done('threads.post', { ...care, kind: 'task', text: 'Dossier' });
    meet(a, b);
    await a.done('threads.setDone', { ...care, id, done: true });
    b.time.now += 1000;
    await b.done('threads.setDone', { ...care, id, done: true });
    meet(a, b);
    expect(await rivalsOf(a)).toEqual([]);
    await a.done('threads.edit', { ...care, id, text: 'Dossier MDPH' });
    b.time.now += 1000;
    await b.done('threads.edit', { ...care, id, text: 'Dossier CAF' });
    meet(a, b, outside);
    const { key, title, values } = await only(b);
    expect({ key, title }).toEqual({
      key: { circle: 'care', type: 'messages', id, facet: 'what' },
      title: 'Dossier CAF',
    });
    expect(await rivalsOf(outside)).toEqual([]);
    const { circle } = a.vault;
    a.vault.circle = (name) => (name === 'care' ? null : circle(name));
    expect(await rivalsOf(a)).toEqual([]);
    a.vault.circle = circle;
    expect(await outside.call('rivals.choose', { key, value: values[1]?.value })).toMatchObject({
      error: { tag: 'not_in_circle', circle: 'care' },
    });
    await b.done('rivals.choose', { key, value: values[1]?.value });
    meet(a, b, outside);
    expect(await rivalsOf(a)).toEqual([]);
    expect((await a.done('threads.list', care)).messages).toMatchObject([{ text: 'Dossier MDPH' }]);
    for (const bench of [a, b, outside]) {
      expect((await bench.done('planning.feed', {})).lines).toEqual([]);
      expect(await bench.done('planning.undoable', {})).toBeNull();
    }
  });
});
