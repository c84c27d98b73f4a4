/** What must never be lost or given away: several vaults, what is half typed, damaged files, a restore elsewhere. */
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { minimumCost } from '../main/engine/vault/key-derivation.ts';
import { newerMigrations } from '../main/engine/vault/testing/crash-rounds.ts';
import { goodPassphrase, stand } from '../main/engine/vault/testing/stand.ts';
import {
  ask,
  awaitCaret,
  book,
  checkRecoveryCode,
  createVault,
  foundVault,
  goTo,
  lock,
  notice,
  PASSPHRASE,
  panel,
  passphraseField,
  showPlanning,
  TUESDAY,
  unlock,
  unlockTitle,
} from './support/journeys.ts';
import { expect, test } from './support/launch.ts';
import { vaultFolder } from './support/vault-folder.ts';

const OTHER_PASSPHRASE = 'cerise boulon nuage trottoir';

/** A refusal in three parts, with a way on, and nothing that deletes. */
async function expectCalmRefusal(page: Page, what: string, safe: string): Promise<void> {
  const told = page.getByRole('alert').filter({ hasText: what });
  await expect(told).toBeVisible();
  await expect(told).toContainText(safe);
  await expect(page.getByRole('button', { name: 'Restaurer une sauvegarde' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /supprimer|effacer|réinitialiser/i })).toHaveCount(0);
}

test('two vaults on one machine: sleep closes the open one, each opens with its own passphrase', {
  tag: '@long',
}, async ({ app }) => {
  const { page } = app;
  await foundVault(page, { team: 'La Fabrique' });
  await lock(page);

  await test.step('a second vault beside the first', async () => {
    await page.getByRole('button', { name: 'Créer un autre coffre' }).click();
    await page.getByRole('button', { name: 'Retour' }).click();
    await page.getByRole('button', { name: 'Créer un autre coffre' }).click();
    const code = await createVault(page, {
      team: 'Le Détour',
      name: 'Nadia',
      profile: 'empty',
      passphrase: OTHER_PASSPHRASE,
    });
    await checkRecoveryCode(page, code);
    await expect(
      page
        .getByRole('heading', { name: 'Bonjour Nadia' })
        .or(page.getByRole('heading', { name: 'Bonsoir Nadia' })),
    ).toBeVisible();
  });

  await test.step('the machine goes to sleep: the vault is closed', async () => {
    await app.power('suspend');
    await expect(unlockTitle(page)).toBeVisible();
    expect(await ask(page, 'vault.state', {})).toMatchObject({ open: null });
    await app.shot('unlock-two-vaults');
  });

  await test.step('the passphrase of one does not open the other', async () => {
    await page.getByRole('radio', { name: /La Fabrique/ }).check();
    await passphraseField(page).fill(OTHER_PASSPHRASE);
    await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    await expect(page.getByText('Ce n’est pas la bonne phrase de passe.')).toBeVisible();
    await unlock(page);
    await expect(page.getByRole('banner').getByText('La Fabrique')).toBeVisible();
  });

  await test.step('the passphrase is changed, and the former one opens nothing', async () => {
    await goTo(page, 'Réglages');
    await page.getByRole('button', { name: 'Changer la phrase de passe' }).click();
    const form = panel(page);
    await form.getByLabel('Phrase de passe actuelle').fill('pas celle-ci du tout');
    await form.getByLabel('Nouvelle phrase de passe').fill('girafe tuile horizon 41 plâtre');
    await form.getByLabel('La même, encore une fois').fill('girafe tuile horizon 41 plâtre');
    await form.getByRole('button', { name: 'Changer la phrase de passe' }).click();
    await expect(form.getByText('Ce n’est pas la bonne phrase de passe.')).toBeVisible();
    await form.getByLabel('Phrase de passe actuelle').fill(PASSPHRASE);
    await form.getByRole('button', { name: 'Changer la phrase de passe' }).click();
    await expect(notice(page, 'Votre phrase de passe est changée.')).toBeVisible();
    await lock(page);
    await passphraseField(page).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Ce n’est pas la bonne phrase de passe.')).toBeVisible();
    await unlock(page, 'girafe tuile horizon 41 plâtre');
  });
});

