/** When the place opens: versions of its usual hours, and single dates that are not as usual. */
import { err, ok } from '#shared/domain/result.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { collections } from './store.ts';

type Names = 'place.saveOpening' | 'place.removeOpening' | 'place.saveException' | 'place.removeExceptions';

const missing = (what: string) => err({ tag: 'not_found' as const, what });
const { versions, exceptions } = collections;
/** As the feed names a change of the usual hours, which have no name of their own. */
const OPENING_TITLE = 'Horaires d’ouverture';
const EXCEPTION_TITLE = 'Fermeture ou horaires exceptionnels';

export const calendarHandlers: UnlockedHandlers<Names> = {
  'place.saveOpening': ({ opening: { id: given, ...opening } }, vault) => {
    if (given !== undefined && !versions.find(vault, given)) return missing('opening');
    const id = given ?? vault.newId();
    const replaced = versions
      .all(vault)
      .filter((old) => old.validFrom === opening.validFrom && old.id !== id);
    return vault.team.write(
      (writer) => {
        for (const old of replaced) versions.remove(writer, old.id);
        versions.put(writer, id, { ...opening, id });
        return ok({ id });
      },
      () => ({ kind: 'changed', title: OPENING_TITLE, count: 1 }),
    );
  },

  'place.removeOpening': ({ id }, vault) => {
    if (!versions.find(vault, id)) return missing('opening');
    return vault.team.write(
      (writer) => {
        versions.remove(writer, id);
        return ok({ id });
      },
      () => ({ kind: 'changed', title: OPENING_TITLE, count: 1 }),
    );
  },

  'place.saveException': ({ exception: { replaces, date, until, ...decided } }, vault) => {
    const all = exceptions.all(vault);
    if (!replaces.every((id) => all.some((old) => old.id === id))) return missing('exception');
    const dates = datesBetween(date, until ?? date);
    const written = dates.map((day) => ({
      ...decided,
      hours: decided.closed ? [] : decided.hours,
      // What was decided for that date changes; it is not removed and made again.
      id: all.find((old) => old.date === day)?.id ?? vault.newId(),
      date: day,
    }));
    const kept = new Set(written.map(({ id }) => id));
    const gone = all.filter(
      ({ id, date: day }) => !kept.has(id) && (replaces.includes(id) || dates.includes(day)),
    );
    return vault.team.write(
      (writer) => {
        for (const { id } of gone) exceptions.remove(writer, id);
        for (const exception of written) exceptions.put(writer, exception.id, exception);
        return ok({ ids: written.map(({ id }) => id) });
      },
      () => ({
        kind: replaces.length === 0 ? 'created' : 'changed',
        title: decided.reason || EXCEPTION_TITLE,
        count: written.length,
      }),
    );
  },

  'place.removeExceptions': ({ ids }, vault) => {
    const known = ids.flatMap((id) => exceptions.find(vault, id) ?? []);
    const [first] = known;
    if (!first || known.length < ids.length) return missing('exception');
    return vault.team.write(
      (writer) => {
        for (const id of ids) exceptions.remove(writer, id);
        return ok({});
      },
      () => ({ kind: 'cancelled', title: first.reason || EXCEPTION_TITLE, count: ids.length }),
    );
  },
};
