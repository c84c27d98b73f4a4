/** What two machines imported twice, before ids came from their source, and one of each kept. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { meet } from '../testing.ts';
import { type Machine, machinesOf } from './testing-alike.ts';
import { finishInterrupted } from './writing.ts';

let a: Machine;
let b: Machine;
beforeEach(() => {
  [a, b] = machinesOf('a', 'b') as [Machine, Machine];
  // As machines of before did.
  for (const { vault } of [a, b]) vault.derivedId = () => vault.newId();
});
afterEach(() => {
  for (const machine of [a, b]) machine.close();
});

const EVENTS = 120;
const agenda = calendar(
  ...Array.from({ length: EVENTS }, (_, at) =>
    event(
      `UID:${at}@agenda`,
      `SUMMARY:Séance ${at}`,
      `DTSTART:2027${String(2 + Math.floor(at / 28)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}T100000`,
      'DURATION:PT1H',
    ),
  ),
);
async function imports(machine: Machine): Promise<string> {
  machine.time.now += 1_000;
  const preview = await machine.preview(machine.token('agenda.ics', agenda));
  return (await machine.import(preview)).importId;
}
const count = (machine: Machine) => machine.circle.list('bookings').length;
async function retitle(machine: Machine, title: string, to: string): Promise<string> {
  machine.time.now += 1_000;
  const { bookings } = await machine.done('planning.range', { from: '2027-01-01', to: '2027-12-31' });
  const id = bookings.find((one) => one.title === title)?.id ?? '';
  const { booking } = await machine.done('planning.booking', { id });
  await machine.done('planning.change', { id, what: { ...booking.what, title: to } });
  return id;
}

async function twice(): Promise<void> {
  await imports(a);
  await imports(b);
  await retitle(a, 'Séance 1', 'Sieste');
  await retitle(a, 'Séance 2', 'Danse');
  await retitle(b, 'Séance 2', 'Chant');
  meet(a, b);
}

test('is shown, one of each kept but what two hands wrote, taken back as one, and the same on both at once', async () => {
  await twice();
  expect(count(a)).toBe(2 * EVENTS);
  for (const machine of [a, b]) {
    const { count, first, open } = await machine.done('exchange.doubles', {});
    expect(count).toBe(EVENTS - 1);
    expect(first.slice(0, 2)).toMatchObject([{ title: 'Séance 0', date: '2027-02-01' }, { title: 'Sieste' }]);
    expect(open.map((group) => group.map(({ title }) => title).sort())).toEqual([['Chant', 'Danse']]);
  }
  expect(await a.done('exchange.keepOneOfEach', {})).toEqual({ removed: EVENTS - 1 });
  expect(count(a)).toBe(EVENTS + 1);
  expect((await a.done('planning.feed', {})).lines[0]).toMatchObject({ kind: 'settled', count: EVENTS - 1 });
  const last = await a.done('planning.undoable', {});
  expect((await a.call('planning.undo', { id: last?.id ?? '' })).ok).toBe(true);
  expect(count(a)).toBe(2 * EVENTS);

  await a.done('exchange.keepOneOfEach', {});
  await b.done('exchange.keepOneOfEach', {});
  meet(a, b);
  for (const machine of [a, b]) {
    expect(count(machine)).toBe(EVENTS + 1);
    const titles = machine.circle.list('bookings').map(({ facets }) => JSON.stringify(facets.what));
    for (const title of ['Sieste', 'Danse', 'Chant'])
      expect(titles.some((one) => one.includes(title))).toBe(true);
    expect(await machine.done('exchange.doubles', {})).toMatchObject({ count: 0, first: [] });
    expect(await machine.done('exchange.keepOneOfEach', {})).toEqual({ removed: 0 });
  }
  // Those that no hand changed are of one import, with its room.
  const imports = a.circle
    .list('bookings')
    .flatMap(({ facets }) =>
      JSON.stringify(facets.what).includes('Séance')
        ? [(facets.origin as { importId: string }).importId]
        : [],
    );
  expect(imports).toHaveLength(EVENTS - 2);
  expect(new Set(imports).size).toBe(1);
});

test('is not what a hand cancelled, an appointment, or what is past', async () => {
  await twice();
  const cancelled = await a.done('planning.range', { from: '2027-02-01', to: '2027-02-01' });
  const [one, other] = cancelled.bookings.map(({ id }) => id) as [string, string];
  await a.done('planning.change', { id: one, state: { status: 'cancelled', reason: 'Pluie' } });
  expect(await a.done('exchange.keepOneOfEach', {})).toEqual({ removed: EVENTS - 2 });
  expect(a.circle.read('bookings', other)).not.toBeNull();

  const secret = calendar(event('UID:s@agenda', 'DTSTART:20270301T150000', 'DURATION:PT1H', 'CLASS:PRIVATE'));
  for (const machine of [a, b])
    await machine.import(await machine.preview(machine.token('prive.ics', secret)));
  meet(a, b);
  const left = { count: 0, first: [] };
  expect(await a.done('exchange.doubles', {})).toMatchObject(left);
  a.time.now += 400 * 86_400_000;
  expect(await a.done('exchange.doubles', {})).toEqual({ ...left, isAll: true, open: [] });
});

test('other calls are answered while one of each is kept', async () => {
  await twice();
  const kept = a.done('exchange.keepOneOfEach', {});
  await new Promise((resume) => setImmediate(resume));
  expect(await a.call('exchange.keepOneOfEach', {})).toMatchObject({ error: { tag: 'import_under_way' } });
  expect(
    (await a.done('planning.range', { from: '2027-02-01', to: '2027-02-28' })).bookings.length,
  ).toBeGreaterThan(0);
  await kept;
  expect(count(a)).toBe(EVENTS + 1);
});

const titlesOf = (machine: Machine) =>
  machine.circle
    .list('bookings')
    .map(({ facets }) => (facets.what as { title: string }).title)
    .sort();

test('settled on two machines that know different things of it, it is there, with what a hand wrote', async () => {
  await imports(a);
  await imports(b);
  meet(a, b);
  const { bookings } = await a.done('planning.range', { from: '2027-02-01', to: '2027-02-01' });
  // Of either copy: the other machine has not heard of it.
  for (const [at, { id }] of bookings.entries()) {
    const on = at === 0 ? a : b;
    on.time.now += 1_000;
    const { booking } = await on.done('planning.booking', { id });
    if (at === 0) await on.done('planning.change', { id, what: { ...booking.what, title: 'Sieste' } });
  }
  const later = agenda.replaceAll('DURATION:PT1H', 'DURATION:PT1H\r\nSEQUENCE:3');
  b.time.now += 1_000;
  await b.import(await b.preview(b.token('agenda.ics', later)));
  await a.done('exchange.keepOneOfEach', {});
  await b.done('exchange.keepOneOfEach', {});
  meet(a, b);
  for (const machine of [a, b]) {
    expect(count(machine)).toBe(EVENTS);
    expect(JSON.stringify(machine.circle.list('bookings'))).toContain('Sieste');
  }
});

test('what a hand changes while one of each is kept is left for a person', async () => {
  await imports(a);
  await imports(b);
  meet(a, b);
  const kept = a.done('exchange.keepOneOfEach', {});
  await new Promise((resume) => setImmediate(resume));
  const { bookings } = await a.done('planning.range', { from: '2027-06-01', to: '2027-12-31' });
  const last = bookings.filter(({ title }) => title === bookings.at(-1)?.title);
  expect(last).toHaveLength(2);
  for (const [at, { id }] of last.entries()) {
    const { booking } = await a.done('planning.booking', { id });
    await a.done('planning.change', { id, what: { ...booking.what, title: `De la main ${at}` } });
  }
  expect(await kept).toEqual({ removed: EVENTS - 1 });
  expect(titlesOf(a).filter((title) => title.startsWith('De la main'))).toHaveLength(2);
});

test('what cuts it in the middle has it taken back, at once or at the next opening', async () => {
  await twice();
  const before = titlesOf(a);
  const { write } = a.vault.team;
  let calls = 0;
  const cut = (how: () => never) => {
    calls = 0;
    a.vault.team.write = ((...given: Parameters<typeof write>) =>
      ++calls === 3 ? how() : write(...given)) as typeof write;
  };
  cut(() => {
    throw new Error('cut');
  });
  await expect(a.done('exchange.keepOneOfEach', {})).rejects.toThrow('cut');
  expect(titlesOf(a)).toEqual(before);
  expect((await a.done('planning.feed', {})).lines.some(({ kind }) => kind === 'settled')).toBe(false);
  // As a process that ended: nothing ran after it.
  const { long } = a.vault.team;
  const { untold } = long;
  Object.assign(long, { untold: () => [] });
  calls = 0;
  await expect(a.done('exchange.keepOneOfEach', {})).rejects.toThrow('cut');
  expect(titlesOf(a).length).toBeLessThan(before.length);
  Object.assign(long, { untold });
  a.vault.team.write = write;
  await finishInterrupted(a.vault);
  expect(titlesOf(a)).toEqual(before);
  expect(await a.done('exchange.keepOneOfEach', {})).toEqual({ removed: EVENTS - 1 });
});

test('more than are looked at together are all settled, appointments among them or not', async () => {
  const many = calendar(
    event('UID:secret@agenda', 'DTSTART:20270201T080000', 'DURATION:PT1H', 'CLASS:PRIVATE'),
    ...Array.from({ length: 520 }, (_, at) =>
      event(
        `UID:many-${at}@agenda`,
        `DTSTART:2027${String(2 + (at % 10)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}T100000`,
        'DURATION:PT1H',
      ),
    ),
  );
  for (const machine of [a, b]) await machine.import(await machine.preview(machine.token('many.ics', many)));
  meet(a, b);
  expect((await a.done('exchange.doubles', {})).isAll).toBe(false);
  expect(await a.done('exchange.keepOneOfEach', {})).toEqual({ removed: 520 });
  expect(await a.done('exchange.doubles', {})).toEqual({ count: 0, isAll: true, first: [], open: [] });
});
