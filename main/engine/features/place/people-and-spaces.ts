/** Spaces, material and référentes: what a booking can take. */
import { err, ok } from '#shared/domain/result.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import { collections } from './store.ts';

type Names =
  | 'place.saveSpace'
  | 'place.archiveSpace'
  | 'place.reorderSpaces'
  | 'place.saveEquipment'
  | 'place.removeEquipment'
  | 'place.saveHost'
  | 'place.archiveHost';

const missing = (what: string) => err({ tag: 'not_found' as const, what });
const { spaces, equipment, hosts } = collections;

export const peopleAndSpaces: UnlockedHandlers<Names> = {
  'place.saveSpace': ({ space: { id: given, ...space } }, vault) => {
    const before = given === undefined ? undefined : spaces.find(vault, given);
    if (given !== undefined && !before) return missing('space');
    const id = given ?? vault.newId();
    const last = spaces.all(vault).reduce((most, { order }) => Math.max(most, order), 0);
    const rank = before ?? { order: last + 1, archived: false };
    return vault.team.write(
      (writer) => {
        spaces.put(writer, id, { ...space, id, order: rank.order, archived: rank.archived });
        return ok({ id });
      },
      () => ({ kind: before ? 'changed' : 'created', title: space.name, count: 1 }),
    );
  },

  'place.archiveSpace': ({ id, archived }, vault) => {
    const before = spaces.find(vault, id);
    if (!before) return missing('space');
    return vault.team.write(
      (writer) => {
        spaces.put(writer, id, { ...before, archived });
        return ok({ id });
      },
      () => ({ kind: 'changed', title: before.name, count: 1 }),
    );
  },

  'place.reorderSpaces': ({ ids }, vault) => {
    const present = spaces.all(vault);
    const named = [...new Set(ids)];
    const unknown = named.some((id) => !present.some((space) => space.id === id));
    if (unknown) return missing('space');
    const rest = present.filter(({ id }) => !named.includes(id)).map(({ id }) => id);
    const rank = new Map([...named, ...rest].map((id, index) => [id, index + 1]));
    return vault.team.write((writer) => {
      for (const space of present) {
        const order = rank.get(space.id) ?? space.order;
        if (order !== space.order) spaces.put(writer, space.id, { ...space, order });
      }
      return ok({});
    });
  },

  'place.saveEquipment': ({ equipment: { id: given, ...thing } }, vault) => {
    if (given !== undefined && !equipment.find(vault, given)) return missing('equipment');
    if (thing.space !== undefined && !spaces.find(vault, thing.space)) return missing('space');
    const id = given ?? vault.newId();
    return vault.team.write(
      (writer) => {
        equipment.put(writer, id, { ...thing, id });
        return ok({ id });
      },
      () => ({ kind: given === undefined ? 'created' : 'changed', title: thing.name, count: 1 }),
    );
  },

  'place.removeEquipment': ({ id }, vault) => {
    const before = equipment.find(vault, id);
    if (!before) return missing('equipment');
    return vault.team.write(
      (writer) => {
        equipment.remove(writer, id);
        return ok({ id });
      },
      () => ({ kind: 'cancelled', title: before.name, count: 1 }),
    );
  },

  'place.saveHost': ({ host: { id: given, ...person } }, vault) => {
    const before = given === undefined ? undefined : hosts.find(vault, given);
    if (given !== undefined && !before) return missing('host');
    const id = given ?? vault.newId();
    return vault.team.write(
      (writer) => {
        hosts.put(writer, id, { ...person, id, archived: before?.archived ?? false });
        return ok({ id });
      },
      () => ({ kind: before ? 'changed' : 'created', title: person.name, count: 1 }),
    );
  },

  'place.archiveHost': ({ id, archived }, vault) => {
    const before = hosts.find(vault, id);
    if (!before) return missing('host');
    return vault.team.write(
      (writer) => {
        hosts.put(writer, id, { ...before, archived });
        return ok({ id });
      },
      () => ({ kind: 'changed', title: before.name, count: 1 }),
    );
  },
};
