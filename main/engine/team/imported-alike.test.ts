/** One calendar that two real engines import while they cannot reach each other. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { ok } from '#shared/domain/result.ts';
import { type Bench, createBench, type Machine, planningOf, until } from './testing.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});
afterEach(() => bench.close());

const EVENTS = 30;
const agenda = calendar(
  ...Array.from({ length: EVENTS }, (_, at) =>
    event(
      `UID:${at}@agenda`,
      `DTSTART:202703${10 + (at % 20)}T100000`,
      'DURATION:PT1H',
      'LOCATION:Salle du fond',
    ),
  ),
);
async function imports(machine: Machine): Promise<void> {
  const file = path.join(machine.folder, 'agenda.ics');
  writeFileSync(file, agenda);
  const { previewId } = await machine.done('exchange.preview', {
    file: machine.engine.grantFile(file, 'read'),
    job: 'read',
  });
  const rooms = { 'salle du fond': { kind: 'create' as const, name: 'Salle du fond' } };
  const { created } = await machine.done('exchange.import', {
    previewId,
    rooms,
    kind: 'informal',
    job: 'import',
  });
  expect(created).toBe(EVENTS);
}
const imported = ({ vault }: Machine) => vault.team.list('bookings');
const reads = ({ device }: Machine, by: Machine) => by.vault.team.read('formats', device) !== null;

it('two machines that were apart have each event and its room once, and the same; of one of before, they wait', async () => {
  const a = await bench.founder();
  const b = await bench.joins(a, { name: 'Nadia', role: 'social', circles: ['team'] });
  await until(() => expect([reads(a, b), reads(b, a)]).toEqual([true, true]));
  bench.unplug(a, b);
  await imports(a);
  await imports(b);
  bench.links.heal();
  await until(() => expect(planningOf(a)).toEqual(planningOf(b)));
  for (const machine of [a, b]) {
    expect(imported(machine)).toHaveLength(EVENTS);
    expect(imported(machine).flatMap(({ rivals }) => Object.keys(rivals))).toEqual([]);
    const { spaces } = await machine.done('place.get', {});
    expect(spaces.filter(({ name }) => name === 'Salle du fond')).toHaveLength(1);
  }

  // Who may only read cannot say what it reads, and nobody waits for it.
  const c = await bench.joins(a, { name: 'Paul', role: 'volunteer-host', circles: ['team'] });
  const derived = ({ vault }: Machine) => vault.derivedId('bookings', 'x');
  const older = async () =>
    (await a.done('team.overview', {})).devices.flatMap((one) => (one.older ? [one.id] : []));
  await until(() => expect(new Set([a, b, c].map(derived)).size).toBe(1));
  expect(await older()).toEqual([]);
  // As a machine that is not updated: Yjs would lose one of two things with one id.
  b.vault.team.write((writer) => {
    writer.remove('formats', b.device);
    return ok({});
  });
  await until(() => expect(reads(b, a)).toBe(false));
  expect(derived(a)).not.toBe(derived(a));
  expect(await older()).toEqual([b.device]);
}, 60_000);
