import { afterEach, describe, expect, it } from 'vitest';
import type { ParamsOf } from '#shared/contract/index.ts';
import { meet, type PlaceBench } from '../testing.ts';
import { at, get, KEY, line, openQuarterBench, planning } from './testing.ts';

const open: PlaceBench[] = [];
const bench = (device = 'a', founded = true) => {
  const made = founded ? openQuarterBench(device) : openQuarterBench(device, null);
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

const add = (made: PlaceBench, ...given: Parameters<typeof line>) =>
  made.done('quarter.saveLine', { key: KEY, line: line(...given) });
const publish = (made: PlaceBench, part: Partial<ParamsOf<'quarter.publish'>> = {}) =>
  made.done('quarter.publish', { key: KEY, ...part });
const difference = (made: PlaceBench) => made.done('quarter.difference', { key: KEY });

async function published() {
  const a = bench();
  await a.done('quarter.create', { key: KEY });
  const yoga = await add(a, 'Yoga');
  const talk = await add(a, 'Conférence', { date: '2027-02-04', start: '15:00', end: '17:00', rule: null });
  await publish(a);
  return { a, yoga: yoga.id, talk: talk.id };
}

/** Everything of the planning but when it was claimed. */
const meaning = async (made: PlaceBench) => ({
  bookings: made.vault.team
    .list('bookings')
    .map(({ id, facets }) => ({ id, facets: JSON.parse(JSON.stringify(facets)) as object })),
  series: made.vault.team.list('series').map(({ id, facets }) => ({ id, facets })),
  exceptions: made.vault.team.list('exceptions').map(({ id, facets }) => ({ id, facets })),
});

describe('publishing', () => {
  it('writes the sessions, their series and the closed days in one gesture, and tells it once', async () => {
    const { a, yoga } = await published();
    const bookings = await planning(a);
    expect(bookings).toHaveLength(13);
    expect(bookings.filter(({ series }) => series === yoga)).toHaveLength(12);
    expect(bookings.every(({ status, isPublic }) => status === 'confirmed' && isPublic)).toBe(true);
    const { lines } = await a.done('planning.feed', {});
    expect(lines[0]).toMatchObject({ kind: 'published', title: '1er trimestre 2027', count: 13 });
    expect(lines.filter(({ kind }) => kind === 'published')).toHaveLength(1);
    expect(await get(a)).toMatchObject({
      status: 'published',
      differences: 0,
      publication: { canTakeBack: true },
    });
    expect(await a.call('quarter.publish', { key: KEY })).toMatchObject({
      error: { tag: 'nothing_to_publish' },
    });
    const [session] = bookings;
    expect(await a.done('planning.booking', { id: session?.id ?? '' })).toMatchObject({
      series: { total: 12, byHand: false },
    });
  });

  it('never publishes what has an obstacle, unless it was placed knowingly', async () => {
    const a = bench();
    await a.done('quarter.create', { key: KEY });
    const { id } = await add(a, 'Yoga', { date: '2027-01-05' });
    await a.done('quarter.saveClosure', {
      key: KEY,
      closure: { from: '2027-02-16', to: '2027-02-17', reason: 'Travaux' },
    });
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-02-16', decision: { kind: 'forced' } });
    const other = await add(a, 'Pilates', { date: '2027-02-17', rule: null });
    expect(await difference(a)).toMatchObject({
      waiting: 1,
      closures: [
        { date: '2027-02-16', reason: 'Travaux' },
        { date: '2027-02-17', reason: 'Travaux' },
      ],
    });
    await publish(a);
    const dates = (await planning(a)).map(({ date }) => date);
    expect(dates).toContain('2027-02-16');
    expect(dates).not.toContain('2027-02-17');
    expect(at(await get(a), other.id, '2027-02-17').standing).toBe('to-replace');
    const [day] = (await a.done('planning.range', { from: '2027-02-17', to: '2027-02-17' })).days;
    expect(day).toMatchObject({ closed: true, reasons: [{ kind: 'exception', name: 'Travaux' }] });
  });

  it('keeps an overlap that was wanted out of “À régler”', async () => {
    const a = bench();
    await a.done('quarter.create', { key: KEY });
    await add(a, 'Yoga', { rule: null });
    const { id } = await add(a, 'Danse', { rule: null });
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-01-12', decision: { kind: 'forced' } });
    await publish(a);
    expect(await planning(a)).toHaveLength(2);
    expect(await a.done('planning.toSettle', {})).toEqual([]);
  });

  it('shows a later change as a difference, and applies it to the same sessions', async () => {
    const { a, yoga } = await published();
    const before = (await planning(a)).map(({ id }) => id);
    await a.done('quarter.saveLine', {
      key: KEY,
      line: line('Yoga', { id: yoga, start: '10:30', end: '11:45' }),
    });
    expect((await get(a)).differences).toBe(12);
    const { entries, same } = await difference(a);
    expect(same).toBe(1);
    expect(entries[0]).toMatchObject({
      kind: 'change',
      parts: ['slot'],
      byHand: false,
      present: { start: '10:00' },
      wanted: { start: '10:30' },
    });
    expect(await publish(a)).toEqual({ created: 0, changed: 12, cancelled: 0, leftAlone: 0 });
    const after = await planning(a);
    expect(after.map(({ id }) => id)).toEqual(before);
    expect(after.filter(({ start }) => start === '10:30')).toHaveLength(12);
  });

  it('never overwrites a session moved by hand without being asked', async () => {
    const { a, yoga } = await published();
    const [moved] = await planning(a);
    const slot = { date: '2027-01-13', start: '14:00', end: '15:15', spaces: ['space-salon'] };
    await a.done('planning.change', { id: moved?.id ?? '', slot, acceptOutsideOpening: true });
    await a.done('quarter.saveLine', { key: KEY, line: line('Yoga doux', { id: yoga }) });
    const { entries } = await difference(a);
    expect(entries.filter(({ byHand }) => byHand)).toMatchObject([{ booking: moved?.id }]);
    expect(await publish(a)).toMatchObject({ changed: 11, leftAlone: 1 });
    const kept = (await planning(a)).find(({ id }) => id === moved?.id);
    expect(kept).toMatchObject({ date: '2027-01-13', title: 'Yoga' });
    expect(await publish(a, { overwrite: [moved?.id ?? ''] })).toMatchObject({ changed: 1, leftAlone: 0 });
    expect((await planning(a)).find(({ id }) => id === moved?.id)).toMatchObject({
      date: '2027-01-12',
      title: 'Yoga doux',
    });
  });

  it('cancels, with a reason, what is no longer in the quarter', async () => {
    const { a, yoga } = await published();
    await a.done('quarter.decide', {
      key: KEY,
      line: yoga,
      date: '2027-01-19',
      decision: { kind: 'dropped' },
    });
    expect(await publish(a)).toMatchObject({ cancelled: 1 });
    const dropped = (await planning(a)).find(({ date }) => date === '2027-01-19');
    expect(dropped?.status).toBe('cancelled');
    await a.done('quarter.decide', { key: KEY, line: yoga, date: '2027-01-19', decision: null });
    expect(await publish(a)).toMatchObject({ changed: 1 });
    expect((await planning(a)).find(({ date }) => date === '2027-01-19')?.status).toBe('confirmed');
  });

  it('holds its place against what is booked over it afterwards', async () => {
    const { a, yoga } = await published();
    await a.done('planning.create', {
      slot: { date: '2027-01-19', start: '10:00', end: '11:00', spaces: ['space-activites'] },
      what: { kind: 'meeting', title: 'Réunion' },
      who: {},
      state: { status: 'option' },
      asOption: true,
    });
    expect(at(await get(a), yoga, '2027-01-19')).toMatchObject({ state: 'ok', standing: 'placed' });
    expect((await get(a)).differences).toBe(0);
  });
});

describe('taking a publication back', () => {
  it('leaves the planning as it was, to the letter', async () => {
    const a = bench();
    await a.done('planning.create', {
      slot: { date: '2027-01-14', start: '15:00', end: '16:00', spaces: ['space-salon'] },
      what: { kind: 'meeting', title: 'Réunion' },
      who: {},
      state: { status: 'confirmed' },
    });
    const empty = await meaning(a);
    await a.done('quarter.create', { key: KEY });
    const { id } = await add(a, 'Yoga');
    const closure = { from: '2027-02-17', to: '2027-02-17', reason: 'Travaux' };
    await a.done('quarter.saveClosure', { key: KEY, closure });
    await publish(a);
    const first = await meaning(a);
    await a.done('quarter.saveLine', { key: KEY, line: line('Yoga', { id, start: '11:00', end: '12:00' }) });
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-01-19', decision: { kind: 'dropped' } });
    await publish(a);
    expect(await a.done('quarter.takeBack', { key: KEY })).toEqual({ restored: 12, kept: 0 });
    expect((await meaning(a)).bookings).toEqual(first.bookings);
    expect(await a.done('quarter.takeBack', { key: KEY })).toEqual({ restored: 12, kept: 0 });
    expect(await meaning(a)).toEqual(empty);
    expect(await a.call('quarter.takeBack', { key: KEY })).toMatchObject({
      error: { tag: 'already_taken_back' },
    });
    expect(await get(a)).toMatchObject({ status: 'draft', publication: { canTakeBack: false } });
    // Published again, the sessions come back under the same ids.
    expect(await publish(a)).toMatchObject({ created: 11 });
    expect(await planning(a)).toHaveLength(12);
  });

  it('leaves what somebody changed since, and works on another machine', async () => {
    const { a } = await published();
    const b = bench('b', false);
    meet(a, b);
    const [moved] = await planning(b);
    const slot = { date: '2027-01-13', start: '14:00', end: '15:15', spaces: ['space-salon'] };
    await b.done('planning.change', { id: moved?.id ?? '', slot, acceptOutsideOpening: true });
    expect(await b.done('quarter.takeBack', { key: KEY })).toEqual({ restored: 12, kept: 1 });
    meet(a, b);
    for (const machine of [a, b]) expect(await planning(machine)).toMatchObject([{ id: moved?.id }]);
  });
});

describe('two machines', () => {
  it('that publish at once make one session a date', async () => {
    const a = bench();
    const b = bench('b', false);
    await a.done('quarter.create', { key: KEY });
    await add(a, 'Yoga');
    meet(a, b);
    await publish(a);
    await publish(b);
    meet(a, b);
    for (const machine of [a, b]) {
      expect(await planning(machine)).toHaveLength(12);
      expect(await machine.done('planning.toSettle', {})).toEqual([]);
      expect(await get(machine)).toMatchObject({ status: 'published', differences: 0, rivals: 0 });
      expect(machine.vault.team.list('bookings').flatMap(({ rivals }) => Object.keys(rivals))).toEqual([]);
    }
    expect(await planning(a)).toEqual(await planning(b));
  });

  it.each(['publishes again', 'takes it back'])(
    'keep what one changed by hand while the other published a change, when that one then %s',
    async (how) => {
      const { a, yoga } = await published();
      const b = bench('b', false);
      meet(a, b);
      const [moved] = await planning(b);
      const slot = { date: '2027-01-13', start: '14:00', end: '15:15', spaces: ['space-salon'] };
      await b.done('planning.change', { id: moved?.id ?? '', slot, acceptOutsideOpening: true });
      a.time.now += 60_000;
      const move = (start: string, end: string) =>
        a.done('quarter.saveLine', { key: KEY, line: line('Yoga', { id: yoga, start, end }) });
      await move('10:30', '11:45');
      await publish(a);
      meet(a, b);
      if (how === 'publishes again') {
        await move('11:00', '12:15');
        expect(await publish(a)).toMatchObject({ changed: 11, leftAlone: 1 });
      } else expect(await a.done('quarter.takeBack', { key: KEY })).toMatchObject({ kept: 1 });
      meet(a, b);
      for (const machine of [a, b])
        expect(JSON.stringify(machine.vault.team.read('bookings', moved?.id ?? ''))).toContain('14:00');
    },
  );

  it('lose nothing when one books a room while the other publishes', async () => {
    const a = bench();
    const b = bench('b', false);
    await a.done('quarter.create', { key: KEY });
    await add(a, 'Yoga');
    meet(a, b);
    await b.done('planning.create', {
      slot: { date: '2027-01-19', start: '10:00', end: '11:00', spaces: ['space-activites'] },
      what: { kind: 'meeting', title: 'Réunion' },
      who: {},
      state: { status: 'confirmed' },
    });
    b.time.now += 60_000;
    await publish(a);
    meet(a, b);
    const lists = await Promise.all([a, b].map((machine) => machine.done('planning.toSettle', {})));
    expect(lists[0]).toHaveLength(1);
    expect(lists[0]?.map(({ booking }) => booking.id)).toEqual(lists[1]?.map(({ booking }) => booking.id));
    expect(await planning(a)).toHaveLength(13);
  });
});
