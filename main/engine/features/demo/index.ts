/**
 * Opens a throw-away vault and fills it with an invented place. Only for demonstrations and measures: in any other
 * run the method does not exist.
 */

import type { Answer, ParamsOf } from '#shared/contract/index.ts';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { DEMO_FOUNDER } from '#shared/domain/demo/people.ts';
import { ok } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { fillPlace, type Scale } from './fill.ts';

interface VaultMaking {
  create(params: ParamsOf<'vault.create'>): Promise<Answer<'vault.create'>>;
  opened(): OpenVault | null;
}

export function createDemo(vault: VaultMaking) {
  return async ({ scale, seed }: { scale: Scale; seed: number }): Promise<Answer<'demo.open'>> => {
    const created = await vault.create({
      team: 'La Ressourcerie (démonstration)',
      profile: 'ressourcerie',
      name: DEMO_FOUNDER.name,
      role: DEMO_FOUNDER.role,
      passphrase: DEMO_PASSPHRASE,
    });
    if (!created.ok) return created;
    const opened = vault.opened();
    if (!opened) throw new Error('the vault that was just made is not open');
    const counts = await fillPlace(opened, scale, seed);
    for (const topic of [
      'place.changed',
      'catalogue.changed',
      'planning.changed',
      'notes.changed',
    ] as const) {
      opened.emit(topic, {});
    }
    return ok(counts);
  };
}
