/** Ids of what an import makes: the same calendar imported on two machines apart makes each thing once (docs/decisions/0024). */
import { wholeUid } from '#shared/domain/exchange/cut-series.ts';
import type { Placement } from '#shared/domain/exchange/reading.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { BOOKINGS } from '../planning/index.ts';

type Vault = Pick<OpenVault, 'team' | 'derivedId'>;

/** Of one import: no two things get the same, nor that of one which stands here. */
export function newIds(vault: Vault) {
  const given = new Set<string>();
  function idOf(type: string, ...source: string[]): string {
    for (let nth = 0; ; nth++) {
      const id = vault.derivedId(type, ...source, nth);
      if (given.has(id) || vault.team.read(type, id) !== null) continue;
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
