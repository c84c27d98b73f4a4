/** A place set up from nothing: nothing of La Ressourcerie is in anything that is made for the public. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ParamsOf } from '#shared/contract/index.ts';
import { wordsOfAnotherPlace } from '#shared/domain/programme/another-place.ts';
import { doorView } from '#shared/domain/programme/door.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { openPlaceBench } from '../testing.ts';
import { programmeFeature } from './index.ts';

const span = { from: '2027-01-01', to: '2027-03-31' };
const features = [placeFeature, catalogueFeature, planningFeature, programmeFeature];
const founding = {
  team: 'Maison des aidants',
  profile: 'empty',
  name: 'Nadia',
  role: 'coordinator',
} as const;

let bench: ReturnType<typeof openPlaceBench>;
let folder: string;
let files: ReturnType<typeof createFileGrants>;
beforeEach(() => {
  bench = openPlaceBench('a', features, founding);
  folder = mkdtempSync(path.join(tmpdir(), 'margelle-empty-'));
  let grants = 0;
  files = createFileGrants({ bytes: (length) => Buffer.alloc(length, ++grants) });
  bench.vault.files = files;
});
afterEach(() => {
  bench.close();
  rmSync(folder, { recursive: true, force: true });
});

async function written(name: string, write: (file: string) => Promise<unknown>): Promise<string> {
  const file = path.join(folder, name);
  await write(files.grant(file, 'write'));
  // A line of a calendar is folded.
  return readFileSync(file, 'utf8').replaceAll('\r\n ', '');
}

/** Every text that the engine makes for the public, by its name. */
async function pieces(): Promise<Record<string, string>> {
  const programme = await bench.done('programme.get', span);
  return {
    model: JSON.stringify(programme),
    page: await written('page.html', (file) => bench.done('programme.exportPage', { file, ...span })),
    calendar: await written('agenda.ics', (file) => bench.done('programme.exportIcs', { file, ...span })),
    newsletter: await written('lettre.txt', (file) =>
      bench.done('programme.exportText', { file, ...span, kind: 'newsletter' }),
    ),
    posts: await written('messages.txt', (file) =>
      bench.done('programme.exportText', { file, ...span, kind: 'social' }),
    ),
    door: JSON.stringify(doorView(programme, { date: '2027-01-17', time: 600 })),
  };
}

const announce = (
  date: string,
  what: Omit<ParamsOf<'planning.create'>['what'], 'kind' | 'isPublic'>,
  spaces: string[] = [],
) =>
  bench.done('planning.create', {
    slot: { date, start: '09:15', end: '10:45', spaces },
    what: { kind: 'session', isPublic: true, ...what },
    who: {},
    state: { status: 'confirmed' },
  });

const newActivity = (name: string, over: Partial<ParamsOf<'catalogue.saveActivity'>['activity']> = {}) =>
  bench.done('catalogue.saveActivity', {
    activity: {
      name,
      description: '',
      defaultDurationMin: 90,
      spaces: [],
      setupMin: 0,
      airingMin: 0,
      fare: { kind: 'standard' },
      registration: 'unsaid',
      equipment: [],
      colour: 'grey',
      isPublic: true,
      ...over,
    },
  });

test('a place that said only its name and its sessions: no fare, hour, space, category or word of another', async () => {
  const space = await bench.done('place.saveSpace', {
    space: { name: 'La véranda', capacity: null, colour: 'sky', equipment: [] },
  });
  const walk = await newActivity('Marche douce');
  const group = await newActivity('Groupe de parole', { fare: { kind: 'unsaid' } });
  // Nothing is outside of hours that nobody gave: no date asks to be confirmed, a Sunday and a public holiday included.
  await announce('2027-01-17', { activity: walk.id }, [space.id]);
  await announce('2027-03-29', { activity: group.id }, [space.id]);
  await announce('2027-01-19', { title: 'Café' });
  for (const [name, text] of Object.entries(await pieces())) {
    if (name === 'model') continue;
    expect({ [name]: wordsOfAnotherPlace(text) }).toEqual({ [name]: [] });
  }
  const programme = await bench.done('programme.get', span);
  expect(programme.place).toMatchObject({ name: 'Maison des aidants', address: '', fares: {} });
  expect(programme.closedDays).toEqual([]);
  for (const { prices, registration, category } of programme.sessions)
    expect([prices, registration, category]).toEqual([{}, undefined, undefined]);
  const view = doorView(programme, { date: '2027-01-18', time: 600 });
  expect([view.today.state, view.tomorrow.state]).toEqual(['nothing', 'sessions']);
});

test('free, priced and not said are three things, and what the place says itself is said everywhere', async () => {
  await bench.done('place.saveSettings', {
    settings: {
      address: '3 rue du Moulin, Poitiers',
      fares: { full: 800, membership: 1500 },
      categories: [{ id: 'soft', name: 'Souffler', colour: 'sky' }],
    },
  });
  const walk = await newActivity('Marche douce', { category: 'soft', registration: 'open' });
  await announce('2027-01-12', { activity: walk.id });
  await announce('2027-01-13', { title: 'Chorale', fareCents: 0 });
  await announce('2027-01-14', { title: 'Café' });
  const { page = '', newsletter = '', posts = '', calendar = '' } = await pieces();
  const plain = (text: string) => text.replace(/<[^>]+>/g, '').replace(/\s/gu, ' ');
  for (const text of [page, newsletter, posts, calendar]) {
    expect(plain(text)).toMatch(/8 €/);
    expect(plain(text)).toMatch(/gratuit/i);
  }
  expect(plain(newsletter)).toContain('- 9 h 15 – 10 h 45 : Marche douce, 8 €, entrée libre');
  expect(plain(newsletter)).toContain('- 9 h 15 – 10 h 45 : Chorale, gratuit ');
  expect(plain(newsletter)).toContain('- 9 h 15 – 10 h 45 : Café ');
  expect(plain(newsletter)).toContain('Tarifs : plein tarif 8 € · adhésion 15 € par an.');
  expect(plain(page)).toContain('Souffler');
  expect(plain(page)).toContain('3 rue du Moulin, Poitiers');
  const said = ['tarif', 'adhésion', 'gratuit', 'entrée libre'];
  for (const text of [page, newsletter, posts, calendar]) expect(wordsOfAnotherPlace(text, said)).toEqual([]);
});
