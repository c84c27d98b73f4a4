/**
 * The first quarter of 2027, from an empty sheet to what is printed: typed line by line, its obstacles solved each in its
 * own way, published, seen on a second machine, given back, copied into the next quarter.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { KEY, obstructed, oneOffs, series } from './support/first-quarter.ts';
import { ask, bookingsOf, dialog, foundVault, goToAddress, notice, panel, said } from './support/journeys.ts';
import { expect, test } from './support/launch.ts';
import { joinByWords } from './support/team.ts';

const FROM = '2027-01-01';
const TO = '2027-03-31';

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'margelle-quarter-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

const quarterOf = (page: Page, key = KEY) => ask(page, 'quarter.get', { key });

/** The placement of a line that has one date, or of one date among several. */
async function placementOf(page: Page, title: string, date?: string) {
  const { lines, placements } = await quarterOf(page);
  const own = placements.find(
    (one) =>
      lines.find(({ id }) => id === one.line)?.title === title && (date === undefined || one.date === date),
  );
  if (!own) throw new Error(`no date of ${title}`);
  return own;
}

async function type(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Ajouter une ligne' });
  await field.fill(text);
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

async function holiday(page: Page, name: string, first: string, last: string): Promise<void> {
  await page.getByRole('button', { name: 'Ajouter à la main' }).click();
  await panel(page).getByLabel('Premier jour de vacances').fill(first);
  await panel(page).getByLabel('Dernier jour de vacances').fill(last);
  // Last: leaving the dates closes their calendar.
  await panel(page).getByLabel('Nom').fill(name);
  await panel(page).getByRole('button', { name: 'Enregistrer' }).click();
  await expect(panel(page)).toBeHidden();
}

async function close(page: Page, first: string, last: string, reason: string): Promise<void> {
  await tab(page, 'Fermetures');
  await page.getByRole('button', { name: 'Ajouter une fermeture' }).click();
  await panel(page).getByLabel('Du', { exact: true }).fill(first);
  await panel(page).getByLabel('Au', { exact: true }).fill(last);
  await panel(page).getByLabel('Raison').fill(reason);
  await panel(page).getByRole('button', { name: 'Enregistrer' }).click();
  await expect(panel(page)).toBeHidden();
}

test('a first quarter: typed, six obstacles solved in six ways, published, printed, copied', {
  tag: '@long',
}, async ({ app, launchApp }) => {
  const { page } = app;
  await foundVault(page);
  // Where a colleague is at work.
  const second = await launchApp();
  await joinByWords(page, second.page, {
    name: 'Nadia',
    label: 'Poste d’accueil',
    role: 'Communication et accueil',
    circles: ['Accueil'],
  });
  await ask(page, 'catalogue.saveFacilitator', {
    facilitator: {
      name: 'Souffle',
      contact: {},
      price: { unit: 'hour', cents: 4500 },
      availability: '',
      absences: [],
      documents: [],
    },
  });

  await test.step('the school holidays of zone A, by hand', async () => {
    await goToAddress(page, 'lieu?tab=vacances');
    await holiday(page, 'Vacances de Noël', '19/12/2026', '03/01/2027');
    await holiday(page, 'Vacances d’hiver', '13/02/2027', '28/02/2027');
  });

  await test.step('series and events, each typed in a line', async () => {
    await ask(page, 'quarter.create', { key: KEY });
    await goToAddress(page, `trimestre?quarter=${KEY}`);
    await expect(page.getByText('La feuille est vide.')).toBeVisible();
    for (const line of [...series, ...oneOffs]) await type(page, line);
    const { lines, placements } = await quarterOf(page);
    expect(lines.filter(({ plan }) => plan.rule !== null)).toHaveLength(series.length);
    expect(lines.filter(({ plan }) => plan.rule === null)).toHaveLength(oneOffs.length);
    const { activities } = await ask(page, 'catalogue.list', {});
    const categories = lines.map(({ what }) => activities.find(({ id }) => id === what.activity)?.category);
    expect(new Set(categories.filter(Boolean)).size).toBe(6);
    // The New Year and Easter Monday close the place; what rests in the holidays has no date in them.
    const out = placements.filter(({ standing }) => standing !== 'placed');
    expect(new Set(out.map(({ date }) => date))).toEqual(new Set(['2027-01-01', '2027-03-29']));
    await app.shot('quarter-sheet');
  });

  await test.step('the closed week, and another one that will be given up', async () => {
    await close(page, '15/02/2027', '20/02/2027', 'Congés de l’équipe');
    await close(page, '04/03/2027', '05/03/2027', 'Travaux');
    await tab(page, 'À replacer');
    await expect(page.getByText(said('ce trimestre, Travaux')).first()).toBeVisible();
    await expect.poll(async () => (await quarterOf(page)).unremembered).toBe(0);
    await app.shot('quarter-to-replace');
  });

  await test.step('six obstacles, six remedies', async () => {
    await tab(page, 'Feuille');
    for (const line of Object.values(obstructed)) await type(page, line);
    await tab(page, 'À replacer');
    await expect.poll(async () => (await quarterOf(page)).unremembered).toBe(0);

    // 1. The room is taken: another one at the same hour.
    await page.getByRole('button', { name: said('Autres places : Les aides financières') }).click();
    await page
      .getByRole('button', { name: said('à la même heure') })
      .first()
      .click();
    await expect.poll(async () => (await placementOf(page, 'Les aides financières')).standing).toBe('placed');

    // 2. After the closing hour: earlier that day.
    await page.getByRole('button', { name: said('Autres places : Concert') }).click();
    await page
      .getByRole('button', { name: said('Plus tôt : jeudi 21 janvier') })
      .first()
      .click();
    await expect.poll(async () => (await placementOf(page, 'Concert')).state).toBe('ok');

    // 3. The whole place on a busy Friday: knowingly.
    await page.getByRole('button', { name: said('Placer quand même : Fête du printemps') }).click();
    await expect.poll(async () => (await placementOf(page, 'Fête du printemps')).decided).toBe('forced');

    // 4. The facilitator is elsewhere: another day, chosen by hand.
    await page.getByRole('button', { name: said('Ouvrir Yoga sur chaise') }).click();
    await panel(page).getByText('Choisir une autre date').click();
    await panel(page).getByLabel('Date', { exact: true }).fill('10/03/2027');
    await panel(page).getByLabel('Date', { exact: true }).press('Tab');
    await panel(page).getByRole('button', { name: 'Déplacer ici' }).click();
    await expect
      .poll(async () => (await placementOf(page, 'Yoga sur chaise')).slot)
      .toMatchObject({ date: '2027-03-10', start: '11:00' });
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();

    // 5. Easter Monday: given up.
    await page.getByRole('button', { name: said('Renoncer : Gym douce, lundi 29 mars') }).click();
    await expect
      .poll(async () => (await placementOf(page, 'Gym douce', '2027-03-29')).standing)
      .toBe('dropped');

    // 6. The works will not take place: a colleague removes the obstacle; its dates come back.
    await goToAddress(second.page, `trimestre?quarter=${KEY}&tab=fermetures`);
    await second.page.getByRole('button', { name: said('Modifier.*4.*5 mars') }).click();
    await panel(second.page).getByRole('button', { name: 'Supprimer' }).click();
    await tab(page, 'À replacer');
    await expect(page.getByRole('button', { name: 'Tout remettre' })).toBeVisible();
    const proposed = (await quarterOf(page)).placements.filter(({ standing }) => standing === 'proposed');
    expect(proposed.length).toBeGreaterThan(8);
    await expect(async () => {
      expect((await quarterOf(second.page)).placements).toEqual((await quarterOf(page)).placements);
    }).toPass();
    await page.getByRole('button', { name: 'Tout remettre' }).click();
    await expect.poll(async () => (await placementOf(page, 'Chorale', '2027-03-04')).standing).toBe('placed');
  });

  const planned = (await quarterOf(page)).placements.filter(({ standing }) => standing === 'placed');
  await test.step('published in one gesture, seen on the second machine', async () => {
    await page.getByRole('button', { name: 'Publier…' }).click();
    await expect(dialog(page, /^Publier/)).toContainText(said('6 jours deviennent fermés'));
    await app.shot('quarter-publish');
    await dialog(page, /^Publier/)
      .getByRole('button', { name: 'Publier', exact: true })
      .click();
    await expect(notice(page, /^Trimestre publié/)).toBeVisible();
    await expect.poll(async () => (await bookingsOf(second.page, FROM, TO)).length).toBe(planned.length);
    const shared = await bookingsOf(second.page, FROM, TO);
    expect(shared).toEqual(await bookingsOf(page, FROM, TO));
    expect(shared.some(({ date }) => date >= '2027-02-15' && date <= '2027-02-20')).toBe(false);
    expect(shared.some(({ date }) => date === '2027-03-29' || date === '2027-01-01')).toBe(false);
    await goToAddress(second.page, 'planning?view=week&date=2027-01-12');
    await expect(second.page.getByRole('button', { name: /^Yoga doux,/ }).first()).toBeVisible();
    await second.shot('quarter-on-second');
    // What was placed knowingly is no quarrel.
    expect(await ask(page, 'planning.toSettle', {})).toEqual([]);
  });

  await test.step('a change afterwards is a difference, and a session moved by hand is not overwritten', async () => {
    const [pilates] = (await bookingsOf(second.page, '2027-01-13')).filter(
      ({ title }) => title === 'Pilates',
    );
    await ask(second.page, 'planning.change', {
      id: pilates?.id ?? '',
      slot: { date: '2027-01-14', start: '15:30', end: '16:30', spaces: ['space-calme'] },
      acceptOutsideOpening: true,
    });
    await expect
      .poll(async () => (await bookingsOf(page, '2027-01-14')).map(({ id }) => id))
      .toContain(pilates?.id);
    const { lines } = await quarterOf(page);
    const line = lines.find(({ title }) => title === 'Pilates');
    if (!line) throw new Error('no pilates');
    await goToAddress(page, `trimestre?quarter=${KEY}`);
    const { id, plan, what, who } = line;
    await ask(page, 'quarter.saveLine', {
      key: KEY,
      line: { id, plan, what: { ...what, capacity: 9 }, who },
    });
    await page.getByRole('button', { name: 'Publier les changements…' }).click();
    await expect(dialog(page, /^Publier/)).toContainText('changée à la main');
    await dialog(page, /^Publier/)
      .getByRole('button', { name: 'Publier', exact: true })
      .click();
    await expect(dialog(page, /^Publier/)).toBeHidden();
    const kept = (await bookingsOf(page, '2027-01-14')).find((one) => one.id === pilates?.id);
    expect(kept).toMatchObject({ start: '15:30', spaces: ['space-calme'] });
    const others = (await bookingsOf(page, '2027-01-20')).filter(({ title }) => title === 'Pilates');
    expect(others).toMatchObject([{ capacity: 9 }]);
  });

  await test.step('made known: printed, and in a calendar that says the same minutes', async () => {
    await goToAddress(page, 'programme?periode=trimestre&du=2027-01-01&piece=affiche');
    const poster = path.join(folder, 'affiche.pdf');
    await app.answerNextDialog({ path: poster });
    await page.getByRole('button', { name: 'Enregistrer en PDF' }).click();
    await expect(notice(page, said('affiche.pdf » est enregistré'))).toBeVisible();
    expect((await readFile(poster)).subarray(0, 5).toString()).toBe('%PDF-');
    await app.shot('quarter-poster');

    const calendar = path.join(folder, 'trimestre.ics');
    await app.answerNextDialog({ path: calendar });
    const chosen = await page.evaluate(() => window.margelle.shell.chooseFile('save-calendar', 'trimestre'));
    const { sessions } = await ask(page, 'programme.exportIcs', {
      file: chosen?.token ?? '',
      from: FROM,
      to: TO,
    });
    const events = new ICAL.Component(ICAL.parse(await readFile(calendar, 'utf8')))
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));
    expect(events).toHaveLength(sessions);
    const atMinute = (event: ICAL.Event) => `${event.startDate.toString().slice(0, 16)} ${event.summary}`;
    const { sessions: announced } = await ask(page, 'programme.get', { from: FROM, to: TO });
    expect(events.map(atMinute).sort()).toEqual(
      announced.map(({ date, start, title }) => `${date}T${start} ${title}`).sort(),
    );
    // The day of the change of hour and those around it are among them.
    expect(announced.some(({ date }) => date > '2027-03-28')).toBe(true);
  });

  await test.step('copied into the second quarter', async () => {
    const { remarks } = await ask(page, 'quarter.create', { key: '2027-2', from: KEY });
    expect(remarks.some(({ kind }) => kind === 'closed-dates')).toBe(true);
    await goToAddress(page, 'trimestre?quarter=2027-2');
    await expect(page.getByText('Rien de ceci n’est encore au planning.')).toBeVisible();
    const copy = await quarterOf(page, '2027-2');
    expect(copy.lines.length).toBe(series.length + oneOffs.length + Object.keys(obstructed).length);
    await app.shot('quarter-copy');
  });

  await test.step('and the publication taken back: the planning as it was, but for what was moved by hand', async () => {
    await goToAddress(page, `trimestre?quarter=${KEY}`);
    for (let left = 2; left > 0; left -= 1) {
      await page.getByRole('button', { name: 'Autres gestes' }).click();
      await page.getByRole('menuitem', { name: 'Reprendre la publication' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Reprendre la publication' }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    await expect.poll(async () => (await bookingsOf(second.page, FROM, TO)).length).toBe(1);
    expect(await bookingsOf(page, FROM, TO)).toMatchObject([{ title: 'Pilates', date: '2027-01-14' }]);
  });
});
