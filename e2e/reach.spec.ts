/** Nothing of any screen is out of reach: wheel, keys and fingers go to its end, heads stay, no word and no block is cut. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cutsOf } from './support/cuts.ts';
import { ask, demoIsMade, goToAddress, lock, openDemo, showPlanning } from './support/journeys.ts';
import { expect, type RunningApp, test } from './support/launch.ts';
import { unreachable, windows } from './support/reach.ts';

const settled = async (page: Page): Promise<void> => {
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
};

test('the check itself finds what is cut, and leaves what is not', async ({ app: { page } }) => {
  const found = await page.evaluate((source) => {
    const look = new Function(`return ${source}`)() as (root: Element) => string[];
    const inFrame = (css: string, html: string) => `<div style="position:relative;${css}">${html}</div>`;
    const cases = {
      sideways: inFrame(
        'width:60px;overflow:hidden',
        '<span style="white-space:nowrap">Une phrase trop longue</span>',
      ),
      ellipsis: inFrame(
        'width:60px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap',
        'Une phrase trop longue',
      ),
      titled: `<p title="Une phrase trop longue" style="width:60px;overflow:hidden;white-space:nowrap">Une phrase trop longue</p>`,
      height: inFrame('height:20px;overflow:hidden', '<p>Un</p><p>Deux</p><p>Trois</p>'),
      scrolls: inFrame('height:20px;overflow:auto', '<p>Un</p><p>Deux</p><p>Trois</p>'),
      word: inFrame('width:60px;overflow-wrap:anywhere', 'Salle d’activités extraordinaires'),
      words: inFrame('width:160px', 'Salle d’activités extraordinaires'),
    };
    return Object.entries(cases).map(([name, html]) => {
      const root = document.createElement('div');
      root.innerHTML = html;
      document.body.prepend(root);
      const count = look(root).length;
      root.remove();
      return [name, count > 0];
    });
  }, cutsOf.toString());
  expect(Object.fromEntries(found)).toEqual({
    sideways: true,
    ellipsis: true,
    titled: false,
    height: true,
    scrolls: false,
    word: true,
    words: false,
  });
});

/** At the end of what scrolls, the words of the last row, its day and the hours are what one sees at their places. */
const headsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wrong: string[] = [];
    const grid = document.querySelector('[data-scrollarea-viewport]');
    const heads = [
      ...(grid?.querySelectorAll<HTMLElement>(
        '.mantine-ResourcesDayView-resourcesDayViewTimeLabel, .mantine-ResourcesDayView-resourcesDayViewCorner',
      ) ?? []),
    ];
    const rows = [
      ...(grid?.querySelectorAll<HTMLElement>('.mantine-ResourcesDayView-resourcesDayViewResourceLabel') ??
        []),
    ];
    const days = [...(grid?.querySelectorAll<HTMLElement>('strong') ?? [])];
    if (heads.length < 2 || rows.length < 7 || days.length !== 7) wrong.push('the heads are not found');
    for (const one of [heads[0], heads[1], rows.at(-1), days.at(-1)]) {
      const { left, top, width, height } = one?.getBoundingClientRect() ?? new DOMRect();
      const hit = document.elementFromPoint(left + Math.min(width / 2, 40), top + height / 2);
      if (!hit || !(one?.contains(hit) || hit.contains(one ?? null)))
        wrong.push(`« ${one?.textContent} » is not seen`);
    }
    return wrong;
  });

/** By person where there is least room; the other sizes, and by space, in `npm run test:long`. */
const weeks = [
  { by: 'host', sizes: windows.slice(0, 1), tag: [] },
  { by: 'space', sizes: windows.slice(1, 2), tag: ['@long'] },
  { by: 'host', sizes: windows.slice(1), tag: ['@long'] },
] as const;

