/** The public calendar, taken in again by the app itself, in another place: the same minutes on both sides of a change of hour. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createFileGrants } from '../../ground/file-grants.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { openExchangeBench } from '../exchange/bench.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { openPlaceBench } from '../testing.ts';
import { programmeFeature } from './index.ts';

test('is imported to the minute across 28 March 2027', async () => {
  const here = openPlaceBench('a', [placeFeature, catalogueFeature, planningFeature, programmeFeature]);
  const there = openExchangeBench('b');
  const folder = mkdtempSync(path.join(tmpdir(), 'margelle-calendar-'));
  try {
    const files = createFileGrants({ bytes: (length) => Buffer.alloc(length, 7) });
    here.vault.files = files;
    for (const [title, first, start, end] of [
      ['Yoga', '2027-03-16', '10:00', '11:15'],
      ['Soirée', '2027-03-20', '22:30', '24:00'],
      ['Dimanche', '2027-03-21', '01:30', '04:15'],
    ] as const)
      await here.done('planning.createSeries', {
        rule: { frequency: 'weekly', count: 4 },
        slot: { date: first, start, end, spaces: ['space-salon'] },
        what: { kind: 'session', title, isPublic: true },
        who: {},
        state: { status: 'confirmed' },
        acceptOutsideOpening: true,
      });
    const range = { from: '2027-03-01', to: '2027-04-30' };
    const file = path.join(folder, 'programme.ics');
    await here.done('programme.exportIcs', { file: files.grant(file, 'write'), ...range });
    copyFileSync(file, path.join(there.folder, 'programme.ics'));
    const preview = await there.preview(there.grantRead(path.join(there.folder, 'programme.ics')));
    expect(preview).toMatchObject({ events: 12, rows: 12, skipped: [], unknownZones: [] });
    expect(await there.import(preview)).toMatchObject({ created: 12 });
    const minutes = async (bench: typeof here | typeof there) =>
      (await bench.done('planning.range', range)).bookings
        .map(({ title, date, start, end }) => `${date} ${start} ${end} ${title}`)
        .sort();
    expect(await minutes(there)).toEqual(await minutes(here));
  } finally {
    here.close();
    there.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
