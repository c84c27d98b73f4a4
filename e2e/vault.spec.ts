import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { minimumCost } from '../main/engine/vault/key-derivation.ts';
import { axeFor, settledColours } from './support/examine.ts';
import {
  ask,
  checkRecoveryCode,
  createVault,
  foundVault,
  goTo,
  lock,
  PASSPHRASE,
  passphraseField,
  unlock,
} from './support/journeys.ts';
import { expect, test } from './support/launch.ts';
import { vaultFolder } from './support/vault-folder.ts';

const OTHER_PASSPHRASE = 'cerise boulon nuage trottoir';

/** For what the journeys of the screens do not reach. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await (await axeFor(page)).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

test('a team starts in three steps: a strong passphrase, a printed sheet, two groups of it copied back', async ({
  launchApp,
}) => {
  const app = await launchApp({ realKeys: true });
  const { page } = app;

  await test.step('a weak passphrase is refused with a hint, and nothing is made', async () => {
    await page.getByLabel('Nom du lieu ou de l’équipe').fill('La Ressourcerie');
    await page.keyboard.press('Enter');
    await page.getByLabel('Votre prénom').fill('Claire');
    await page.getByLabel('Choisissez une phrase de passe').fill('claire');
    await page.getByLabel('La même, encore une fois').fill('claire');
    await page.getByRole('button', { name: 'Créer le coffre' }).click();
    await expect(page.getByText('Cette phrase de passe est trop facile à deviner.')).toBeVisible();
    await expect(page.getByLabel('Choisissez une phrase de passe')).toHaveAttribute('data-invalid', 'true');
    expect(await ask(page, 'vault.state', {})).toMatchObject({ vaults: [], open: null });
    await page.getByRole('button', { name: 'Retour' }).click();
  });

  const code = await createVault(page);
  await test.step('the sheet is one A4 page that bears the whole code', async () => {
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('.print-sheet');
    await expect(sheet).toBeVisible();
    for (const group of code.split('-')) await expect(sheet).toContainText(group);
    await expect(sheet).toContainText('Claire, La Ressourcerie');
    await expect(page.getByRole('button', { name: 'Imprimer la feuille' })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Imprimer la feuille' }).click();
    const pdf = (await app.printed()).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width = '', height = ''] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf) ?? [];
    expect([Math.round(Number(width) / 5), Math.round(Number(height) / 5)]).toEqual([119, 168]);
  });

  await test.step('wrong groups do not pass, the right ones open the app', async () => {
    await page.getByRole('button', { name: 'C’est fait, vérifier' }).click();
    for (const box of await page.getByRole('textbox', { name: /^Groupe/ }).all()) await box.fill('ZZZZ');
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await expect(page.getByText('Ce ne sont pas les bons groupes.')).toBeVisible();
    await page.getByRole('button', { name: 'Revoir le code' }).click();
    await checkRecoveryCode(page, code);
    await goTo(page, 'Réglages');
    await expect(page.getByText('Vous avez vérifié votre feuille de secours.')).toBeVisible();
  });

  await test.step('its passphrase costs what it must to whoever guesses, and opens it again', async () => {
    const keyring = JSON.parse(
      await readFile(path.join(await vaultFolder(app.dataDir), 'keyring.json'), 'utf8'),
    );
    expect(keyring.passphrase.passes).toBeGreaterThanOrEqual(minimumCost.passes);
    expect(keyring.passphrase.memoryBytes).toBeGreaterThanOrEqual(minimumCost.memoryBytes);
    await lock(page);
    await unlock(page);
  });
});

test('wrong passphrases wait longer and longer; the recovery code opens and chooses a new one', async ({
  app,
}) => {
  const { page } = app;
  const { recoveryCode } = await foundVault(page);
  const groups = recoveryCode.split('-').join(' ').toLowerCase();
  await lock(page);

  await test.step('after a few wrong ones, one has to wait', async () => {
    const submit = page.getByRole('button', { name: 'Ouvrir', exact: true });
    const wait = page.getByText(/Nouvel essai possible dans/);
    // The wait is looked at while it lasts: on a busy machine it may be over, and another wrong one starts the next.
    await expect(async () => {
      if (await submit.isEnabled()) {
        await passphraseField(page).fill('pas la bonne');
        await submit.click();
      }
      await expect(wait).toBeVisible({ timeout: 1500 });
      expect(await submit.isDisabled()).toBe(true);
    }).toPass({ timeout: 120_000 });
    await expect(page.getByText('Ce n’est pas la bonne phrase de passe.').or(wait).first()).toBeVisible();
  });

  await test.step('the code is helped while it is copied, then opens', async () => {
    await page.getByRole('button', { name: 'J’ai oublié ma phrase de passe' }).click();
    const code = page.getByLabel('Code de secours');
    await code.fill(groups.slice(0, -1));
    await expect(page.getByText('Encore 1 signe.')).toBeVisible();
    await code.fill(groups);
    await expect(page.getByText('Le code est bien recopié.')).toBeVisible();
    // The wait may end while axe reads the button's colours.
    const recover = page.getByRole('button', { name: 'Ouvrir le coffre' });
    await expect(recover).toBeEnabled({ timeout: 120_000 });
    await settledColours(page);
    await expectAccessible(page);
    await app.shot('recover-light-1280x840');
    await page.getByLabel('Nouvelle phrase de passe').fill(OTHER_PASSPHRASE);
    await page.getByLabel('La même, encore une fois').fill(OTHER_PASSPHRASE);
    await recover.click();
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
  });

  await test.step('from then on the new passphrase opens', async () => {
    await lock(page);
    await unlock(page, OTHER_PASSPHRASE);
  });
});

test('a backup is made, rehearsed and restored in place of the vault, which is kept aside', {
  tag: '@long',
}, async ({ app }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-backups-'));
  const { page } = app;
  await foundVault(page);
  await goTo(page, 'Réglages');
  await app.answerNextDialog({ path: folder });
  await page.getByRole('button', { name: 'Choisir un dossier' }).click();
  await page.getByRole('button', { name: 'Sauvegarder maintenant' }).click();
  await expect(page.getByRole('cell', { name: 'Relue, en bon état' }).first()).toBeVisible();
  await expectAccessible(page);
  await app.shot('settings-backups-light-1280x840', { fullPage: true });
  const [name = ''] = (await readdir(folder)).sort();

  await page.getByRole('button', { name: 'Restaurer une sauvegarde' }).click();
  await page.getByRole('button', { name: 'Fermer le coffre et restaurer' }).click();
  await app.answerNextDialog({ path: path.join(folder, name) });
  await page.getByRole('button', { name: 'Choisir le fichier de sauvegarde' }).click();
  await page
    .getByLabel('Phrase de passe de l’époque', { exact: true })
    .and(page.getByRole('textbox'))
    .fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Lire la sauvegarde' }).click();
  await expect(page.getByRole('heading', { name: 'Ce que contient cette sauvegarde' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Remplacer le coffre de ce poste' })).toBeChecked();
  await expectAccessible(page);
  await app.shot('restore-rehearsal-light-1280x840');
  await page.getByRole('button', { name: 'Restaurer', exact: true }).click();
  await expect(page.getByText('La sauvegarde est restaurée.')).toBeVisible();
  await expect(page.getByText('L’ancien coffre est gardé sous le nom')).toBeVisible();
  await page.getByRole('button', { name: 'Ouvrir ce coffre' }).click();
  await unlock(page);
  await rm(folder, { recursive: true, force: true });
});

test('Ctrl+K finds from a few letters; mode accueil hides all of it, even after a reload', async ({
  demoApp,
}) => {
  const { page } = demoApp;
  const box = page.getByRole('textbox', { name: 'Rechercher' });
  await page.keyboard.press('Control+k');
  await box.fill('yog');
  await expect(page.getByRole('dialog').getByText(/^Yoga/).first()).toBeVisible();
  await box.fill('salon');
  await page.getByRole('dialog').getByText('Voir au planning, par espace').first().click();
  await expect(page).toHaveURL(/planning\?.*by=space/);
  await page.keyboard.press('Control+k');
  await box.fill('regl');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^(À régler|Réglages)$/, level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('F9');
  await expect(page.getByText('F9 ou Échap')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByText('Occupé')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('F9 ou Échap')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation')).toBeVisible();
});

test('the code of the screen one comes back to is there before the passphrase', async ({ app }) => {
  const { page } = app;
  await foundVault(page);
  /** Files of code and style asked for since `from`, in the page's own milliseconds. */
  const fetched = (from: number) =>
    page.evaluate(
      (after) =>
        performance
          .getEntriesByType('resource')
          .filter(({ name, startTime }) => startTime >= after && /\.(js|css)$/.test(name))
          .map(({ name }) => name),
      from,
    );
  for (const [screen, code] of [
    ['Aujourd’hui', /\/today-[^/]*\.js$/],
    ['Planning', /\/planning-[^/]*\.js$/],
  ] as const) {
    await goTo(page, screen);
    await lock(page);
    // Each comes in an idle moment of its own: the place of notices may be the later one.
    for (const file of [code, /\/Notices-[^/]*\.js$/])
      await expect.poll(() => fetched(0)).toContainEqual(expect.stringMatching(file));
    const closed = await page.evaluate(() => performance.now());
    await unlock(page);
    await expect(page.locator('#content').getByRole('heading', { level: 1 })).toBeVisible();
    expect(await fetched(closed)).toEqual([]);
  }
});
