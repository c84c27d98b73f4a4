import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type RunningApp, test } from './support/launch.ts';

const passphrase = 'tabouret violet marée balcon';
const next = 'cerise boulon nuage trottoir';

/** The first two steps; ends on the recovery sheet and gives its nine groups. */
async function makeVault(page: Page): Promise<string[]> {
  await page.getByLabel('Nom du lieu').fill('La Ressourcerie');
  await page.keyboard.press('Enter');
  await page.getByLabel('Votre prénom').fill('Camille');
  await page.getByLabel('Choisissez une phrase de passe').fill(passphrase);
  await page.getByLabel('La même, encore une fois').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Votre feuille de secours' })).toBeVisible({
    timeout: 30_000,
  });
  const groups = await page.getByRole('list', { name: 'Code de secours' }).locator('li').allInnerTexts();
  return groups.map((group) => group.replace(/\s/g, '').slice(1));
}

async function passTheCheck(page: Page, groups: string[]): Promise<void> {
  await page.getByRole('button', { name: 'C’est fait, vérifier' }).click();
  const boxes = page.getByRole('textbox', { name: /^Groupe \d$/ });
  await expect(boxes).toHaveCount(2);
  for (const box of await boxes.all()) {
    const label = await box.evaluate((it) => (it as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await box.fill(groups[Number(label.slice(-1)) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
}

async function unlock(page: Page, typed: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Ouvrir le coffre' })).toBeVisible();
  await page.getByLabel('Phrase de passe', { exact: true }).fill(typed);
  await page.keyboard.press('Enter');
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Ouvrir le coffre' })).toBeVisible();
}

async function expectAccessible(page: Page, part = 'body'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).setLegacyMode(true).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

const open = async (app: RunningApp): Promise<Page> => {
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
  return app.page;
};

for (const colorScheme of ['light', 'dark'] as const)
  test(`a team starts in three steps, with nothing in the way of anyone (${colorScheme})`, async ({
    launchApp,
  }) => {
    const app = await launchApp({ colorScheme, size: { width: 1024, height: 700 } });
    const page = await open(app);
    await expectAccessible(page);
    await app.shot(`start-1-${colorScheme}`);
    const groups = await makeVault(page);
    await expectAccessible(page);
    await app.shot(`start-3-${colorScheme}`);

    await page.getByRole('button', { name: 'Imprimer la feuille' }).click();
    expect((await app.printed()).length).toBeGreaterThan(1000);

    await passTheCheck(page, groups);
    await page.getByRole('link', { name: 'Réglages' }).click();
    await expect(page.getByText('Vous avez vérifié votre feuille de secours.')).toBeVisible();
    await expectAccessible(page);
    await app.shot(`settings-${colorScheme}`, { fullPage: true });
    await page.getByRole('link', { name: 'Aide' }).click();
    await expect(page.getByRole('heading', { name: 'Raccourcis du clavier' })).toBeVisible();
    await expectAccessible(page);
    await lock(page);
    await expectAccessible(page);
    await app.shot(`unlock-${colorScheme}`);
  });

test('the wrong groups do not pass for a copy of the recovery code', async ({ launchApp }) => {
  const page = await open(await launchApp());
  await makeVault(page);
  await page.getByRole('button', { name: 'C’est fait, vérifier' }).click();
  for (const box of await page.getByRole('textbox', { name: /^Groupe/ }).all()) await box.fill('ZZZZ');
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByText('Ce ne sont pas les bons groupes.')).toBeVisible();
});

test('a weak passphrase is refused with a hint, and nothing is made', async ({ launchApp }) => {
  const page = await open(await launchApp());
  await page.getByLabel('Nom du lieu').fill('La Ressourcerie');
  await page.keyboard.press('Enter');
  await page.getByLabel('Votre prénom').fill('Camille');
  await page.getByLabel('Choisissez une phrase de passe').fill('camille');
  await page.getByLabel('La même, encore une fois').fill('camille');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/facile à deviner/i)).toBeVisible();
  const state = await page.evaluate(() => window.margelle.call('vault.state', {}));
  expect(state).toMatchObject({ ok: true, value: { vaults: [], open: null } });
});

test('wrong passphrases wait longer and longer; the recovery code opens and chooses a new one', async ({
  launchApp,
}) => {
  const app = await launchApp();
  const page = await open(app);
  const groups = await makeVault(page);
  await passTheCheck(page, groups);
  await lock(page);

  const submit = page.getByRole('button', { name: 'Ouvrir', exact: true });
  await expect
    .poll(async () => {
      if (await submit.isEnabled()) await unlock(page, 'pas la bonne');
      return page.getByText(/Nouvel essai possible dans/).isVisible();
    })
    .toBe(true);
  await expect(submit).toBeDisabled();

  await page.getByRole('button', { name: 'J’ai oublié ma phrase de passe' }).click();
  const code = page.getByLabel('Code de secours');
  await code.fill(`${groups.join(' ').toLowerCase().slice(0, -1)}`);
  await expect(page.getByText('Encore 1 signe.')).toBeVisible();
  await code.fill(groups.join(' ').toLowerCase());
  await expect(page.getByText('Le code est bien recopié.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Nouvelle phrase de passe').fill(next);
  await page.getByLabel('La même, encore une fois').fill(next);
  const recover = page.getByRole('button', { name: 'Ouvrir le coffre' });
  await expect(recover).toBeEnabled({ timeout: 60_000 });
  await recover.click();
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 30_000 });

  await app.restart();
  await unlock(app.page, next);
  await expect(app.page.getByRole('navigation')).toBeVisible({ timeout: 30_000 });
});

test('a backup is made, rehearsed and restored in place of the vault, which is kept aside', async ({
  launchApp,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-backups-'));
  const app = await launchApp();
  const page = await open(app);
  await passTheCheck(page, await makeVault(page));
  await page.getByRole('link', { name: 'Réglages' }).click();
  await app.answerNextDialog({ path: folder });
  await page.getByRole('button', { name: 'Choisir un dossier' }).click();
  await page.getByRole('button', { name: 'Sauvegarder maintenant' }).click();
  await expect(page.getByRole('cell', { name: 'Relue, en bon état' }).first()).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);
  await app.shot('settings-backups', { fullPage: true });
  const [name = ''] = (await readdir(folder)).sort();

  await page.getByRole('button', { name: 'Restaurer une sauvegarde' }).click();
  await page.getByRole('button', { name: 'Fermer le coffre et restaurer' }).click();
  await app.answerNextDialog({ path: path.join(folder, name) });
  await page.getByRole('button', { name: 'Choisir le fichier de sauvegarde' }).click();
  await page
    .getByLabel('Phrase de passe de l’époque', { exact: true })
    .and(page.getByRole('textbox'))
    .fill(passphrase);
  await page.getByRole('button', { name: 'Lire la sauvegarde' }).click();
  await expect(page.getByRole('heading', { name: 'Ce que contient cette sauvegarde' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('radio', { name: 'Remplacer le coffre de ce poste' })).toBeChecked();
  await expectAccessible(page);
  await app.shot('restore-rehearsal');
  await page.getByRole('button', { name: 'Restaurer', exact: true }).click();
  await expect(page.getByText('La sauvegarde est restaurée.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Ouvrir ce coffre' }).click();
  await unlock(page, passphrase);
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 30_000 });
  await rm(folder, { recursive: true, force: true });
});

test('mode accueil hides everything but the public sessions of the day, even after a reload', async ({
  launchApp,
}) => {
  const app = await launchApp({ demo: true });
  const { page } = app;
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('F9');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('Occupé')).toHaveCount(0);
  await expectAccessible(page);
  await app.shot('reception');
  await page.reload();
  await expect(page.getByText('F9 ou Échap')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation')).toBeVisible();
});

test('Ctrl+K finds a screen, a command and an activity from a few letters', async ({ launchApp }) => {
  const app = await launchApp({ demo: true });
  const { page } = app;
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 });
  const box = page.getByRole('textbox', { name: 'Rechercher' });
  await page.keyboard.press('Control+k');
  await box.fill('yog');
  await expect(page.getByRole('dialog').getByText(/^Yoga/).first()).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await app.shot('search');
  await box.fill('regl');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
