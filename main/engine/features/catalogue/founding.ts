/** The catalogue a new place starts with, when its profile has one. */
import { startingCatalogue } from '#shared/domain/catalogue/starting.ts';
import { ok } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Founding } from '../../vault/gate.ts';
import { collections } from './store.ts';

export function foundCatalogue(vault: OpenVault, { profile }: Founding): void {
  vault.team.write((writer) => {
    for (const activity of startingCatalogue(profile))
      collections.activities.put(writer, activity.id, activity);
    return ok({});
  });
}
