/** What the demonstration lacks for every dialog to have something to be about. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, book, goToAddress } from '../journeys.ts';
import { expect, type RunningApp } from '../launch.ts';

/** Far from what the other journeys on the demonstration are about. A Tuesday. */
const DAY = '2036-03-04';
const KEY = '2036-2';

export interface Found {
  today: string;
  /** Addresses. */
  session: string;
  day: string;
  draft: string;
  published: string;
  note: string;
}

/** Once for each app, which goes on from test to test. */
const founded = new WeakMap<RunningApp, Promise<Found>>();
export function foundAll(app: RunningApp): Promise<Found> {
  const found = founded.get(app) ?? makeAll(app);
  founded.set(app, found);
  return found;
}

async function makeAll(app: RunningApp): Promise<Found> {
  const { page } = app;
  const { today } = await ask(page, 'place.get', {});
  await foundPlace(app);
  const slot = { date: DAY, start: '14:00', end: '15:00', spaces: ['space-salon'] };
  const what = { kind: 'session', title: 'Essai suivi', isPublic: false } as const;
  const { ids } = await ask(page, 'planning.createSeries', {
    rule: { frequency: 'weekly', count: 4 },
    slot,
    what,
    who: {},
    state: { status: 'confirmed' },
  });
  await book(page, { title: 'Déjà là', date: DAY, start: '10:00', end: '11:00' });
  await ask(page, 'threads.post', { circle: 'welcome', kind: 'message', text: 'Essai de message' });
  const { id: note } = await ask(page, 'notes.create', { title: 'Essai de note', date: today });
  const { quarters } = await ask(page, 'quarter.list', {});
  await publishedQuarter(app);
  await importedThenChanged(app);
  return {
    today,
    session: `planning?view=day&date=${DAY}&booking=${ids[0]}`,
    day: `planning?view=day&date=${DAY}`,
    draft: `trimestre?quarter=${quarters.find(({ lineCount }) => lineCount > 0)?.key}`,
    published: `trimestre?quarter=${KEY}`,
    note: `notes?note=${note}`,
  };
}

async function foundPlace({ page }: RunningApp): Promise<void> {
  await ask(page, 'place.saveEquipment', { equipment: { name: 'Essai de tapis', quantity: 2 } });
  await ask(page, 'place.saveException', {
    exception: { date: '2036-05-13', closed: true, reason: 'Essai' },
  });
  await ask(page, 'place.saveSchoolHoliday', {
    holiday: { zone: 'A', name: 'Essai de vacances', start: '2036-04-12', end: '2036-04-27' },
  });
}

async function publishedQuarter({ page }: RunningApp): Promise<void> {
  await ask(page, 'quarter.create', { key: KEY });
  await ask(page, 'quarter.saveLine', {
    key: KEY,
    line: {
      plan: {
        rule: null,
        slot: { date: '2036-04-01', start: '10:00', end: '11:00', spaces: ['space-salon'] },
      },
      what: { kind: 'session', title: 'Essai publié' },
      who: {},
    },
  });
  await ask(page, 'quarter.publish', { key: KEY });
}

/** Two bookings of a file, one of which was changed here since. */
async function importedThenChanged(app: RunningApp): Promise<void> {
  const { page } = app;
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-dialogs-'));
  const file = path.join(folder, 'essai.ics');
  const event = (day: string) =>
    `BEGIN:VEVENT\r\nUID:essai-${day}\r\nDTSTART:${day}T140000\r\nDTEND:${day}T150000\r\nSUMMARY:Essai importé\r\nLOCATION:Salon\r\nEND:VEVENT\r\n`;
  await writeFile(
    file,
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n${event('20360305')}${event('20360306')}END:VCALENDAR\r\n`,
  );
  await goToAddress(page, 'import-export');
  await app.answerNextDialog({ path: file });
  await page.getByRole('button', { name: 'Choisir un fichier…' }).click();
  await page.getByRole('button', { name: 'Importer 2 réservations' }).click();
  await expect(page.getByText('2 réservations ajoutées')).toBeVisible();
  await rm(folder, { recursive: true, force: true });
  const { bookings } = await ask(page, 'planning.range', {
    from: '2036-03-05',
    to: '2036-03-05',
    withCancelled: false,
  });
  const [first] = bookings;
  await ask(page, 'planning.change', {
    id: first?.id ?? '',
    state: { status: 'option' },
    scope: 'this',
    overwriteByHand: false,
    acceptOutsideOpening: true,
    asOption: false,
  });
}
