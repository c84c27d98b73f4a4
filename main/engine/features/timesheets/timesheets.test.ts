import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileGrants } from '../../ground/file-grants.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { meet, openPlaceBench, type PlaceBench } from '../testing.ts';
import { timesheetsFeature } from './index.ts';

const features = [placeFeature, catalogueFeature, planningFeature, timesheetsFeature];
/** The bench's clock says 12 January 2027, 10 h in Paris. */
const MONTHS = { from: '2027-01', to: '2027-02' };

let bench: PlaceBench;
let folder: string;
beforeEach(() => {
  bench = openPlaceBench('a', features);
  folder = mkdtempSync(path.join(tmpdir(), 'margelle-timesheets-'));
});
afterEach(() => {
  bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const hire = async (name: string, cents: number | null) =>
  (
    await bench.done('catalogue.saveFacilitator', {
      facilitator: {
        name,
        contact: {},
        price: cents === null ? null : { unit: 'session', cents },
        availability: '',
        absences: [],
        documents: [],
      },
    })
  ).id;
const book = async (facilitator: string | undefined, date: string, more: object = {}) => {
  const { id } = await bench.done('planning.create', {
    slot: { date, start: '08:00', end: '09:30', spaces: [] },
    what: { kind: 'session', title: 'Yoga' },
    who: facilitator === undefined ? {} : { facilitator },
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
    ...more,
  });
  return id;
};
const listed = async (on = bench) => (await on.done('timesheets.list', MONTHS)).timesheets;
const grantWrite = (file: string) => {
  const files = createFileGrants({ bytes: (length) => Buffer.alloc(length, 7) });
  bench.vault.files = files;
  return files.grant(file, 'write');
};

describe('the timesheets', () => {
  test('follow the planning: booked, given, moved to another month, cancelled', async () => {
    const aude = await hire('Aude', 6_000);
    await hire('Sans séance', 6_000);
    const given = await book(aude, '2027-01-12');
    const next = await book(aude, '2027-01-19');
    await book(undefined, '2027-01-20');
    expect(await listed()).toMatchObject([
      {
        facilitator: aude,
        name: 'Aude',
        given: { sessions: 1, minutes: 90, cents: 6_000 },
        expected: { sessions: 2, minutes: 180, cents: 12_000 },
        months: [{ month: '2027-01', sessions: [{ booking: given }, { booking: next }] }],
      },
    ]);

    const { booking } = await bench.done('planning.booking', { id: next });
    const { claim: _, ...slot } = booking.slot;
    await bench.done('planning.change', { id: next, slot: { ...slot, date: '2027-02-02' } });
    await bench.done('planning.cancel', { id: given, reason: 'Malade' });
    expect((await listed())[0]?.months.map(({ month, expected }) => [month, expected.cents])).toEqual([
      ['2027-01', 0],
      ['2027-02', 6_000],
    ]);
    const { today } = await bench.done('timesheets.list', MONTHS);
    expect(today).toBe('2027-01-12');
    expect((await bench.done('timesheets.list', { from: '2027-03', to: '2027-03' })).timesheets).toEqual([]);
  });

  test('keep somebody who no longer comes, and show one whom the catalogue does not hold yet', async () => {
    const aude = await hire('Aude', 6_000);
    await book(aude, '2027-01-05');
    await bench.done('catalogue.archiveFacilitator', { id: aude, archived: true });
    expect((await listed())[0]).toMatchObject({ name: 'Aude', given: { cents: 6_000 } });

    const other = openPlaceBench('b', features, null);
    try {
      // The bookings of the year came; the document of the catalogue is still on its way.
      other.circle.receive(bench.updates().filter(({ document }) => document !== 'undated'));
      expect(await listed(other)).toMatchObject([{ facilitator: aude, name: '', price: null }]);
      meet(bench, other);
      expect(await listed(other)).toEqual(await listed());
    } finally {
      other.close();
    }
  });

  test('read the last day of the last month, and no day more', async () => {
    const aude = await hire('Aude', 6_000);
    for (const date of ['2026-12-31', '2027-01-01', '2027-02-28', '2027-03-01']) await book(aude, date);
    expect((await listed())[0]?.months.flatMap(({ sessions }) => sessions.map(({ date }) => date))).toEqual([
      '2027-01-01',
      '2027-02-28',
    ]);
  });
});

describe('the table', () => {
  test('replaces the file that was chosen, whole', async () => {
    const aude = await hire('Aude', 6_050);
    await book(aude, '2027-01-05');
    await book(aude, '2027-01-26', { state: { status: 'option' } });
    const file = path.join(folder, 'releves.csv');
    writeFileSync(file, 'ancien');
    expect(await bench.done('timesheets.exportCsv', { ...MONTHS, file: grantWrite(file) })).toEqual({
      sessions: 2,
    });
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines[1]).toBe('Aude;2027-01;05/01/2027;mardi;08:00;09:30;Yoga;90;Donnée;60,50;60,50');
    expect(lines[2]).toBe('Aude;2027-01;26/01/2027;mardi;08:00;09:30;Yoga;90;Option;60,50;0,00');
    expect(readdirSync(folder)).toEqual(['releves.csv']);
  });

  test('is refused without a grant, and leaves what was there when the disk refuses', async () => {
    expect(await bench.call('timesheets.exportCsv', { ...MONTHS, file: 'inventé' })).toEqual({
      ok: false,
      error: { tag: 'file_not_granted' },
    });
    const absent = grantWrite(path.join(folder, 'absent', 'releves.csv'));
    await expect(bench.call('timesheets.exportCsv', { ...MONTHS, file: absent })).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual([]);
  });
});
