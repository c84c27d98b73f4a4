/** What facilitators did and what is due to them. Owns nothing: it reads the planning and the catalogue. */
import type { statementsMethods } from '#shared/contract/statements.ts';
import { ok } from '#shared/domain/result.ts';
import type { FacilitatorStatement } from '#shared/domain/statements/model.ts';
import { statementsOf } from '#shared/domain/statements/statements.ts';
import { statementsCsv } from '#shared/domain/statements/write-csv.ts';
import { addDays, addMonths, fromEpoch } from '#shared/domain/time/wall.ts';
import type { Feature, Session } from '../../capability/feature.ts';
import { replacing } from '../../ground/whole-file.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readSettings, today } from '../place/index.ts';
import { facilitatedBookings } from '../planning/index.ts';

export const statementsFeature: Feature<keyof typeof statementsMethods> = {
  handlers: {
    'statements.list': (months, session) =>
      ok({ statements: readStatements(session, months), today: today(session) }),

    'statements.exportCsv': async ({ file, ...months }, session) => {
      const granted = session.files.path(file, 'write');
      if (!granted.ok) return granted;
      const statements = readStatements(session, months);
      await replacing(granted.value, async (handle) => {
        await handle.appendFile(statementsCsv(statements));
      });
      return ok({
        sessions: statements
          .flatMap((statement) => statement.months)
          .reduce((sum, { sessions }) => sum + sessions.length, 0),
      });
    },
  },
};

function readStatements(session: Session, months: { from: string; to: string }): FacilitatorStatement[] {
  const last = addDays(addMonths(`${months.to}-01`, 1), -1);
  return statementsOf({
    bookings: facilitatedBookings(session, `${months.from}-01`, last),
    facilitators: readFacilitators(session),
    activities: new Map(readActivities(session).map(({ id, name }) => [id, name])),
    now: fromEpoch(session.clock.now(), readSettings(session).zone),
    months,
  });
}
