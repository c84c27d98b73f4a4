/** One calendar that two machines import apart: one of each thing, of which nothing is lost (docs/decisions/0024). */
import { afterEach, describe, expect, test } from 'vitest';
import type { ParamsOf } from '#shared/contract/index.ts';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { rivalsOf } from '../planning/store.ts';
import { meet } from '../testing.ts';
import { importedAlike, type Machine, machinesOf } from './testing-alike.ts';

const open: Machine[] = [];
afterEach(() => {
  for (const machine of open.splice(0)) machine.close();
});

function machines(...names: string[]): Machine[] {
  const made = machinesOf(...names);
  open.push(...made);
  return made;
}

const ROOMS = { 'salle du fond': { kind: 'create', name: 'Salle du fond' } } as const;
async function imports(machine: Machine, text: string, choices: Partial<ParamsOf<'exchange.import'>> = {}) {
  machine.time.now += 1_000;
  const preview = await machine.preview(machine.token('agenda.ics', text));
  return machine.import(preview, { rooms: ROOMS, ...choices });
}
const takesBack = async (machine: Machine, importId: string, keepChanged = true) => {
  machine.time.now += 1_000;
  return machine.done('exchange.undoImport', { importId, keepChanged });
};
const bookings = (machine: Machine) =>
  machine.done('planning.range', { from: '2027-01-01', to: '2027-12-31', withCancelled: true });
const spaces = async (machine: Machine) =>
  (await machine.done('place.get', {})).spaces.filter(({ name }) => name === 'Salle du fond');
async function planned(machine: Machine): Promise<string[]> {
  const { bookings: all } = await bookings(machine);
  return all.map(({ date, start, title, status }) => [date.slice(5), start, title, status].join(' ')).sort();
}
const rivals = (machine: Machine) =>
  machine.circle
    .list('bookings')
    .flatMap(({ id, rivals }) =>
      Object.keys(rivals).map((facet) => [facet, ...rivalsOf(machine.vault, id).map((one) => one.facet)]),
    );
async function edits(
  machine: Machine,
  title: string,
  part: { title: string } | { start: string; end: string },
) {
  machine.time.now += 1_000;
  const found = (await bookings(machine)).bookings.find((one) => one.title === title);
  const { booking } = await machine.done('planning.booking', { id: found?.id ?? '' });
  const { claim: _, ...slot } = booking.slot;
  await machine.done(
    'planning.change',
    'title' in part
      ? { id: booking.id, what: { ...booking.what, ...part } }
      : { id: booking.id, slot: { ...slot, ...part } },
  );
}

const EVENTS = 7;
/** One event a day from 12 January 2027, of which some say otherwise. */
const agenda = (others: Readonly<Record<number, string[]>> = {}, stamped = '20270101T000000Z') =>
  calendar(
    ...Array.from({ length: EVENTS }, (_, at) =>
      event(
        `UID:${at}@agenda`,
        'LOCATION:Salle du fond',
        `DTSTAMP:${stamped}`,
        ...(others[at] ?? [`DTSTART:202701${12 + at}T100000`, 'DURATION:PT1H']),
        ...(others[at]?.some((line) => line.startsWith('SUMMARY')) ? [] : [`SUMMARY:Séance ${at}`]),
      ),
    ),
  );
const WHOLE = Array.from({ length: EVENTS }, (_, at) => `01-${12 + at} 10:00 Séance ${at} confirmed`);

