import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { ask, book, foundVault, goTo, said, TUESDAY } from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

const SECRET = 'Mme Verrier, suivi de deuil';

test('the planning goes out as a calendar and as a table, without a confidential word', async ({ app }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-export-'));
  const { page } = app;
  await foundVault(page);
  await book(page, { title: 'Chorale d’été', start: '14:00', end: '15:30', kind: 'session', isPublic: true });
  await book(page, { title: 'Point d’équipe', start: '10:00', end: '11:00' });
  await ask(page, 'planning.create', {
    slot: { date: TUESDAY, start: '11:00', end: '12:00', spaces: ['space-calme'] },
    what: { kind: 'appointment' },
    who: {},
    state: { status: 'confirmed' },
    privateLabel: SECRET,
  });
  await ask(page, 'notes.create', { title: `Note sur ${SECRET}`, date: TUESDAY });

  await goTo(page, 'Import et export');
  await page.getByLabel('Du', { exact: true }).fill('15/01/2036');
  await page.getByLabel('Au', { exact: true }).fill('16/01/2036');
  await page.keyboard.press('Tab');

  const exported = async (button: string, name: string): Promise<string> => {
    const file = path.join(folder, name);
    await app.answerNextDialog({ path: file });
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByText(said(`« ${name} » est écrit`))).toBeVisible();
    return readFile(file, 'utf8');
  };

  await test.step('a calendar that another program reads', async () => {
    const text = await exported('Agenda (.ics)', 'planning.ics');
    const events = new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component));
    expect(events.map(({ summary }) => summary).sort()).toEqual([
      'Chorale d’été',
      'Occupé',
      'Point d’équipe',
    ]);
    const choir = events.find(({ summary }) => summary === 'Chorale d’été');
    expect(choir?.location).toBe('Salon');
    expect(choir?.startDate.convertToZone(ICAL.Timezone.utcTimezone).toString()).toBe('2036-01-15T13:00:00Z');
    expect(choir?.duration.toSeconds()).toBe(90 * 60);
    expect(text).not.toMatch(/Verrier|deuil/);
  });

  await test.step('a table that a spreadsheet reads, accents kept', async () => {
    const text = await exported('Tableau (.csv)', 'planning.csv');
    expect(text.startsWith('\ufeff')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1).trim());
    expect(errors).toEqual([]);
    expect(data).toHaveLength(1 + 3);
    expect(data.flat().filter((cell) => /Chorale|équipe|Occupé/.test(cell))).toEqual([
      'Point d’équipe',
      'Occupé',
      'Chorale d’été',
    ]);
    expect(text).not.toMatch(/Verrier|deuil/);
  });

  await test.step('only what is public', async () => {
    await page.getByLabel('Seulement ce qui est montré au public').check();
    const text = await exported('Agenda (.ics)', 'public.ics');
    expect(text).toContain('Chorale d’été');
    expect(text).not.toMatch(/Occupé|équipe/);
  });
  await rm(folder, { recursive: true, force: true });
});
