/** What facilitators did and what is due to them. Owns nothing: it reads the planning and the catalogue. */
import type { timesheetsMethods } from '#shared/contract/timesheets.ts';
import { ok } from '#shared/domain/result.ts';
import { addDays, addMonths, fromEpoch } from '#shared/domain/time/wall.ts';
import type { FacilitatorTimesheet } from '#shared/domain/timesheets/model.ts';
import { timesheetsOf } from '#shared/domain/timesheets/timesheets.ts';
import { timesheetsCsv } from '#shared/domain/timesheets/write-csv.ts';
import type { Feature, Session } from '../../capability/feature.ts';
import { replacing } from '../../ground/whole-file.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readSettings, today } from '../place/index.ts';
import { facilitatedBookings } from '../planning/index.ts';

export const timesheetsFeature: Feature<keyof typeof timesheetsMethods> = {
  handlers: {
    'timesheets.list': (months, session) =>
      ok({ timesheets: readTimesheets(session, months), today: today(session) }),

    'timesheets.exportCsv': async ({ file, ...months }, session) => {
      const granted = session.files.path(file, 'write');
      if (!granted.ok) return granted;
      const timesheets = readTimesheets(session, months);
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

function readTimesheets(session: Session, months: { from: string; to: string }): FacilitatorTimesheet[] {
  const last = addDays(addMonths(`${months.to}-01`, 1), -1);
  return timesheetsOf({
    bookings: facilitatedBookings(session, `${months.from}-01`, last),
    facilitators: readFacilitators(session),
    activities: new Map(readActivities(session).map(({ id, name }) => [id, name])),
    now: fromEpoch(session.clock.now(), readSettings(session).zone),
    months,
  });
}
