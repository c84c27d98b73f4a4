/** What a person does again and again: making a vault, opening it, going to a screen, looking at the planning. */
import type { Locator, Page } from '@playwright/test';
import type { Answer, MethodName, ParamsOf, ValueOf } from '#shared/contract/index.ts';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { expect } from './expect.ts';

export const PASSPHRASE = 'lanterne moulin verveine 58 tilleul';

/** A Tuesday far enough ahead to be "to come" for years; the model place is open from 10 h to 18 h. */
export const TUESDAY = '2036-01-15';
export const WEDNESDAY = '2036-01-16';
/** A Tuesday as the screens write it. */
export const TUESDAY_IN_WORDS = 'mardi 15 janvier 2036';

/** Asks the engine, as the screens do; to found what a journey is not about, and to check what it left. */
export async function ask<M extends MethodName>(
  page: Page,
  method: M,
  params: ParamsOf<M>,
): Promise<ValueOf<M>> {
  const answer = (await page.evaluate(
    ([name, given]: [string, unknown]) =>
      window.margelle.call(name as 'vault.state', given as never) as Promise<unknown>,
    [method, params] as [string, unknown],
  )) as Answer<M>;
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value as ValueOf<M>;
}

interface Founding {
  team?: string;
  name?: string;
  profile?: 'ressourcerie' | 'empty';
  passphrase?: string;
}

/** A vault without its three steps: for journeys that begin after them. */
export async function foundVault(
  page: Page,
  {
    team = 'La Ressourcerie',
    name = 'Claire',
    profile = 'ressourcerie',
    passphrase = PASSPHRASE,
  }: Founding = {},
): Promise<ValueOf<'vault.create'>> {
  const made = await ask(page, 'vault.create', { team, profile, name, role: 'coordinator', passphrase });
  await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
  return made;
}

/** The first two steps as a person takes them; the recovery code is then on screen. */
export async function createVault(
  page: Page,
  {
    team = 'La Ressourcerie',
    name = 'Claire',
    profile = 'ressourcerie',
    passphrase = PASSPHRASE,
  }: Founding = {},
): Promise<string> {
  await page.getByLabel('Nom du lieu ou de l’équipe').fill(team);
  await page.getByRole('radio', { name: profile === 'empty' ? /lieu vide/ : /La Ressourcerie/ }).check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Votre prénom').fill(name);
  await page.getByLabel('Choisissez une phrase de passe').fill(passphrase);
  await page.getByLabel('La même, encore une fois').fill(passphrase);
  await page.getByRole('button', { name: 'Créer le coffre' }).click();
  return readRecoveryCode(page);
}

/** The nine groups on screen, as they are written on the sheet. */
export async function readRecoveryCode(page: Page): Promise<string> {
  const groups = page.getByRole('list', { name: 'Code de secours' }).getByRole('listitem');
  await expect(groups).toHaveCount(9);
  return (await groups.allInnerTexts()).map((text) => text.trim().replace(/^\d+\s+/, '')).join('-');
}

/** The two groups asked are the right ones. */
export async function checkRecoveryCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'C’est fait, vérifier' }).click();
  for (const field of await page.getByRole('textbox', { name: /^Groupe \d$/ }).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await field.fill(code.split('-')[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Vérifier' }).click();
}

export const unlockTitle = (page: Page): Locator => page.getByRole('heading', { name: 'Ouvrir le coffre' });
export const passphraseField = (page: Page): Locator => page.getByLabel('Phrase de passe', { exact: true });

export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await passphraseField(page).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
}

export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(unlockTitle(page)).toBeVisible();
}

/** Whatever a test left open is closed: the page sees it and loads itself again, which has begun. False when none was open. */
export async function closeVault(page: Page): Promise<boolean> {
  if ((await ask(page, 'vault.state', {})).open === null) return false;
  const loading = page.waitForEvent('framenavigated');
  // Not waited for: the page may go before the answer comes.
  await page.evaluate(() => void window.margelle.call('vault.lock', {}));
  await loading;
  return true;
}

/** The invented team is made while the app starts; it opens by itself, and must not be opened before. */
export const demoIsMade = (page: Page): Promise<void> =>
  expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible({ timeout: 120_000 });

/** The invented team, once it is made, which a test may have left closed. */
export async function openDemo(page: Page): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Navigation' });
  await expect(navigation.or(unlockTitle(page))).toBeVisible();
  if (await unlockTitle(page).isVisible()) await unlock(page, DEMO_PASSPHRASE);
}

type ScreenName =
  | 'Aujourd’hui'
  | 'Planning'
  | 'Trimestre'
  | 'Programme'
  | 'Notes'
  | 'Transmissions'
  | 'À régler'
  | 'Activités'
  | 'Le lieu'
  | 'Import et export'
  | 'Équipe et postes'
  | 'Réglages'
  | 'Aide';

