/** When the place opens: versions of its usual hours, and single dates that are not as usual. */
import { err, ok } from '#shared/domain/result.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { UnlockedHandlers } from '../../runtime/feature.ts';
import { collections } from './store.ts';

type Names = 'place.saveOpening' | 'place.removeOpening' | 'place.saveException' | 'place.removeException';

const missing = (what: string) => err({ tag: 'not_found' as const, what });
const { versions, exceptions } = collections;
/** As the feed names a change of the usual hours, which have no name of their own. */
const OPENING_TITLE = 'Horaires d’ouverture';
const EXCEPTION_TITLE = 'Fermeture ou horaires exceptionnels';

export const calendarHandlers: UnlockedHandlers<Names> = {
  'place.saveOpening': ({ opening: { id: given, ...opening } }, session) => {
    if (given !== undefined && !versions.find(session, given)) return missing('opening');
    const id = given ?? session.newId();
    const replaced = versions
      .all(session)
      .filter((old) => old.validFrom === opening.validFrom && old.id !== id);
    return session.team.write(
      (writer) => {
        for (const old of replaced) versions.remove(writer, old.id);
        versions.put(writer, id, { ...opening, id });
        return ok({ id });
      },
      () => ({ kind: 'changed', title: OPENING_TITLE, count: 1 }),
    );
  },

  'place.removeOpening': ({ id }, session) => {
    if (!versions.find(session, id)) return missing('opening');
    return session.team.write(
      (writer) => {
        versions.remove(writer, id);
        return ok({ id });
      },
      () => ({ kind: 'changed', title: OPENING_TITLE, count: 1 }),
    );
  },

  'place.saveException': ({ exception: { id: given, date, until, ...decided } }, session) => {
    if (given !== undefined && !exceptions.find(session, given)) return missing('exception');
    const dates = datesBetween(date, until ?? date);
    const written = dates.map((day, index) => ({
      ...decided,
      hours: decided.closed ? [] : decided.hours,
      id: index === 0 && given !== undefined ? given : session.newId(),
      date: day,
    }));
    const kept = new Set(written.map(({ id }) => id));
    const replaced = exceptions.all(session).filter((old) => !kept.has(old.id) && dates.includes(old.date));
    return session.team.write(
      (writer) => {
        for (const old of replaced) exceptions.remove(writer, old.id);
        for (const exception of written) exceptions.put(writer, exception.id, exception);
        return ok({ ids: written.map(({ id }) => id) });
      },
      () => ({
        kind: given === undefined ? 'created' : 'changed',
        title: decided.reason || EXCEPTION_TITLE,
        count: written.length,
      }),
    );
  },

  'place.removeException': ({ id }, session) => {
    const before = exceptions.find(session, id);
    if (!before) return missing('exception');
    return session.team.write(
      (writer) => {
        exceptions.remove(writer, id);
        return ok({ id });
      },
      () => ({ kind: 'cancelled', title: before.reason || EXCEPTION_TITLE, count: 1 }),
    );
  },
};
