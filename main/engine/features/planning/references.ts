/** What a booking names must exist. What was archived since stays valid where it already was. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Booking } from '#shared/domain/planning/model.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readEquipment, readHosts, readPlace } from '../place/index.ts';
import type { Change } from './store.ts';
import { byId } from './views.ts';

interface Known {
  id: string;
  archived?: boolean;
}

/** Error: `not_found` with what is missing: space, host, facilitator, activity or equipment. */
export const checkReferences = (vault: OpenVault, { before, after }: Change): Result<undefined, AppError> =>
  checkNames(vault, after, before ?? undefined);

/** The parts of a booking, or of what will be one, that name other things. */
type Naming = Pick<Booking, 'what' | 'who'> & { slot: Pick<Booking['slot'], 'spaces'> };

/** The same for what is not a booking yet. */
export function checkNames(
  vault: OpenVault,
  after: Naming,
  before: Naming | undefined,
): Result<undefined, AppError> {
  const named: [string, readonly Known[], (string | undefined)[], (string | undefined)[]][] = [
    ['space', readPlace(vault).spaces, after.slot.spaces, before?.slot.spaces ?? []],
    ['host', readHosts(vault), after.who.hosts, before?.who.hosts ?? []],
    ['facilitator', readFacilitators(vault), [after.who.facilitator], [before?.who.facilitator]],
    ['activity', readActivities(vault), [after.what.activity], [before?.what.activity]],
    ['equipment', readEquipment(vault), idsOf(after), before ? idsOf(before) : []],
  ];
  for (const [what, list, wanted, already] of named) {
    const known = byId(list);
    for (const id of wanted) {
      if (id === undefined || already.includes(id)) continue;
      const found = known.get(id);
      if (!found || found.archived) return err({ tag: 'not_found', what });
    }
  }
  return ok(undefined);
}

const idsOf = ({ what }: Naming) => what.equipment.map(({ id }) => id);
