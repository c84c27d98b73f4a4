/** Ids of what an import makes: the same calendar imported on two machines apart makes each thing once (docs/decisions/0024). */
import { wholeUid } from '#shared/domain/exchange/cut-series.ts';
import type { Placement } from '#shared/domain/exchange/reading.ts';
import { bookingFacets } from '#shared/domain/planning/model.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Entity } from '../../circles/circle.ts';
import { BOOKINGS } from '../planning/index.ts';

type Vault = Pick<OpenVault, 'team' | 'derivedId'>;

/**
 * What is left of a booking that was taken back while somebody changed a part of it apart: nothing that anybody sees. One of another
 * version, which this one cannot read, has all of its parts.
 */
export const isLeftOver = ({ type, facets }: Entity): boolean =>
  type === BOOKINGS && bookingFacets.some((facet) => facets[facet] === undefined);

/** Of one import: no two things get the same, nor that of one which stands here. */
export function newIds(vault: Vault) {
  const given = new Set<string>();
  function idOf(type: string, ...source: string[]): string {
    for (let nth = 0; ; nth++) {
      const id = vault.derivedId(type, ...source, nth);
      const present = vault.team.read(type, id);
      if (given.has(id) || (present !== null && !isLeftOver(present))) continue;
      given.add(id);
      return id;
    }
  }
  return {
    /** Of a date of an event, in whichever part of its series. */
    booking: ({ uid, recurrenceId = '' }: Placement) => idOf(BOOKINGS, wholeUid(uid), recurrenceId),
    /** By its key (`roomKey`). */
    space: (key: string) => idOf('spaces', key),
  };
}