test('a half-typed form and a half-typed note survive Ctrl+L, sleep and a power cut', async ({ app }) => {
  await foundVault(app.page);
  const title = () => panel(app.page).getByLabel('Ou un titre');
  const noteBody = () => app.page.getByRole('textbox', { name: 'Texte de la note' });
  const beginBooking = async (page: Page) => {
    await showPlanning(page, TUESDAY);
    await page.keyboard.press('n');
    await awaitCaret(page);
  };

  await test.step('typed, then Ctrl+L at once, and sleep', async () => {
    const { page } = app;
    await beginBooking(page);
    await title().pressSequentially('Atelier de pr');
    await lock(page);
    await unlock(page);
    await beginBooking(page);
    await expect(panel(page).getByText('Vous aviez commencé à écrire')).toBeVisible();
    await expect(title()).toHaveValue('Atelier de pr');
    await page.keyboard.press('Escape');

    await goTo(page, 'Notes');
    await page.getByRole('button', { name: 'Nouvelle note' }).click();
    await noteBody().pressSequentially('Rappeler la mairie pour la fê');
    await app.power('suspend');
    await expect(unlockTitle(page)).toBeVisible();
    await unlock(page);
    await expect(noteBody()).toHaveText('Rappeler la mairie pour la fê');
  });

  await test.step('typed, then the power is cut', async () => {
    const { page } = app;
    await noteBody().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('te du quart');
    await expect.poll(async () => (await ask(page, 'notes.search', { text: 'quart' })).hits.length).toBe(1);
    await beginBooking(page);
    await title().press('End');
    await title().pressSequentially('intemps');
    await expect
      .poll(async () => JSON.stringify(await ask(page, 'drafts.list', {})))
      .toContain('Atelier de printemps');
    await app.restart('cut');
    await unlock(app.page);
    await beginBooking(app.page);
    await expect(title()).toHaveValue('Atelier de printemps');
    await app.page.keyboard.press('Escape');
    await goTo(app.page, 'Notes');
    await app.page.getByRole('link', { name: /Rappeler la mairie/ }).click();
    await expect(noteBody()).toHaveText('Rappeler la mairie pour la fête du quart');
  });

  await test.step('a message is typed while the former one is being sent', async () => {
    const { page } = app;
    await goTo(page, 'Transmissions');
    const write = page.getByRole('form', { name: 'Écrire dans les transmissions' });
    await write.getByRole('textbox', { name: 'Votre message' }).click();
    await page.keyboard.type('La clé du salon est chez Nadia.');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Elle la rend jeudi.');
    await page.keyboard.press('Control+Enter');
    for (const text of ['La clé du salon est chez Nadia.', 'Elle la rend jeudi.'])
      await expect(page.getByRole('article').filter({ hasText: text })).toHaveCount(1);
    await goTo(page, 'Notes');
    await page.getByRole('link', { name: /Rappeler la mairie/ }).click();
  });

  await test.step('the engine ends: the screen says the vault is closed, and nothing is lost', async () => {
    await app.killEngine();
    await expect(unlockTitle(app.page)).toBeVisible();
    await unlock(app.page);
    await expect(noteBody()).toHaveText('Rappeler la mairie pour la fête du quart');
  });
});

test('what is typed as the machine goes to sleep is written before the vault closes', {
  tag: '@long',
}, async ({ app }) => {
  const { page } = app;
  await foundVault(page);
  await showPlanning(page, TUESDAY);
  await page.keyboard.press('n');
  await awaitCaret(page);
  const title = panel(page).getByLabel('Ou un titre');
  await title.pressSequentially('Atelier de pr');
  await app.power('suspend');
  await expect(unlockTitle(page)).toBeVisible();
  await unlock(page);
  await showPlanning(page, TUESDAY);
  await page.keyboard.press('n');
  await expect(title).toHaveValue('Atelier de pr');
  await page.keyboard.press('Escape');

  await goTo(page, 'Notes');
  await page.getByRole('button', { name: 'Nouvelle note' }).click();
  const body = page.getByRole('textbox', { name: 'Texte de la note' });
  await body.pressSequentially('Rappeler la mairie pour la fê');
  await app.power('suspend');
  await expect(unlockTitle(page)).toBeVisible();
  await unlock(page);
  await expect(body).toHaveText('Rappeler la mairie pour la fê');
});

