/** Every journey once with the keyboard alone: nothing here may use the mouse, nor reach a field but by keys. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { addDays } from '#shared/domain/time/wall.ts';
import {
  ask,
  awaitCaret,
  awaitFocus,
  notice,
  PASSPHRASE,
  panel,
  readRecoveryCode,
  unlockTitle,
} from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

/** Tab (or Shift+Tab) until the focus is on the target; fails when it cannot be reached. */
async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
  most = 60,
): Promise<void> {
  // Looked for once: among a thousand half hours, finding it takes longer than pressing the key.
  const node = await target.elementHandle();
  for (let presses = 0; presses <= most; presses += 1) {
    if (await node?.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${target}`);
}

/** Days from today to the first one that is open at 10 h. */
async function daysToAnOpenMorning(page: Page): Promise<number> {
  const { today } = await ask(page, 'place.get', {});
  const { days } = await ask(page, 'planning.range', { from: today, to: addDays(today, 30) });
  return days.findIndex(
    ({ hours }, at) => at > 0 && hours.some(({ start, end }) => start <= 600 && end >= 780),
  );
}

async function startOf(page: Page, title: string): Promise<string | undefined> {
  const { hits } = await ask(page, 'search.everything', { text: title });
  const id = hits.find(({ kind }) => kind === 'booking')?.id ?? '';
  return (await ask(page, 'planning.booking', { id })).view.start;
}

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });

test('from the first start to the closed vault without a mouse', async ({ app }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-keys-'));
  const file = path.join(folder, 'agenda.ics');
  await writeFile(
    file,
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\nBEGIN:VEVENT\r\nUID:k\r\nDTSTART:20360117T130000Z\r\nDTEND:20360117T140000Z\r\nSUMMARY:Lecture partagée\r\nLOCATION:Salon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  );
  const { page } = app;
  const press = (key: string) => page.keyboard.press(key);
  const type = (text: string) => page.keyboard.type(text);
  const palette = async (text: string) => {
    await press('Control+k');
    await expect(page.getByPlaceholder('Une séance, une note')).toBeFocused();
    await type(text);
  };

  await test.step('first start', async () => {
    await expect(page.getByLabel('Nom du lieu ou de l’équipe')).toBeFocused();
    await type('La Ressourcerie');
    await press('Enter');
    await expect(page.getByLabel('Votre prénom')).toBeFocused();
    await type('Claire');
    await tabTo(page, page.getByLabel('Choisissez une phrase de passe'));
    await type(PASSPHRASE);
    await tabTo(page, page.getByLabel('La même, encore une fois'));
    await type(PASSPHRASE);
    await press('Enter');
    const groups = (await readRecoveryCode(page)).split('-');
    await tabTo(page, button(page, 'C’est fait, vérifier'));
    await press('Enter');
    const asked = page.getByRole('textbox', { name: /^Groupe \d$/ });
    await expect(asked).toHaveCount(2);
    for (const field of await asked.all()) {
      await tabTo(page, field);
      const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
      await type(groups[Number(label.replace(/\D/g, '')) - 1] ?? '');
    }
    await press('Enter');
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
  });

  await test.step('the content is one key away from the top', async () => {
    await press('Tab');
    await expect(button(page, 'Aller au contenu')).toBeFocused();
    await press('Enter');
    await expect(page.locator('main')).toBeFocused();
  });

  await test.step('a booking, from the palette to Ctrl+Enter', async () => {
    await palette('planning');
    await press('Enter');
    await expect(page.getByRole('group', { name: 'Planning', exact: true })).toBeVisible();
    await press('j');
    await expect(page.getByRole('radio', { name: 'Jour' })).toBeChecked();
    for (let presses = await daysToAnOpenMorning(page); presses > 0; presses -= 1) await press('ArrowRight');
    await press('n');
    await awaitCaret(page);
    await tabTo(page, panel(page).getByLabel('Ou un titre'));
    await type('Tricot');
    await tabTo(page, panel(page).getByLabel('Début'));
    await type('10h');
    await tabTo(page, panel(page).getByLabel('Fin'));
    await type('11h');
    await tabTo(page, panel(page).getByRole('checkbox', { name: 'Salon' }));
    await press('Space');
    await press('Control+Enter');
    await expect(panel(page)).toBeHidden();
    await expect(notice(page, 'Réservation : Tricot')).toBeVisible();
    expect(await startOf(page, 'Tricot')).toBe('10:00');
  });

  await test.step('found with Ctrl+K, closed with Escape, moved with Alt and the arrows', async () => {
    await palette('tricot');
    await expect(page.getByRole('dialog').getByText('Tricot').first()).toBeVisible();
    await press('ArrowDown');
    await press('Enter');
    await awaitCaret(page);
    await press('Escape');
    await expect(panel(page)).toBeHidden();
    const block = page.locator('[data-block]').and(button(page, /^Tricot/));
    await expect(block).toBeFocused();
    await press('Alt+ArrowRight');
    await expect(notice(page, 'Déplacement : Tricot')).toBeVisible();
    await expect.poll(() => startOf(page, 'Tricot')).toBe('10:15');
    await press('Control+z');
    await expect.poll(() => startOf(page, 'Tricot')).toBe('10:00');
  });

  await test.step('a conflict taken as an option, then settled', async () => {
    // On the day itself: over a week, « Réserver » proposes today, which may be closed in the morning.
    await press('j');
    await expect(page.getByRole('radio', { name: 'Jour' })).toBeChecked();
    await press('n');
    await awaitCaret(page);
    await tabTo(page, panel(page).getByLabel('Ou un titre'));
    await type('Crochet');
    await tabTo(page, panel(page).getByRole('checkbox', { name: 'Salon' }));
    await press('Space');
    await press('Control+Enter');
    const refusal = page.getByRole('dialog', { name: 'Ce créneau est pris' });
    await awaitFocus(refusal);
    await tabTo(page, button(refusal, 'Poser une option quand même'));
    await press('Enter');
    await expect(panel(page)).toBeHidden();
    await palette('à régler');
    await press('Enter');
    await expect(page.getByRole('heading', { name: 'À régler', level: 1 })).toBeVisible();
    await tabTo(page, button(page.getByRole('region', { name: /Crochet/ }), /à la même heure/).first());
    await press('Enter');
    await expect(page.getByText('Rien à régler.').first()).toBeVisible();
  });

  await test.step('a note, found again', async () => {
    await palette('notes');
    await press('Enter');
    await expect(page.getByRole('heading', { name: 'Notes', level: 1 })).toBeVisible();
    await press('Control+n');
    await expect(page.getByRole('textbox', { name: 'Texte de la note' })).toBeFocused();
    await type('Acheter de la ficelle à rôti');
    await expect.poll(async () => (await ask(page, 'notes.search', { text: 'roti' })).hits.length).toBe(1);
    await palette('aujourd');
    await press('Enter');
    await expect(page.getByRole('heading', { name: /^Bon(jour|soir)/ })).toBeVisible();
    await palette('ficelle');
    await expect(page.getByRole('dialog').getByText('Acheter de la ficelle').first()).toBeVisible();
    await press('ArrowDown');
    await press('Enter');
    await expect(page.getByRole('textbox', { name: 'Texte de la note' })).toHaveText(/ficelle à rôti/);
  });

  await test.step('a calendar imported', async () => {
    await palette('import');
    await press('Enter');
    await app.answerNextDialog({ path: file });
    await tabTo(page, button(page, 'Choisir un fichier…'));
    await press('Enter');
    await tabTo(page, button(page, 'Importer 1 réservation'));
    await press('Enter');
    await expect(page.getByText('1 réservation ajoutée')).toBeVisible();
  });

  await test.step('a setting changed', async () => {
    await palette('réglages');
    await press('Enter');
    await tabTo(page, page.getByLabel('Fermer le coffre sans activité après').and(page.locator('input')));
    await press('Enter');
    await expect(page.getByRole('listbox')).toBeVisible();
    await press('ArrowUp');
    await press('Enter');
    await expect.poll(async () => (await ask(page, 'vault.settings', {})).autoLockMinutes).not.toBe(10);
  });

  await test.step('mode accueil and back, then the closed vault', async () => {
    await press('F9');
    await expect(button(page, 'Quitter le mode accueil')).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await press('F9');
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
    await press('Control+l');
    await expect(unlockTitle(page)).toBeVisible();
    await type(PASSPHRASE);
    await press('Enter');
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
  });
  await rm(folder, { recursive: true, force: true });
});
