/** School holidays: read from an official file that a person chose, or typed by hand. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { SCHOOL_FILE_MAX_BYTES } from '#shared/contract/place.ts';
import { readSchoolHolidays, type SchoolCalendar } from '#shared/domain/place/school-holidays.ts';
import { BY_HAND, planSchoolImport, schoolHolidayId } from '#shared/domain/place/school-import.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { decodeText } from '#shared/domain/text/decode.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { collections } from './store.ts';

type Names =
  | 'place.previewSchoolHolidays'
  | 'place.importSchoolHolidays'
  | 'place.saveSchoolHoliday'
  | 'place.removeSchoolHoliday';

const { schoolHolidays, schoolCoverage } = collections;
const ZONES = ['A', 'B', 'C'] as const;
/** As the feed names an import. */
const IMPORT_TITLE = 'Vacances scolaires';

export const schoolHandlers: UnlockedHandlers<Names> = {
  'place.previewSchoolHolidays': async ({ file }, vault) => {
    const read = await readCalendar(file, vault);
    if (!read.ok) return read;
    const { name, calendar } = read.value;
    const existing = schoolHolidays.all(vault);
    const zones = ZONES.flatMap((zone) => {
      const periods = calendar.holidays.filter((holiday) => holiday.zone === zone);
      const until = calendar.knownUntil[zone];
      if (periods.length === 0 || until === undefined) return [];
      const plan = planSchoolImport(existing, periods, [zone], name);
      return [{ zone, periods, knownUntil: until, changed: plan.put.length, removed: plan.remove.length }];
    });
    return ok({ name, zones, skipped: calendar.skipped, ignored: calendar.ignored });
  },

  'place.importSchoolHolidays': async ({ file, zones }, vault) => {
    const read = await readCalendar(file, vault);
    if (!read.ok) return read;
    const { name, calendar } = read.value;
    const plan = planSchoolImport(schoolHolidays.all(vault), calendar.holidays, zones, name);
    return vault.team.write(
      (writer) => {
        for (const id of plan.remove) schoolHolidays.remove(writer, id);
        for (const holiday of plan.put) schoolHolidays.put(writer, holiday.id, holiday);
        for (const zone of zones) {
          const until = calendar.knownUntil[zone];
          const before = schoolCoverage.find(vault, zone)?.until ?? '';
          if (until !== undefined && until > before)
            schoolCoverage.put(writer, zone, { zone, until, source: name });
        }
        return ok({ written: plan.put.length, removed: plan.remove.length });
      },
      ({ written }) => ({ kind: 'imported', title: IMPORT_TITLE, count: written }),
    );
  },

  'place.saveSchoolHoliday': ({ holiday: { id: given, ...holiday } }, vault) => {
    if (given !== undefined && !schoolHolidays.find(vault, given)) return missing();
    // Typed by hand on two machines, or typed and then imported, the same holiday is one entity.
    const id = schoolHolidayId(holiday);
    return vault.team.write(
      (writer) => {
        if (given !== undefined && given !== id) schoolHolidays.remove(writer, given);
        schoolHolidays.put(writer, id, { ...holiday, id, source: BY_HAND });
        return ok({ id });
      },
      () => ({ kind: given === undefined ? 'created' : 'changed', title: holiday.name, count: 1 }),
    );
  },

  'place.removeSchoolHoliday': ({ id }, vault) => {
    const before = schoolHolidays.find(vault, id);
    if (!before) return missing();
    return vault.team.write(
      (writer) => {
        schoolHolidays.remove(writer, id);
        return ok({ id });
      },
      () => ({ kind: 'cancelled', title: before.name, count: 1 }),
    );
  },
};

const missing = () => err({ tag: 'not_found' as const, what: 'schoolHoliday' });

async function readCalendar(
  token: string,
  { files }: OpenVault,
): Promise<Result<{ name: string; calendar: SchoolCalendar }, AppError>> {
  const path = files.path(token, 'read');
  if (!path.ok) return path;
  const name = basename(path.value);
  const bytes = await readBounded(path.value, name);
  if (!bytes.ok) return bytes;
  const calendar = readSchoolHolidays(decodeText(bytes.value).text, name);
  return calendar.ok ? ok({ name, calendar: calendar.value }) : calendar;
}

/** The bytes of a file no larger than the bound; its size is asked of the handle that is then read. */
async function readBounded(path: string, name: string): Promise<Result<Uint8Array, AppError>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const { size } = await handle.stat();
    if (size > SCHOOL_FILE_MAX_BYTES)
      return err({ tag: 'file_too_large', name, maxBytes: SCHOOL_FILE_MAX_BYTES });
    return ok(await handle.readFile());
  } catch {
    return err({ tag: 'file_unreadable', name });
  } finally {
    await handle?.close();
  }
}
