/** Imports taken back in another order than they were made, and what is kept of one meanwhile. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { bench, eachInItsPlace, planned, read } from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

const EVENTS = 17;
const MOVED = 13;
/** One event a day from 12 January 2027; the first `moved` of them at another hour. */
const agenda = (moved = 0, hour = '14') =>
  calendar(
    ...Array.from({ length: EVENTS }, (_, at) =>
      event(
        `UID:${at}@agenda`,
        `DTSTART:202701${12 + at}T${at < moved ? hour : '10'}0000`,
        'DURATION:PT1H',
        `SEQUENCE:${at < moved ? Number(hour) : 0}`,
        'LOCATION:Salle du fond',
      ),
    ),
  );
const importing = async (text: string) =>
  bench().import(await read(text, { name: 'agenda.ics' }), {
    rooms: { 'salle du fond': { kind: 'create', name: 'Salle du fond' } },
  });
const takeBack = (importId: string, keepChanged = false) =>
  bench().call('exchange.undoImport', { importId, keepChanged });
const past = () => bench().done('exchange.imports', {});
const changed = async (title: string) => {
  const { bookings } = await bench().done('planning.range', { from: '2027-01-12', to: '2027-01-12' });
  const { booking } = await bench().done('planning.booking', { id: bookings[0]?.id ?? '' });
  await bench().done('planning.change', { id: booking.id, what: { ...booking.what, title } });
};
const spaces = async () =>
  (await bench().done('place.get', {})).spaces.filter(({ name }) => name === 'Salle du fond').length;

describe('an import of which a later one changed a part', () => {
  test('says how many changed, and by which import; what is kept of it stays in the list, and goes after that one', async () => {
    const first = await importing(agenda());
    bench().time.now += 60_000;
    const second = await importing(agenda(MOVED));
    expect([first.created, second.updated]).toEqual([EVENTS, MOVED]);
    const whole = await planned();

    expect(await takeBack(first.importId)).toMatchObject({
      error: { tag: 'changed_meanwhile', count: MOVED, imports: [{ name: 'agenda.ics', count: MOVED }] },
    });
    expect(await planned()).toEqual(whole);
    expect(await takeBack(first.importId, true)).toMatchObject({
      value: { removed: EVENTS - MOVED, kept: MOVED },
    });
    expect(await planned()).toHaveLength(MOVED);
    // It stands in the way of nothing that Ctrl+Z takes back.
    expect(await bench().done('planning.undoable', {})).toMatchObject({ id: second.importId });
    expect(await past()).toMatchObject([
      { importId: second.importId, undoable: true },
      { importId: first.importId, created: EVENTS, left: MOVED, undoable: true, undoing: false },
    ]);
    // What was made for them stays with them.
    expect(await spaces()).toBe(1);
    // Asked again: nothing more can be taken back, and nothing is lost.
    expect(await takeBack(first.importId, true)).toMatchObject({ value: { removed: 0, kept: MOVED } });

    expect(await takeBack(second.importId)).toMatchObject({ value: { removed: MOVED, kept: 0 } });
    expect(await planned()).toHaveLength(MOVED);
    expect(await takeBack(first.importId)).toMatchObject({ value: { removed: MOVED, kept: 0 } });
    expect(await planned()).toEqual([]);
    expect(await past()).toEqual([]);
    expect(await spaces()).toBe(0);
    const { lines } = await bench().done('planning.feed', {});
    expect(lines.filter(({ kind }) => kind === 'undone').map(({ count }) => count)).toEqual([
      MOVED,
      MOVED,
      EVENTS - MOVED,
    ]);
  });

  test('of three, names the latest first', async () => {
    const first = await importing(agenda());
    bench().time.now += 60_000;
    await importing(agenda(5, '14'));
    bench().time.now += 60_000;
    await importing(agenda(2, '16'));
    expect(await takeBack(first.importId)).toMatchObject({
      error: { count: 5, imports: [{ count: 2 }, { count: 3 }] },
    });
  });

  test('what a person changed after that one is counted, and of no import', async () => {
    const first = await importing(agenda());
    await importing(agenda(2));
    await changed('À nous');
    expect(await takeBack(first.importId)).toMatchObject({ error: { count: 2, imports: [{ count: 1 }] } });
  });
});

test('what somebody changed stays, with the import, and goes once it is again as it was imported', async () => {
  const { importId } = await importing(agenda());
  await changed('À nous');
  expect(await takeBack(importId)).toMatchObject({ error: { count: 1, imports: [] } });
  expect(await takeBack(importId, true)).toMatchObject({ value: { removed: EVENTS - 1, kept: 1 } });
  expect(await past()).toMatchObject([{ importId, left: 1 }]);
  expect(await bench().done('planning.undoable', {})).toMatchObject({ line: { kind: 'changed' } });
  // The change is taken back from the notice.
  const { lines } = await bench().done('planning.feed', {});
  const change = lines.find(({ kind }) => kind === 'changed');
  await bench().done('planning.undo', { id: change?.id ?? '' });
  expect(await bench().done('planning.undoable', {})).toBe(null);
  expect(await takeBack(importId)).toMatchObject({ value: { removed: 1, kept: 0 } });
  expect([await planned(), await past()]).toEqual([[], []]);
});

test('the screens are told when it is over, though no booking of its last part changed', async () => {
  const { importId } = await importing(agenda());
  await changed('À nous');
  await takeBack(importId, true);
  await Promise.resolve();
  bench().emitted.splice(0);
  expect(await takeBack(importId, true)).toMatchObject({ value: { removed: 0 } });
  expect(bench().emitted).toContain('planning.changed');
});
