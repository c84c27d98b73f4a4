/**
 * A process that makes a vault in which one calendar is there twice, as two machines of before left it when they had imported it
 * apart: `node doubled-vault.ts <folder> <today> <days>`.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { ok } from '#shared/domain/result.ts';
import { addDays } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../capability/feature.ts';
import type { Json } from '../circles/circle.ts';
import { features } from '../features/index.ts';
import { type Clock, systemClock } from '../index.ts';
import { openTestEngine, testPassphrase } from './engine.ts';

const vaults = new WeakMap<Clock, OpenVault>();

/** One session a day, `days` of them from the day after `today`. The passphrase is that of the tests. */
async function foundDoubled(dataDir: string, today: string, days: number): Promise<void> {
  features.push({ handlers: {}, opened: (vault) => void vaults.set(vault.clock, vault) });
  const clock = { ...systemClock };
  const engine = openTestEngine(dataDir, null, clock);
  const founding = {
    team: 'La Margelle',
    profile: 'ressourcerie',
    name: 'Odile',
    role: 'coordinator',
  } as const;
  await engine.call('vault.create', { ...founding, passphrase: testPassphrase });
  const file = path.join(dataDir, 'agenda.ics');
  const dates = Array.from({ length: days }, (_, at) => addDays(today, at + 1).replaceAll('-', ''));
  const events = dates.map((date, at) =>
    event(`UID:${at}@agenda`, `SUMMARY:Atelier ${at + 1}`, `DTSTART:${date}T100000`, 'DURATION:PT1H'),
  );
  writeFileSync(file, calendar(...events));
  const preview = await engine.call('exchange.preview', {
    file: engine.grantFile(file, 'read'),
    job: 'read',
  });
  if (!preview.ok) throw new Error(preview.error.tag);
  const rooms = {};
  const { previewId } = preview.value;
  await engine.call('exchange.import', { previewId, rooms, kind: 'session', job: 'import' });
  const vault = vaults.get(clock);
  vault?.team.write((writer) => {
    for (const { document, facets } of vault.team.list('bookings')) {
      const origin = { ...(facets.origin as Record<string, Json>), importId: 'of-another-machine' };
      writer.put('bookings', vault.newId(), { ...facets, origin }, document);
    }
    return ok({});
  });
  await engine.close();
}

const [dataDir = '', today = '', days = ''] = process.argv.slice(2);
await foundDoubled(dataDir, today, Number(days));
