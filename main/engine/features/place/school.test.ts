import { existsSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SCHOOL_FILE_MAX_BYTES } from '#shared/contract/place.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { founding, meet, openPlaceBench, type PlaceBench } from '../testing.ts';
import { placeFeature, readPlace } from './index.ts';

const official = path.resolve(
  import.meta.dirname,
  '../../../../../shared/data/vacances_scolaires_2019_2025.csv',
);
const open: PlaceBench[] = [];
const bench = (device = 'a', start: typeof founding | null = founding) => {
  const made = openPlaceBench(device, [placeFeature], start);
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

const header = 'description;population;start_date;end_date;location;zones;annee_scolaire';
const row = (name: string, start: string, back: string, zone = 'Zone A') =>
  `${name};-;${start};${back};Bordeaux;${zone};2026-2027`;
const winter = [header, row('Vacances d’Hiver', '2027-02-06', '2027-02-22')].join('\n');

describe('school holidays', () => {
  it.skipIf(!existsSync(official))(
    'come from the real file of 2019 to 2025 (skipped where shared/data is absent)',
    async () => {
      const a = bench();
      const file = a.grant(official);
      const preview = await a.done('place.previewSchoolHolidays', { file });
      expect(preview.zones.map(({ zone, knownUntil }) => [zone, knownUntil])).toEqual([
        ['A', '2025-08-31'],
        ['B', '2025-08-31'],
        ['C', '2025-08-31'],
      ]);
      expect(preview.skipped).toEqual([]);
      expect((await a.done('place.get', {})).schoolHolidays).toEqual([]);

      const { written } = await a.done('place.importSchoolHolidays', { file, zones: ['A', 'B'] });
      const place = await a.done('place.get', {});
      expect(place.schoolHolidays).toHaveLength(written);
      expect(place.knownUntil).toEqual({ A: '2025-08-31', B: '2025-08-31' });
      const day = dayFacts('2025-02-25', readPlace(a.vault));
      expect(day.reasons).toContainEqual({ kind: 'school-holiday', name: "Vacances d'hiver" });
      expect(day.closed).toBe(false);

      const again = await a.done('place.importSchoolHolidays', { file, zones: ['A', 'B'] });
      expect(again).toMatchObject({ written: 0, removed: 0 });
    },
  );

  it('are replaced by a corrected file, while other years and lines typed by hand stay', async () => {
    const a = bench();
    await a.done('place.importSchoolHolidays', { file: a.file('2027.csv', winter), zones: ['A'] });
    const typed = { zone: 'A' as const, name: 'Pont de l’Ascension', start: '2027-05-06', end: '2027-05-08' };
    await a.done('place.saveSchoolHoliday', { holiday: typed });
    const corrected = [header, row('Vacances d’Hiver', '2027-02-13', '2027-03-01')].join('\n');
    const file = a.file('corrige.csv', corrected);
    const preview = await a.done('place.previewSchoolHolidays', { file });
    expect(preview.zones).toMatchObject([{ zone: 'A', changed: 1, removed: 1, knownUntil: '2027-02-28' }]);
    await a.done('place.importSchoolHolidays', { file, zones: ['A'] });
    const { schoolHolidays } = await a.done('place.get', {});
    expect(schoolHolidays.map(({ start, source }) => [start, source])).toEqual([
      ['2027-02-13', 'corrige.csv'],
      ['2027-05-06', ''],
    ]);
  });

  it('imported on two machines at once are there once', async () => {
    const a = bench('a');
    const b = bench('b', null);
    meet(a, b);
    await a.done('place.importSchoolHolidays', { file: a.file('a.csv', winter), zones: ['A'] });
    await b.done('place.importSchoolHolidays', { file: b.file('a.csv', winter), zones: ['A'] });
    meet(a, b);
    const [fromA, fromB] = [await a.done('place.get', {}), await b.done('place.get', {})];
    expect(fromA.schoolHolidays).toHaveLength(1);
    expect(fromB.schoolHolidays).toEqual(fromA.schoolHolidays);
  });

  it('are read in the encodings of French spreadsheets and with any separator', async () => {
    const a = bench();
    const accented = winter.replace('Hiver', 'Été');
    const files = {
      'windows.csv': Buffer.from(accented, 'latin1'),
      'mark.csv': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(accented)]),
      'utf16.csv': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(accented, 'utf16le')]),
      'commas.csv': Buffer.from(accented.replaceAll(';', ',')),
      'tabs.csv': Buffer.from(accented.replaceAll(';', '\t')),
    };
    for (const [name, content] of Object.entries(files)) {
      const preview = await a.done('place.previewSchoolHolidays', { file: a.file(name, content) });
      expect(preview.zones[0]?.periods, name).toMatchObject([{ start: '2027-02-06', end: '2027-02-21' }]);
      expect(preview.zones[0]?.periods[0]?.name, name).toMatch(/Été$/);
    }
  });

  it('are taken from the good lines of a damaged file, and the bad ones are told', async () => {
    const a = bench();
    const damaged = [winter, row('Vacances de Printemps', '2027-13-40', '2027-04-19'), 'coupé;net'].join(
      '\n',
    );
    const preview = await a.done('place.previewSchoolHolidays', { file: a.file('abime.csv', damaged) });
    expect(preview.zones[0]?.periods).toHaveLength(1);
    expect(preview.skipped).toEqual([
      { line: 3, why: 'date_invalid' },
      { line: 4, why: 'columns_missing' },
    ]);
  });

  it('are refused with a reason when the file is not one, too large, gone or never granted', async () => {
    const a = bench();
    const ask = (file: string) => a.call('place.previewSchoolHolidays', { file });
    expect(await ask(a.file('liste.csv', 'nom;prénom\nA;B'))).toMatchObject({
      error: { tag: 'school_holidays_not_found', name: 'liste.csv' },
    });
    expect(await ask(a.file('vide.csv', ''))).toMatchObject({ error: { tag: 'file_unreadable' } });
    expect(await ask(a.grant(path.join(tmpdir(), 'margelle-absent.csv')))).toMatchObject({
      error: { tag: 'file_unreadable', name: 'margelle-absent.csv' },
    });
    expect(await ask('unknown')).toMatchObject({ error: { tag: 'file_not_granted' } });
    const large = path.join(tmpdir(), `margelle-large-${process.pid}.csv`);
    writeFileSync(large, '');
    truncateSync(large, SCHOOL_FILE_MAX_BYTES + 1);
    expect(await ask(a.grant(large))).toMatchObject({
      error: { tag: 'file_too_large', maxBytes: SCHOOL_FILE_MAX_BYTES },
    });
    rmSync(large);
  });
});
