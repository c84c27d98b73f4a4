import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, goTo, notice, unlock } from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

const doubledVault = path.join(import.meta.dirname, '..', 'main', 'engine', 'testing', 'doubled-vault.ts');

test('a calendar that two machines imported is there once again by one gesture, which can be taken back', async ({
  launchApp,
}) => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'margelle-doubled-'));
  const today = new Date().toISOString().slice(0, 10);
  execFileSync(process.execPath, [doubledVault, dataDir, today, '7']);
  const { page } = await launchApp({ dataDir, network: 'none' });
  await unlock(page, 'cheval agrafe batterie correct');
  const planned = async () => {
    const asked = { from: today, to: `${Number(today.slice(0, 4)) + 1}-12-31` };
    return (await ask(page, 'planning.range', asked)).bookings.length;
  };
  expect(await planned()).toBe(14);
  await goTo(page, 'À régler');
  const card = page.getByRole('region', { name: '7 réservations importées deux fois' });
  await expect(card.getByText('et 2 autres')).toBeVisible();
  await card.getByRole('button', { name: 'N’en garder qu’une de chaque' }).press('Enter');
  await expect(notice(page, '7 réservations en double retirées.')).toBeVisible();
  await expect(page.getByText('Rien à régler.', { exact: true })).toBeVisible();
  expect(await planned()).toBe(7);
  await page.getByRole('button', { name: 'Annuler ce changement' }).click();
  await expect(card).toBeVisible();
  expect(await planned()).toBe(14);
  await rm(dataDir, { recursive: true, force: true });
});