for (const { by, sizes, tag } of weeks)
  test(`the week by ${by === 'host' ? 'person' : by} is scrolled to its last row by the wheel${sizes.length > 1 ? ' at the other sizes' : ''}, its days and hours in sight`, {
    tag: [...tag],
  }, async ({ demoApp: { page } }) => {
    const { today } = await ask(page, 'place.get', {});
    for (const size of sizes)
      await test.step(`${size.width} × ${size.height}`, async () => {
        await page.setViewportSize(size);
        await showPlanning(page, today, 'week', by);
        await settled(page);
        if (size === windows[1]) expect.soft(await unreachable(page, ['wheel'])).toEqual([]);
        const last = page.locator('[data-drag-slot-group]').last();
        await page.mouse.move(size.width * 0.7, size.height * 0.6);
        await expect
          .poll(async () => {
            await page.mouse.wheel(0, 900);
            return last.evaluate((slot) => {
              const { left, bottom } = slot.getBoundingClientRect();
              return (
                document.elementFromPoint(left + 4, bottom - 4)?.closest('[data-drag-slot-group]') === slot
              );
            });
          })
          .toBe(true);
        expect.soft(await headsOf(page)).toEqual([]);
      });
  });

const everywhere = [
  ...[
    'aujourdhui',
    'planning?view=week',
    'planning?view=week&by=host',
    'planning?view=day',
    'planning?view=day&by=host',
  ],
  ...['planning?view=month', 'trimestre', 'programme', 'notes', 'a-regler', 'transmissions', 'activites'],
  ...[
    'activites?tab=intervenants',
    'activites?tab=releves',
    'lieu?tab=espaces',
    'lieu?tab=horaires',
    'lieu?tab=fermetures',
  ],
  ...[
    'lieu?tab=vacances',
    'lieu?tab=equipe',
    'lieu?tab=tarifs',
    'equipe',
    'import-export',
    'reglages',
    'aide',
  ],
];
const ofQuarter = ['feuille', 'a-replacer', 'conflits', 'chiffres', 'fermetures', 'bilan'];

/** Long enough for its preview to be larger than any window. */
async function manyEvents(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-reach-'));
  const file = path.join(folder, 'agenda.ics');
  const event = (at: number) =>
    `BEGIN:VEVENT\r\nUID:reach-${at}\r\nDTSTART:2036${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}T1${at % 8}0000\r\nDURATION:PT1H\r\nSUMMARY:Rencontre numéro ${at} avec un titre assez long\r\nLOCATION:Salle ${at % 9}\r\nEND:VEVENT\r\n`;
  const events = Array.from({ length: 120 }, (_, at) => event(at)).join('');
  await writeFile(
    file,
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n${events}END:VCALENDAR\r\n`,
  );
  return file;
}

async function lookEverywhere(app: RunningApp): Promise<void> {
  const { page } = app;
  const { quarters } = await ask(page, 'quarter.list', {});
  const key = quarters.find(({ lineCount }) => lineCount > 0)?.key;
  const hands = ['wheel', 'keys', 'touch'] as const;
  const look = (name: string, of = page) =>
    test.step(name, async () => {
      expect.soft(await unreachable(of, hands), name).toEqual([]);
    });
  for (const address of [...everywhere, ...ofQuarter.map((tab) => `trimestre?quarter=${key}&tab=${tab}`)]) {
    await goToAddress(page, address);
    await settled(page);
    await look(address);
  }
  await goToAddress(page, 'notes');
  await page.getByRole('region', { name: 'Vos notes' }).getByRole('link').first().click();
  await expect(page.getByRole('textbox', { name: 'Texte de la note' })).toBeVisible();
  await look('a note');
  const file = await manyEvents();
  await goToAddress(page, 'import-export');
  await app.answerNextDialog({ path: file });
  await page.getByRole('button', { name: 'Choisir un fichier…' }).click();
  await expect(page.getByRole('button', { name: /^Importer \d+ réservations/ })).toBeVisible();
  await look('the preview of an import');
  await rm(path.dirname(file), { recursive: true, force: true });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Une séance, une note').fill('a');
  await expect(page.getByRole('dialog').getByRole('button').first()).toBeVisible();
  await look('what the search found');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F9');
  await expect(page.getByRole('button', { name: 'Quitter le mode accueil' })).toBeVisible();
  await look('mode accueil');
  await page.keyboard.press('F9');
  await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
  await lock(page);
  await look('the closed vault');
  await openDemo(page);
  await demoIsMade(page);
}

for (const size of windows)
  test(`everything of every screen is reached at ${size.width} × ${size.height}`, { tag: '@long' }, async ({
    demoApp: app,
  }) => {
    test.setTimeout(3_600_000);
    await app.page.setViewportSize(size);
    await lookEverywhere(app);
  });
