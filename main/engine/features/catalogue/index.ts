/**
 * The catalogue: activities, and the people and partners from outside who run them.
 * Owns these entities of the team's document; other capabilities read them through the functions exported here.
 */
import type { ActivityInput, catalogueMethods } from '#shared/contract/catalogue.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Feature, Session } from '../../capability/feature.ts';
import { readEquipment, readHosts, readPlace } from '../place/index.ts';
import { foundCatalogue } from './founding.ts';
import { collections, news, readActivities, readFacilitators } from './store.ts';

export { readActivities, readFacilitators } from './store.ts';

const { activities, facilitators } = collections;
const missing = (what: string) => err({ tag: 'not_found' as const, what });

export const catalogueFeature: Feature<keyof typeof catalogueMethods> = {
  handlers: {
    'catalogue.list': (_, session) =>
      ok({
        activities: [...readActivities(session)],
        facilitators: [...readFacilitators(session)],
        setAside: activities.setAside(session) + facilitators.setAside(session),
      }),

    'catalogue.saveActivity': ({ activity: { id: given, ...activity } }, session) => {
      const before = given === undefined ? undefined : activities.find(session, given);
      if (given !== undefined && !before) return missing('activity');
      const known = checkNamed(activity, session);
      if (!known.ok) return known;
      const id = given ?? session.newId();
      return session.team.write(
        (writer) => {
          activities.put(writer, id, { ...activity, id, archived: before?.archived ?? false });
          return ok({ id });
        },
        () => ({ kind: before ? 'changed' : 'created', title: activity.name, count: 1 }),
      );
    },

    'catalogue.archiveActivity': ({ id, archived }, session) => {
      const before = activities.find(session, id);
      if (!before) return missing('activity');
      return session.team.write(
        (writer) => {
          activities.put(writer, id, { ...before, archived });
          return ok({ id });
        },
        () => ({ kind: 'changed', title: before.name, count: 1 }),
      );
    },

    'catalogue.saveFacilitator': ({ facilitator: { id: given, ...person } }, session) => {
      const before = given === undefined ? undefined : facilitators.find(session, given);
      if (given !== undefined && !before) return missing('facilitator');
      const id = given ?? session.newId();
      return session.team.write(
        (writer) => {
          facilitators.put(writer, id, { ...person, id, archived: before?.archived ?? false });
          return ok({ id });
        },
        () => ({ kind: before ? 'changed' : 'created', title: person.name, count: 1 }),
      );
    },

    'catalogue.archiveFacilitator': ({ id, archived }, session) => {
      const before = facilitators.find(session, id);
      if (!before) return missing('facilitator');
      return session.team.write(
        (writer) => {
          facilitators.put(writer, id, { ...before, archived });
          return ok({ id });
        },
        () => ({ kind: 'changed', title: before.name, count: 1 }),
      );
    },
  },
  projectors: Object.values(collections).map(({ projector }) => projector),
  founded: foundCatalogue,
  opened: (session) => news.listen(session),
};

/** Everything an activity names exists; `not_found` says what does not. */
function checkNamed(activity: Omit<ActivityInput, 'id'>, session: Session): Result<undefined, AppError> {
  const within = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  if (!activity.spaces.every((id) => within(readPlace(session).spaces, id))) return missing('space');
  if (!activity.equipment.every(({ id }) => within(readEquipment(session), id))) return missing('equipment');
  if (activity.host !== undefined && !within(readHosts(session), activity.host)) return missing('host');
  if (activity.facilitator !== undefined && !facilitators.find(session, activity.facilitator))
    return missing('facilitator');
  return ok(undefined);
}