test('damaged and newer vaults each have their own screen, and none offers to delete', {
  tag: '@long',
}, async ({ app }) => {
  await foundVault(app.page);
  await book(app.page, { title: 'Conseil de maison', start: '10:00', end: '11:00' });
  const folder = await vaultFolder(app.dataDir);
  const keyring = path.join(folder, 'keyring.json');
  const base = path.join(folder, 'vault.db');
  const sound = { keyring: Buffer.alloc(0), base: Buffer.alloc(0) };

  await test.step('a keyring that is no longer one', async () => {
    await app.restart('quit', async () => {
      sound.keyring = await readFile(keyring);
      sound.base = await readFile(base);
      await writeFile(keyring, sound.keyring.subarray(0, sound.keyring.length / 2));
    });
    await expectCalmRefusal(app.page, 'Le trousseau de ce coffre est abîmé.', 'Rien n’a été effacé');
    await app.shot('damaged-keyring');
  });

  /** What happens to the files while the app shows the closed vault, which it then looks at again. */
  const meanwhile = async (happens: () => Promise<void>) => {
    await happens();
    await app.page.reload();
  };

  await test.step('a base cut short', async () => {
    await meanwhile(async () => {
      await writeFile(keyring, sound.keyring);
      await truncate(base, Math.floor(sound.base.length / 3));
    });
    await passphraseField(app.page).fill(PASSPHRASE);
    await app.page.keyboard.press('Enter');
    await expectCalmRefusal(app.page, 'Le fichier de ce coffre est abîmé.', 'le fichier est laissé tel quel');
    expect((await readFile(base)).length).toBe(Math.floor(sound.base.length / 3));
    await app.shot('damaged-base');
  });

  await test.step('a base that is not there', async () => {
    await meanwhile(() => rm(base));
    await expectCalmRefusal(
      app.page,
      'Le fichier de ce coffre n’est plus à sa place.',
      'Margelle n’a rien effacé',
    );
  });

  await test.step('put back, it opens as before', async () => {
    await meanwhile(() => writeFile(base, sound.base));
    await unlock(app.page);
    const { bookings } = await ask(app.page, 'planning.range', { from: TUESDAY, to: TUESDAY });
    expect(bookings).toMatchObject([{ title: 'Conseil de maison' }]);
  });

  await test.step('a vault of a later version of Margelle', async () => {
    await lock(app.page);
    await meanwhile(async () => {
      await rm(folder, { recursive: true });
      const later = stand(app.dataDir, {
        migrationsDir: newerMigrations(),
        appVersion: '9.3.0',
        kdf: minimumCost,
      });
      expect(await later.create(goodPassphrase)).toMatchObject({ ok: true });
      later.vault.close();
    });
    await passphraseField(app.page).fill(goodPassphrase);
    await app.page.keyboard.press('Enter');
    await expectCalmRefusal(
      app.page,
      'Ce coffre a été ouvert avec une version plus récente de Margelle (9.3.0).',
      'n’ont pas été touchées',
    );
    await app.shot('newer-vault');
  });
});

test('a backup made here is restored on a machine that has nothing', async ({ app: here, launchApp }) => {
  const usbKey = await mkdtemp(path.join(tmpdir(), 'margelle-usb-'));
  const { recoveryCode } = await foundVault(here.page);
  await book(here.page, { title: 'Conseil de maison', start: '10:00', end: '11:00' });
  await ask(here.page, 'notes.create', { title: 'Clés de la remise', date: TUESDAY });
  await goTo(here.page, 'Réglages');
  const file = path.join(usbKey, 'copie.margelle');
  await here.answerNextDialog({ path: file });
  await here.page.getByRole('button', { name: 'Sauvegarder ailleurs…' }).click();
  await expect(notice(here.page, 'Sauvegarde faite et relue : copie.margelle.')).toBeVisible();
  expect((await readFile(file)).includes('Conseil de maison')).toBe(false);
  await lock(here.page);

  // Out of reach of the machine it was made on, which goes on.
  const there = await launchApp({ network: 'none', dialogs: [{ path: file }] });
  const { page } = there;
  await page.getByRole('button', { name: 'J’ai une sauvegarde à restaurer' }).click();
  await page.getByRole('button', { name: 'Choisir le fichier de sauvegarde' }).click();

  await test.step('read with the recovery code, it says what it holds before anything is written', async () => {
    await page.getByText('Code de secours', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Code de secours' }).fill(recoveryCode);
    await page.getByRole('button', { name: 'Lire la sauvegarde' }).click();
    await expect(page.getByRole('heading', { name: 'Ce que contient cette sauvegarde' })).toBeVisible();
    await expect(page.getByRole('row', { name: 'Réservations' })).toContainText('1, le 15 janvier 2036');
    await expect(page.getByRole('row', { name: 'Notes' })).toContainText('1');
    expect((await ask(page, 'vault.state', {})).vaults).toEqual([]);
  });

  await test.step('restored, it opens with its passphrase', async () => {
    await page.getByRole('button', { name: 'Restaurer', exact: true }).click();
    await page.getByRole('button', { name: 'Ouvrir ce coffre' }).click();
    await unlock(page);
    const { bookings } = await ask(page, 'planning.range', { from: TUESDAY, to: TUESDAY });
    expect(bookings).toMatchObject([{ title: 'Conseil de maison' }]);
  });

  await test.step('a file that is not a backup is refused without harm', async () => {
    await lock(page);
    const text = path.join(usbKey, 'lettre.margelle');
    await writeFile(text, 'Chère Claire,');
    await there.answerNextDialog({ path: text });
    await page.getByRole('button', { name: 'Restaurer une sauvegarde' }).click();
    await page.getByRole('button', { name: 'Choisir le fichier de sauvegarde' }).click();
    await page.getByLabel('Phrase de passe de l’époque').and(page.getByRole('textbox')).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Lire la sauvegarde' }).click();
    await expect(page.getByText('n’est pas une sauvegarde lisible de Margelle.')).toBeVisible();
  });
  await rm(usbKey, { recursive: true, force: true });
});
