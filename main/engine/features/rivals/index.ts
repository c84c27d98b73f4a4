/**
 * Parts of shared things that two devices wrote at the same time, whatever their type: all in one list, each settled
 * by choosing one of its values. Writes nothing that is not already there.
 */
import { isDeepStrictEqual } from 'node:util';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { RivalPart, RivalValue, rivalsMethods } from '#shared/contract/rivals.ts';
import { decodeBooking } from '#shared/domain/planning/stored.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import type { Circle, Entity, Json, Written } from '../../circles/circle.ts';
import { planningFeature } from '../planning/index.ts';
import { entitiesWithRivals, facetsToChoose, valuesOf } from './parts.ts';
import { nameOf } from './titles.ts';

export const rivalsFeature: Feature<keyof typeof rivalsMethods> = {
  handlers: {
    'rivals.list': (_, vault) => ok(list(vault)),

    'rivals.choose': async ({ key, value }, vault) => {
      const circle = vault.circle(key.circle);
      if (!circle) return err({ tag: 'not_in_circle', circle: key.circle });
      const entity = circle.read(key.type, key.id);
      if (!entity) return err({ tag: 'not_found', what: key.type });
      const chosen = facetsToChoose(entity).includes(key.facet)
        ? valuesOf(entity, key.facet).find((one) => isDeepStrictEqual(one, value))
        : undefined;
      if (chosen === undefined) return err({ tag: 'changed_meanwhile', what: key.type });
      return key.type === 'bookings'
        ? chooseForBooking(vault, entity, key.facet, chosen)
        : choose(vault, circle, entity, key.facet, chosen);
    },
  },
};

function list(vault: OpenVault): RivalPart[] {
  return entitiesWithRivals(vault.sqlite).flatMap(({ circle, entity }) => {
    const held = vault.circle(circle);
    const facets = held ? facetsToChoose(entity) : [];
    if (!held || facets.length === 0) return [];
    const written = held.versions(entity.type, entity.id);
    return facets.flatMap((facet): RivalPart[] => {
      const values = valuesOf(entity, facet);
      if (values.length < 2) return [];
      return [
        {
          key: { circle, type: entity.type, id: entity.id, facet },
          ...nameOf(vault, entity),
          values: values.map((value) => signed(value, written[facet] ?? [])),
        },
      ];
    });
  });
}

/** A value with who wrote it. */
function signed(value: Json, written: readonly Written[]): RivalValue {
  const own = written.find((one) => isDeepStrictEqual(one.value, value));
  if (!own) return { value };
  const { device, at } = own;
  return at === undefined ? { value, device } : { value, device, at };
}

/** Naming a facet settles its rivals. Told in the feed for the team; a closed circle has no feed. */
function choose(
  vault: OpenVault,
  circle: Circle,
  entity: Entity,
  facet: string,
  value: Json,
): Result<null, AppError> {
  const { type, id } = entity;
  const { title } = nameOf(vault, entity);
  const written = circle.write(
    (writer) => {
      writer.put(type, id, { [facet]: value });
      return ok({});
    },
    () => (circle.name === 'team' ? { kind: 'settled', title, count: 1 } : null),
  );
  return written.ok ? ok(null) : written;
}

/** By the planning's own rules: the slot chosen may be taken by now. */
async function chooseForBooking(
  vault: OpenVault,
  { id, facets }: Entity,
  facet: string,
  value: Json,
): Promise<Result<null, AppError>> {
  const booking = decodeBooking(id, { ...facets, [facet]: value });
  if (!booking) return err({ tag: 'changed_meanwhile', what: 'bookings' });
  const { claim: _, ...slot } = booking.slot;
  const parts = { slot, what: booking.what, who: booking.who, state: booking.state };
  const changed = await planningFeature.handlers['planning.change'](
    {
      id,
      [facet]: parts[facet as keyof typeof parts],
      scope: 'this',
      overwriteByHand: false,
      // Whoever wrote it was asked then.
      acceptOutsideOpening: true,
      asOption: false,
    },
    vault,
  );
  return changed.ok ? ok(null) : changed;
}
