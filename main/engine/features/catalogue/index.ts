/**
 * The catalogue: activities, and the people and partners from outside who run them.
 * Owns these entities of the team's document; other capabilities read them through the functions exported here.
 */
import type { ActivityInput, catalogueMethods } from '#shared/contract/catalogue.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type { Category } from '#shared/domain/place/model.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import { readEquipment, readHosts, readPlace, readSettings } from '../place/index.ts';
import { foundCatalogue } from './founding.ts';
import { collections, news, readActivities, readFacilitators } from './store.ts';

export { readActivities, readFacilitators } from './store.ts';

const { activities, facilitators } = collections;
const missing = (what: string) => err({ tag: 'not_found' as const, what });

export const catalogueFeature: Feature<keyof typeof catalogueMethods> = {
  handlers: {
    'catalogue.list': (_, vault) =>
      ok({
        activities: byCategory(readActivities(vault), readSettings(vault).categories),
        facilitators: [...readFacilitators(vault)],
        setAside: activities.setAside(vault) + facilitators.setAside(vault),
      }),

    'catalogue.saveActivity': ({ activity: { id: given, ...activity } }, vault) => {
      const before = given === undefined ? undefined : activities.find(vault, given);
      if (given !== undefined && !before) return missing('activity');
      const known = checkNamed(activity, vault);
      if (!known.ok) return known;
      const id = given ?? vault.newId();
      return vault.team.write(
        (writer) => {
          activities.put(writer, id, { ...activity, id, archived: before?.archived ?? false });
          return ok({ id });
        },
        () => ({ kind: before ? 'changed' : 'created', title: activity.name, count: 1 }),
      );
    },

    'catalogue.archiveActivity': ({ id, archived }, vault) => {
      const before = activities.find(vault, id);
      if (!before) return missing('activity');
      return vault.team.write(
        (writer) => {
          activities.put(writer, id, { ...before, archived });
          return ok({ id });
        },
        () => ({ kind: 'changed', title: before.name, count: 1 }),
      );
    },

    'catalogue.saveFacilitator': ({ facilitator: { id: given, ...person } }, vault) => {
      const before = given === undefined ? undefined : facilitators.find(vault, given);
      if (given !== undefined && !before) return missing('facilitator');
      const id = given ?? vault.newId();
      return vault.team.write(
        (writer) => {
          facilitators.put(writer, id, { ...person, id, archived: before?.archived ?? false });
          return ok({ id });
        },
        () => ({ kind: before ? 'changed' : 'created', title: person.name, count: 1 }),
      );
    },

    'catalogue.archiveFacilitator': ({ id, archived }, vault) => {
      const before = facilitators.find(vault, id);
      if (!before) return missing('facilitator');
      return vault.team.write(
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
  opened: (vault) => news.listen(vault),
};

/** In the order of the place's categories, those of none last; each in the order it had. */
function byCategory(activities: readonly Activity[], categories: readonly Category[]): Activity[] {
  const ids = categories.map(({ id }) => id);
  const rank = ({ category }: Activity) =>
    ids.includes(category ?? '') ? ids.indexOf(category ?? '') : ids.length;
  return activities.toSorted((a, b) => rank(a) - rank(b));
}

/** Everything an activity names exists; `not_found` says what does not. */
function checkNamed(activity: Omit<ActivityInput, 'id'>, vault: OpenVault): Result<undefined, AppError> {
  const within = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
  if (!activity.spaces.every((id) => within(readPlace(vault).spaces, id))) return missing('space');
  if (!activity.equipment.every(({ id }) => within(readEquipment(vault), id))) return missing('equipment');
  if (activity.host !== undefined && !within(readHosts(vault), activity.host)) return missing('host');
  if (activity.facilitator !== undefined && !facilitators.find(vault, activity.facilitator))
    return missing('facilitator');
  return ok(undefined);
}