describe('the same calendar imported on two machines', () => {
  test.each([
    ['the same file', undefined],
    ['a file of another day', '20270105T083000Z'],
  ])('is there once, with its room and nothing to settle: %s', async (_, stamped) => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    await imports(a, agenda());
    b.time.now += 60_000;
    await imports(b, agenda({}, stamped));
    meet(a, b);
    for (const machine of [a, b]) {
      expect(await planned(machine)).toEqual(WHOLE);
      expect(await spaces(machine)).toHaveLength(1);
      expect(rivals(machine)).toEqual([]);
      expect(await machine.done('planning.toSettle', {})).toEqual([]);
      expect(await machine.done('exchange.imports', {})).toHaveLength(2);
      const again = await machine.preview(machine.token('agenda.ics', agenda()));
      expect((await machine.rows(again)).counts).toMatchObject({ all: EVENTS, unchanged: EVENTS });
    }
    expect(a.circle.list('bookings')).toEqual(b.circle.list('bookings'));
    expect(await spaces(a)).toEqual(await spaces(b));
  });

  test('a series is, date by date, also where one machine has it cut in two', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    const weekly = (uid: string, start: string, count: number) =>
      event(`UID:${uid}`, `DTSTART:${start}`, 'DURATION:PT1H', `RRULE:FREQ=WEEKLY;COUNT=${count}`);
    await imports(a, calendar(weekly('s@google.com', '20270112T100000', 4)));
    const cut = weekly('s_R20270126T090000@google.com', '20270126T100000', 2);
    await imports(b, calendar(weekly('s@google.com', '20270112T100000', 2), cut));
    meet(a, b);
    for (const machine of [a, b])
      expect((await planned(machine)).map((one) => one.slice(0, 5))).toEqual([
        '01-12',
        '01-19',
        '01-26',
        '02-02',
      ]);
  });

  test('of two events alike in one file there are two', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    const twice = calendar(
      ...['UID:same@agenda', 'UID:same@agenda'].map((uid, at) =>
        event(
          uid,
          'DTSTART:20270112T100000',
          'DURATION:PT1H',
          `SUMMARY:Atelier ${at}`,
          'DTSTAMP:20270101T000000Z',
        ),
      ),
    );
    await imports(a, twice);
    await imports(b, twice);
    meet(a, b);
    const once = await planned(a);
    expect(await planned(b)).toEqual(once);
    expect(new Set(once).size).toBe(once.length);
  });

  test('taken back on one stays on the other, which says so; taken back on both it is gone, rooms too', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    const [ofA, ofB] = [await imports(a, agenda()), await imports(b, agenda())];
    meet(a, b);
    expect(await takesBack(a, ofA.importId, false)).toEqual({ removed: 0, kept: EVENTS });
    meet(a, b);
    for (const machine of [a, b]) {
      expect(await planned(machine)).toEqual(WHOLE);
      expect(await spaces(machine)).toHaveLength(1);
      expect(await machine.done('exchange.imports', {})).toMatchObject([{ importId: ofB.importId }]);
    }
    expect(await takesBack(b, ofB.importId, false)).toEqual({ removed: EVENTS, kept: 0 });
    meet(a, b);
    for (const machine of [a, b]) {
      expect(await planned(machine)).toEqual([]);
      expect(await spaces(machine)).toEqual([]);
      expect(await machine.done('exchange.imports', {})).toEqual([]);
    }
    await imports(a, agenda());
    meet(a, b);
    expect(await planned(b)).toEqual(WHOLE);
  });

  test('taken back before the other was heard of, it stays', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    const { importId } = await imports(a, agenda());
    await imports(b, agenda());
    expect(await takesBack(a, importId)).toEqual({ removed: EVENTS, kept: 0 });
    meet(a, b);
    for (const machine of [a, b]) expect(await planned(machine)).toEqual(WHOLE);
  });

  test('what was changed by hand on one side before they met is not lost, whoever takes back', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    const ofA = await imports(a, agenda());
    await edits(a, 'Séance 1', { start: '14:00', end: '15:00' });
    await edits(a, 'Séance 2', { title: 'Sieste' });
    const ofB = await imports(b, agenda());
    meet(a, b);
    for (const machine of [a, b]) {
      const all = (await bookings(machine)).bookings;
      expect(all).toHaveLength(EVENTS);
      // Both are shown, and a person chooses.
      const parts = await rivals(machine);
      expect(parts.map(([facet]) => facet).sort()).toEqual(['slot', 'what']);
    }
    // What the other machine wrote goes, and nothing of the hand.
    expect(await takesBack(b, ofB.importId)).toEqual({ removed: 0, kept: EVENTS });
    meet(a, b);
    const byHand = WHOLE.with(1, '01-13 14:00 Séance 1 confirmed').with(2, '01-14 10:00 Sieste confirmed');
    for (const machine of [a, b]) {
      expect(await planned(machine)).toEqual(byHand);
      expect(rivals(machine)).toEqual([]);
    }
    expect(await takesBack(a, ofA.importId)).toEqual({ removed: EVENTS - 2, kept: 2 });
    meet(a, b);
    expect(await planned(b)).toEqual([byHand[1], byHand[2]]);
  });

  test.each(['the one who moved it', 'the one who chose'])(
    'what a person chose between two hours stays so, when %s takes her import back',
    async (who) => {
      const [a, b] = machines('a', 'b') as [Machine, Machine];
      const ofA = await imports(a, agenda());
      const ofB = await imports(b, agenda());
      await edits(b, 'Séance 1', { start: '14:00', end: '15:00' });
      meet(a, b);
      a.time.now += 1_000;
      const found = (await bookings(a)).bookings.find(({ title }) => title === 'Séance 1');
      const { booking } = await a.done('planning.booking', { id: found?.id ?? '' });
      const { claim: _, ...slot } = booking.slot;
      await a.done('planning.change', {
        id: booking.id,
        slot: { ...slot, start: '10:00', end: '11:00' },
        acceptOutsideOpening: true,
      });
      meet(a, b);
      if (who === 'the one who chose') await takesBack(a, ofA.importId);
      else await takesBack(b, ofB.importId);
      meet(a, b);
      for (const machine of [a, b]) {
        expect(await planned(machine)).toEqual(WHOLE);
        expect(rivals(machine)).toEqual([]);
      }
    },
  );

  test('one has a later version: each event is there once; both hours of the one that moved are shown', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    await imports(a, agenda());
    await imports(
      b,
      agenda({
        1: ['DTSTART:20270113T160000', 'DURATION:PT1H', 'SEQUENCE:1'],
        3: ['DTSTART:20270115T100000', 'DURATION:PT1H', 'SEQUENCE:1', 'STATUS:CANCELLED'],
      }),
    );
    meet(a, b);
    for (const machine of [a, b]) {
      expect((await bookings(machine)).bookings).toHaveLength(EVENTS);
      expect(rivals(machine).filter(([facet]) => facet === 'slot')).toHaveLength(1);
    }
  });

  test('a later version takes the place of no value that a person is to choose between', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    await imports(a, agenda());
    await edits(a, 'Séance 2', { title: 'Sieste' });
    b.time.now += 60_000;
    await imports(b, agenda());
    meet(a, b);
    const later = agenda({
      2: ['DTSTART:20270114T100000', 'DURATION:PT1H', 'SEQUENCE:1', 'SUMMARY:Séance longue'],
    });
    for (const machine of [a, b]) {
      const preview = await machine.preview(machine.token('agenda.ics', later));
      expect((await machine.rows(preview, ROOMS)).counts).toMatchObject({ update: 0, 'left-alone': 1 });
    }
    expect(await imports(b, later)).toMatchObject({ updated: 0, leftAlone: 1 });
    meet(a, b);
    expect(JSON.stringify(a.circle.list('bookings'))).toContain('Sieste');
  });

  test('whatever three machines import apart, change, take back, and in whatever order they meet', () =>
    importedAlike(20));

  test('is once where a part of one was changed apart from its import taken back, and it is imported again', async () => {
    const [a, b, c] = machines('a', 'b', 'c') as [Machine, Machine, Machine];
    const { importId } = await imports(b, agenda());
    meet(a, b);
    await takesBack(b, importId);
    await edits(a, 'Séance 1', { title: 'Sieste' });
    await imports(c, agenda());
    meet(a, b);
    expect(await imports(a, agenda())).toMatchObject({ created: EVENTS });
    meet(a, c);
    meet(a, b);
    for (const machine of [a, b, c]) expect((await bookings(machine)).bookings).toHaveLength(EVENTS);
  });

  test('a machine that receives an event before its own import reaches it leaves it as it came', async () => {
    const [a, b] = machines('a', 'b') as [Machine, Machine];
    await imports(a, agenda());
    const preview = await b.preview(b.token('agenda.ics', agenda()));
    meet(a, b);
    expect(await b.import(preview, { rooms: ROOMS })).toMatchObject({ created: 0, unchanged: EVENTS });
    expect(await planned(b)).toEqual(WHOLE);
  });
});
