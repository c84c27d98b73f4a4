/** A team on several windows: inviting, joining by the four words, waiting until all hold the same. */
import type { Page } from '@playwright/test';
import { checkRecoveryCode, goToAddress, PASSPHRASE, panel, readRecoveryCode } from './journeys.ts';
import { expect } from './launch.ts';

interface Joiner {
  name: string;
  label: string;
  /** As the list of roles writes it. */
  role: string;
  circles: string[];
  admin?: boolean;
}

/** The words on screen, in order. */
const wordsOn = (page: Page) =>
  page.getByRole('list', { name: 'Les quatre mots à comparer' }).getByRole('listitem').allInnerTexts();

const bare = (words: string[]) => words.map((word) => word.replace(/^\d+\s*/, '').trim());

/** `host` invites, `guest` asks from her first screen, both compare, `host` accepts. Ends on the guest's first screen. */
export async function joinByWords(host: Page, guest: Page, joiner: Joiner): Promise<void> {
  await goToAddress(host, 'equipe');
  await host.getByRole('button', { name: 'Inviter un poste' }).first().click();
  const invitation = await panel(host).getByLabel('Texte de l’invitation').inputValue();

  await guest.getByText('Rejoindre une équipe').click();
  await guest.getByLabel('Collez ici le texte de l’invitation').fill(invitation);
  await guest.getByRole('button', { name: 'Continuer' }).click();
  await guest.getByLabel('Votre prénom').fill(joiner.name);
  await guest.getByLabel('Nom de ce poste').fill(joiner.label);
  await guest.getByLabel('Choisissez une phrase de passe').fill(PASSPHRASE);
  await guest.getByLabel('La même, encore une fois').fill(PASSPHRASE);
  await guest.getByRole('button', { name: 'Demander à rejoindre' }).click();

  await expect(guest.getByRole('heading', { name: 'Comparez ces quatre mots' })).toBeVisible();
  await expect.poll(async () => (await wordsOn(guest)).length).toBe(4);
  const shown = bare(await wordsOn(guest));
  await expect(panel(host).getByText('Un poste demande à rejoindre l’équipe')).toBeVisible();
  await expect.poll(async () => bare(await wordsOn(host))).toEqual(shown);

  await panel(host).getByRole('button', { name: 'Les mots sont les mêmes' }).click();
  await panel(host)
    .getByRole('combobox', { name: 'Rôle' })
    .or(panel(host).getByLabel('Rôle'))
    .first()
    .click();
  await host.getByRole('option', { name: joiner.role }).click();
  for (const circle of ['Accueil', 'Accompagnement']) {
    const box = panel(host).getByRole('checkbox', { name: circle });
    if ((await box.isChecked()) !== joiner.circles.includes(circle)) await box.click();
  }
  if (joiner.admin) await panel(host).getByText('Administratrice', { exact: true }).click();
  await panel(host).getByRole('button', { name: 'Accepter ce poste' }).click();

  await checkRecoveryCode(guest, await readRecoveryCode(guest));
  await expect(guest.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
}
