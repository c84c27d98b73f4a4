/** What facilitators did and what is due to them. Owns nothing: it reads the planning and the catalogue. */
import type { timesheetsMethods } from '#shared/contract/timesheets.ts';
import { ok } from '#shared/domain/result.ts';
import { addDays, addMonths, fromEpoch } from '#shared/domain/time/wall.ts';
import type { FacilitatorTimesheet } from '#shared/domain/timesheets/model.ts';
import { timesheetsOf } from '#shared/domain/timesheets/timesheets.ts';
import { timesheetsCsv } from '#shared/domain/timesheets/write-csv.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import { replacing } from '../../ground/whole-file.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readSettings, today } from '../place/index.ts';
import { facilitatedBookings } from '../planning/index.ts';

export const timesheetsFeature: Feature<keyof typeof timesheetsMethods> = {
  handlers: {
    'timesheets.list': (months, vault) =>
      ok({ timesheets: readTimesheets(vault, months), today: today(vault) }),

    'timesheets.exportCsv': async ({ file, ...months }, vault) => {
      const granted = vault.files.path(file, 'write');
      if (!granted.ok) return granted;
      const timesheets = readTimesheets(vault, months);
      await replacing(granted.value, async (handle) => {
        await handle.appendFile(timesheetsCsv(timesheets));
      });
      return ok({
        sessions: timesheets
          .flatMap((timesheet) => timesheet.months)
          .reduce((sum, { sessions }) => sum + sessions.length, 0),
      });
    },
  },
};

function readTimesheets(vault: OpenVault, months: { from: string; to: string }): FacilitatorTimesheet[] {
  const last = addDays(addMonths(`${months.to}-01`, 1), -1);
  return timesheetsOf({
    bookings: facilitatedBookings(vault, `${months.from}-01`, last),
    facilitators: readFacilitators(vault),
    activities: new Map(readActivities(vault).map(({ id, name }) => [id, name])),
    now: fromEpoch(vault.clock.now(), readSettings(vault).zone),
    months,
  });
}
