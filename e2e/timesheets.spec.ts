/** What facilitators did, is due and is signed for: on screen, in a table, on paper. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { addDays, addMonths } from '#shared/domain/time/wall.ts';
import { ask, foundVault, goTo, goToAddress, notice } from './support/journeys.ts';
import { expect, shots, test } from './support/launch.ts';

const run = promisify(execFile);

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'margelle-timesheets-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

interface Hired {
  name: string;
  unit: 'session' | 'hour';
  cents: number;
  expires?: string;
}
const hire = async (page: Page, { name, unit, cents, expires }: Hired): Promise<string> =>
  (
    await ask(page, 'catalogue.saveFacilitator', {
      facilitator: {
        name,
        contact: {},
        price: { unit, cents },
        availability: '',
        absences: [],
        documents: expires === undefined ? [] : [{ kind: 'insurance', name: 'RC professionnelle', expires }],
      },
    })
  ).id;

async function lead(page: Page, facilitator: string, title: string, dates: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const date of dates) {
    const { id } = await ask(page, 'planning.create', {
      slot: { date, start: '10:00', end: '11:15', spaces: [] },
      what: { kind: 'session', title },
      who: { facilitator },
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
    });
    ids.push(id);
  }
  return ids;
}

/** The words of a PDF; its pages as pictures to look at, when they are wanted. */
async function read(pdf: Buffer, name: string): Promise<string> {
  const file = path.join(folder, `${name}.pdf`);
  await writeFile(file, pdf);
  if (shots !== null) await run('pdftoppm', ['-r', '80', '-png', file, path.join(shots, name)]);
  return (await run('pdftotext', ['-layout', file, '-'])).stdout.replaceAll(/\s+/g, ' ');
}

test('a facilitator’s months are counted, exported and signed; her papers are asked for in time', async ({
  app,
}) => {
  const { page } = app;
  await page.setViewportSize({ width: 1024, height: 700 });
  await foundVault(page);
  const { today } = await ask(page, 'place.get', {});
  const lastMonth = addMonths(`${today.slice(0, 7)}-01`, -1);
  const before = addMonths(lastMonth, -1);
  const sophie = await hire(page, {
    name: 'Sophie Lagarde',
    unit: 'session',
    cents: 6_050,
    expires: addMonths(today, 1),
  });
  const karim = await hire(page, {
    name: 'Karim Belhadj',
    unit: 'hour',
    cents: 4_500,
    expires: addDays(today, 90),
  });
  const [cancelled] = await lead(
    page,
    sophie,
    'Yoga doux',
    [27, 2, 9, 16].map((days) => addDays(lastMonth, days)),
  );
  await lead(
    page,
    sophie,
    'Yoga doux',
    [3, 10].map((days) => addDays(before, days)),
  );
  await ask(page, 'planning.cancel', { id: cancelled ?? '', reason: 'Souffrante' });
  // Enough for the table to go over several pages.
  await ask(page, 'planning.createSeries', {
    rule: { frequency: 'daily', count: 45 },
    slot: { date: before, start: '10:00', end: '11:15', spaces: [] },
    what: {
      kind: 'session',
      title: 'Sophrologie assise, respiration et relâchement pour les proches aidants',
    },
    who: { facilitator: karim },
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
  });

  await test.step('the paper to renew is said to the coordinator', async () => {
    await goTo(page, 'Aujourd’hui');
    const card = page.getByRole('region', { name: 'Documents à renouveler' });
    await expect(card.getByRole('link')).toHaveText(['Sophie Lagarde']);
    await expect(card).toContainText('Assurance (RC professionnelle)');
    await app.shot('timesheets-today');
  });

  await test.step('the months, as chosen', async () => {
    await goTo(page, 'Activités');
    await page.getByRole('tab', { name: 'Relevés' }).click();
    const card = page.getByRole('region', { name: 'Sophie Lagarde' });
    await expect(card.getByRole('rowheader')).toHaveCount(1);
    await expect(card).toContainText('181,50');
    await page.getByRole('combobox', { name: 'De', exact: true }).click();
    const name = new Date(`${before}T12:00:00Z`).toLocaleDateString('fr-FR', {
      month: 'long',
      year: 'numeric',
    });
    await page.getByRole('option', { name: new RegExp(name.replace(' ', '\\s'), 'i') }).click();
    await expect(card.getByRole('rowheader')).toHaveCount(3);
    await expect(card.getByRole('row').last()).toContainText('302,50');
    await card.getByRole('button', { expanded: false }).last().click();
    await expect(card.getByRole('listitem')).toHaveCount(4);
    await expect(card.getByRole('listitem').last()).toContainText('Annulée');
    await app.shot('timesheets-1024x700');
  });

  await test.step('a table to take away', async () => {
    const file = path.join(folder, 'releves.csv');
    await app.answerNextDialog({ path: file });
    await page.getByRole('button', { name: 'Exporter (CSV)' }).click();
    await expect(notice(page, /51.séances dans/)).toBeVisible();
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(52);
    expect(
      lines.filter((line) => line.startsWith('Sophie Lagarde;') && line.endsWith(';60,50;60,50')),
    ).toHaveLength(5);
  });

  await test.step('a timesheet to sign: what was given and nothing else', async () => {
    const card = page.getByRole('region', { name: 'Sophie Lagarde' });
    await card.getByRole('button', { name: /^Relevé à signer/ }).click();
    const text = await read(await app.printed(), 'timesheet-paper');
    expect(text).toContain('La Ressourcerie');
    expect(text).toContain('Relevé d’interventions');
    expect(text.match(/Yoga doux/g)).toHaveLength(5);
    expect(text).toContain('302,50');
    expect(text).toContain('Non compté : 1 séance annulée.');
    expect(text.match(/Nom, date et signature/g)).toHaveLength(2);
    expect(text).not.toContain('Karim');
    await expect(page.locator('.print-sheet')).toHaveCount(0);

    await card
      .getByRole('button', { name: /^Imprimer le relevé/ })
      .last()
      .click();
    const month = await read(await app.printed(), 'timesheet-paper-month');
    expect(month.match(/Yoga doux/g)).toHaveLength(3);
    expect(month).toContain('181,50');
  });

  await test.step('a long one, as a file', async () => {
    const file = path.join(folder, 'karim.pdf');
    await app.answerNextDialog({ path: file });
    await page.getByRole('button', { name: 'PDF du relevé de Karim Belhadj' }).click();
    await expect(notice(page, 'Relevé enregistré')).toBeVisible();
    const text = await read(await readFile(file), 'timesheet-paper-long');
    expect(text.match(/Sophrologie assise/g)).toHaveLength(45);
    // 45 times 1 h 15 at 45 € an hour.
    expect(text).toMatch(/2.531,25/);
    expect(text.match(/Horaire/g)?.length).toBeGreaterThan(1);
  });

  await test.step('and nothing for months without a session', async () => {
    await goToAddress(page, 'activites?tab=releves&from=2025-01&to=2025-02');
    await expect(page.getByText('Ici, ce que chaque intervenante a fait')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Exporter (CSV)' })).toBeDisabled();
  });
});