/** By the navigation, which may be reduced to its icons. */
export async function goTo(page: Page, screen: ScreenName): Promise<void> {
  const links = page.getByRole('navigation', { name: 'Navigation' });
  await links.getByRole('link', { name: new RegExp(`^${screen}`) }).click();
}

/** By the address, as a link does: `planning?view=day&date=2036-01-15`. */
export const goToAddress = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = `#/${to}`;
  }, address);

export async function showPlanning(
  page: Page,
  date: string,
  view: 'day' | 'week' | 'month' = 'day',
  by: 'space' | 'host' = 'space',
): Promise<void> {
  await goToAddress(page, `planning?view=${view}&date=${date}&by=${by}`);
  await expect(
    view === 'month'
      ? page.locator(`[data-day="${date}"]`)
      : page.getByRole('group', { name: 'Planning', exact: true }),
  ).toBeVisible();
}

/** A pattern of words on screen, whose spaces may be the non-breaking ones of French typography. */
export const said = (pattern: string): RegExp => new RegExp(pattern.replaceAll(' ', '\\s'));

/** A booking drawn on the planning, by parts of what a screen reader says of it. */
export const block = (page: Page, title: string, ...said: string[]): Locator =>
  said.reduce(
    (found, part) => found.and(page.getByRole('button', { name: part })),
    page.locator('[data-block]').and(page.getByRole('button', { name: new RegExp(`^${title},`) })),
  );

/** An empty half hour of the grid: « Réserver : mardi 15 janvier 2036, Salon, 10 h – 10 h 30 ». */
export const slot = (page: Page, space: string, from: string): Locator =>
  page.locator('[data-drag-slot-group]').and(page.getByLabel(`, ${space}, ${from} –`));

/** A choice among chips, whose checkbox is not drawn. */
export async function choose(within: Locator, name: string): Promise<void> {
  const box = within.getByRole('checkbox', { name, exact: true });
  if (!(await box.isChecked()))
    await within
      .locator('label')
      .filter({ has: box })
      .or(within.locator(`label[for="${await box.getAttribute('id')}"]`))
      .first()
      .click();
  await expect(box).toBeChecked();
}

export const panel = (page: Page): Locator =>
  page.locator('.mantine-Drawer-content').and(page.getByRole('dialog'));

/**
 * The focus is there: the library gives it to the first field or button a moment after a panel or a dialog is seen, on a busy
 * machine after the first keys, which no person would have pressed yet.
 */
export const awaitFocus = (within: Locator): Promise<void> => expect(within.locator(':focus')).toBeVisible();

export const awaitCaret = (page: Page): Promise<void> => awaitFocus(panel(page));

/** A dialog in front of everything, by its title. */
export const dialog = (page: Page, title: string | RegExp): Locator =>
  page.getByRole('dialog', { name: title });

export const notice = (page: Page, text: string | RegExp): Locator =>
  page.locator('.mantine-Notification-root').filter({ hasText: text });

interface Seed {
  title: string;
  date?: string;
  start: string;
  end: string;
  space?: string;
  kind?: ParamsOf<'planning.create'>['what']['kind'];
  status?: 'confirmed' | 'option';
  asOption?: boolean;
  isPublic?: boolean;
}

/** A booking by the engine, for journeys that are not about making one. Returns its id. */
export async function book(
  page: Page,
  {
    title,
    date = TUESDAY,
    start,
    end,
    space = 'space-salon',
    kind = 'meeting',
    status = 'confirmed',
    ...rest
  }: Seed,
): Promise<string> {
  const { asOption = false, isPublic = false } = rest;
  const { id } = await ask(page, 'planning.create', {
    slot: { date, start, end, spaces: [space] },
    what: { kind, title, isPublic },
    who: {},
    state: { status },
    acceptOutsideOpening: true,
    asOption,
  });
  return id;
}

/** The bookings of some days, as the screens receive them. */
export const bookingsOf = async (
  page: Page,
  from: string,
  to = from,
): Promise<ValueOf<'planning.range'>['bookings']> =>
  (await ask(page, 'planning.range', { from, to, withCancelled: true })).bookings;

/** From one point of the window to another with the button held, in steps that a hand would make. */
export async function dragMouse(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + Math.sign(to.x - from.x) * 6, from.y, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

export async function boxOf(
  target: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  await target.scrollIntoViewIfNeeded();
  // Where it comes to rest: what is around it may still be on its way to the screen.
  await target.evaluate(
    (node) =>
      new Promise<void>((resolve) => {
        let before = '';
        const look = (): void => {
          const now = JSON.stringify(node.getBoundingClientRect());
          if (now === before) resolve();
          else requestAnimationFrame(look);
          before = now;
        };
        look();
      }),
  );
  const box = await target.boundingBox();
  if (box === null) throw new Error('Nothing is drawn there');
  return box;
}
