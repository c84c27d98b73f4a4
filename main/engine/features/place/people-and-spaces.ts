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
  'place.saveSpace': ({ space: { id: given, ...space } }, session) => {
    const before = given === undefined ? undefined : spaces.find(session, given);
    if (given !== undefined && !before) return missing('space');
    const id = given ?? session.newId();
    const last = spaces.all(session).reduce((most, { order }) => Math.max(most, order), 0);
    const rank = before ?? { order: last + 1, archived: false };
    return session.team.write(
      (writer) => {
        spaces.put(writer, id, { ...space, id, order: rank.order, archived: rank.archived });
        return ok({ id });
      },
      () => ({ kind: before ? 'changed' : 'created', title: space.name, count: 1 }),
    );
  },

  'place.archiveSpace': ({ id, archived }, session) => {
    const before = spaces.find(session, id);
    if (!before) return missing('space');
    return session.team.write(
      (writer) => {
        spaces.put(writer, id, { ...before, archived });
        return ok({ id });
      },
      () => ({ kind: 'changed', title: before.name, count: 1 }),
    );
  },

  'place.reorderSpaces': ({ ids }, session) => {
    const present = spaces.all(session);
    const named = [...new Set(ids)];
    const unknown = named.some((id) => !present.some((space) => space.id === id));
    if (unknown) return missing('space');
    const rest = present.filter(({ id }) => !named.includes(id)).map(({ id }) => id);
    const rank = new Map([...named, ...rest].map((id, index) => [id, index + 1]));
    return session.team.write((writer) => {
      for (const space of present) {
        const order = rank.get(space.id) ?? space.order;
        if (order !== space.order) spaces.put(writer, space.id, { ...space, order });
      }
      return ok({});
    });
  },

  'place.saveEquipment': ({ equipment: { id: given, ...thing } }, session) => {
    if (given !== undefined && !equipment.find(session, given)) return missing('equipment');
    if (thing.space !== undefined && !spaces.find(session, thing.space)) return missing('space');
    const id = given ?? session.newId();
    return session.team.write(
      (writer) => {
        equipment.put(writer, id, { ...thing, id });
        return ok({ id });
      },
      () => ({ kind: given === undefined ? 'created' : 'changed', title: thing.name, count: 1 }),
    );
  },

  'place.removeEquipment': ({ id }, session) => {
    const before = equipment.find(session, id);
    if (!before) return missing('equipment');
    return session.team.write(
      (writer) => {
        equipment.remove(writer, id);
        return ok({ id });
      },
      () => ({ kind: 'cancelled', title: before.name, count: 1 }),
    );
  },

  'place.saveHost': ({ host: { id: given, ...person } }, session) => {
    const before = given === undefined ? undefined : hosts.find(session, given);
    if (given !== undefined && !before) return missing('host');
    const id = given ?? session.newId();
    return session.team.write(
      (writer) => {
        hosts.put(writer, id, { ...person, id, archived: before?.archived ?? false });
        return ok({ id });
      },
      () => ({ kind: before ? 'changed' : 'created', title: person.name, count: 1 }),
    );
  },

  'place.archiveHost': ({ id, archived }, session) => {
    const before = hosts.find(session, id);
    if (!before) return missing('host');
    return session.team.write(
      (writer) => {
        hosts.put(writer, id, { ...before, archived });
        return ok({ id });
      },
      () => ({ kind: 'changed', title: before.name, count: 1 }),
    );
  },
};
