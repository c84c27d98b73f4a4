import { afterEach, describe, expect, it } from 'vitest';
import type { ParamsOf } from '#shared/contract/index.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { profile } from '#shared/domain/place/profiles.ts';
import { ok } from '#shared/domain/result.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import { founding, meet, openPlaceBench, type PlaceBench } from '../testing.ts';
import { placeFeature, readHosts, readPlace } from './index.ts';

const open: PlaceBench[] = [];
const bench = (device = 'a', start: typeof founding | null = founding) => {
  const made = openPlaceBench(device, [placeFeature], start);
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});
const daysOf = ({ vault }: PlaceBench, from: string, to: string) =>
  datesBetween(from, to).map((date) => dayFacts(date, readPlace(vault)));
const NEVER = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

describe('a new place', () => {
  it('starts as the model place, with its founder as first référente', async () => {
    const a = bench();
    const place = await a.done('place.get', {});
    expect(place.settings).toMatchObject({
      name: 'La Ressourcerie',
      fares: { full: 1200, member: 600, solidarity: 450, membership: 2900 },
    });
    expect(place.spaces.map(({ name }) => name)).toEqual(['Salon', 'Salle d’activités', 'Espace calme']);
    expect(place.hosts).toMatchObject([{ name: 'Odile', role: 'coordinator' }]);
    expect(a.vault.me.hostId).toBe(place.hosts[0]?.id);
    expect(place).toMatchObject({ knownUntil: {}, setAside: 0, today: '2027-01-12' });
  });

  it('takes the name of the team, and nothing of the model when it starts empty', async () => {
    const a = bench('a', { ...founding, team: ' Maison des aidants ', profile: 'empty' });
    const place = await a.done('place.get', {});
    expect(place.settings).toEqual({ ...profile('empty').settings, name: 'Maison des aidants' });
    expect(place.spaces).toEqual([]);
    expect(place.versions).toEqual([]);
  });

  it('opens on Tuesdays, closes on Sundays, and knows the law', async () => {
    const a = bench();
    const days = daysOf(a, '2027-05-01', '2027-05-11');
    expect(days).toHaveLength(11);
    expect(days.at(0)).toMatchObject({ date: '2027-05-01', closed: true });
    expect(days.at(0)?.reasons).toContainEqual({ kind: 'holiday', name: 'Fête du travail' });
    expect(days.at(-1)).toMatchObject({ date: '2027-05-11', hours: [{ start: 600, end: 1080 }] });
  });
});

describe('settings', () => {
  it('lets a fare be emptied, given, free; and a zone be unsaid again', async () => {
    const a = bench();
    const save = async (settings: ParamsOf<'place.saveSettings'>['settings']) => {
      await a.done('place.saveSettings', { settings });
      return (await a.done('place.get', {})).settings;
    };
    expect((await save({ fares: { full: 700, member: 0 } })).fares).toEqual({ full: 700, member: 0 });
    expect((await save({ fares: {} })).fares).toEqual({});
    expect(await save({ schoolZone: null })).not.toHaveProperty('schoolZone');
    expect((await save({ schoolZone: 'C' })).schoolZone).toBe('C');
    expect((await save({ address: '' })).schoolZone).toBe('C');
    expect(await save({ categories: [], volunteerTitle: '' })).toMatchObject({
      categories: [],
      volunteerTitle: '',
    });
  });

  it('refuses two categories with one id, and a space that is ranked twice', async () => {
    const a = bench();
    const { categories } = (await a.done('place.get', {})).settings;
    const [first, second] = categories;
    if (!first || !second) throw new Error('the profile has categories');
    const twice = [first, { ...second, id: first.id }];
    await expect(a.call('place.saveSettings', { settings: { categories: twice } })).rejects.toThrow(
      'same_id',
    );
    expect((await a.done('place.get', {})).settings.categories).toEqual(categories);
    const ids = ['space-calme', 'space-salon', 'space-calme'];
    await expect(a.call('place.reorderSpaces', { ids })).rejects.toThrow('same_id');
  });

  it('of a vault made before places had words of their own go on as they were, and can then be changed', async () => {
    const a = bench();
    const { categories, volunteerTitle, ...before } = profile('ressourcerie').settings;
    a.vault.team.write((writer) => {
      writer.put('settings', 'place', { it: { ...before, address: 'Bordeaux, comme avant' } }, 'undated');
      return ok({});
    });
    const old = (await a.done('place.get', {})).settings;
    expect(old).toEqual({ ...before, address: 'Bordeaux, comme avant', categories, volunteerTitle });
    await a.done('place.saveSettings', { settings: { categories: [], volunteerTitle: '' } });
    const { settings, setAside } = await a.done('place.get', {});
    expect(settings).toMatchObject({ ...before, categories: [], volunteerTitle: '', address: old.address });
    expect(setAside).toBe(0);
  });

  it('changes only what is given, and takes a phone number away', async () => {
    const a = bench();
    await a.done('place.saveSettings', {
      settings: { phone: '05 56 00 00 00', email: 'bonjour@exemple.fr' },
    });
    await a.done('place.saveSettings', { settings: { phone: null, closedOnPublicHolidays: false } });
    const { settings } = await a.done('place.get', {});
    expect(settings).toMatchObject({ name: 'La Ressourcerie', email: 'bonjour@exemple.fr' });
    expect(settings.phone).toBeUndefined();
    expect(settings.closedOnPublicHolidays).toBe(false);
  });
});

describe('spaces and référentes', () => {
  it('keeps rank and archive when a space is renamed', async () => {
    const a = bench();
    await a.done('place.archiveSpace', { id: 'space-salon', archived: true });
    await a.done('place.saveSpace', {
      space: {
        id: 'space-salon',
        name: 'Grand salon',
        capacity: 20,
        colour: 'orange',
        equipment: ['Cuisine'],
      },
    });
    expect(readPlace(a.vault).spaces[0]).toMatchObject({ name: 'Grand salon', archived: true, order: 1 });
    const { id } = await a.done('place.saveSpace', {
      space: { name: 'Jardin', capacity: null, colour: 'green', equipment: [] },
    });
    expect(readPlace(a.vault).spaces.at(-1)).toMatchObject({ id, order: 4, archived: false });
  });

  it('reorders, and refuses a space nobody knows', async () => {
    const a = bench();
    await a.done('place.reorderSpaces', { ids: ['space-calme', 'space-salon'] });
    expect(readPlace(a.vault).spaces.map(({ id }) => id)).toEqual([
      'space-calme',
      'space-salon',
      'space-activites',
    ]);
    expect(await a.call('place.reorderSpaces', { ids: ['nowhere'] })).toMatchObject({
      error: { tag: 'not_found', what: 'space' },
    });
  });

  it('keeps material, and a référente who comes and goes', async () => {
    const a = bench();
    const { id: mats } = await a.done('place.saveEquipment', { equipment: { name: 'Tapis', quantity: 12 } });
    await a.done('place.removeEquipment', { id: mats });
    expect((await a.done('place.get', {})).equipment).toEqual([]);
    const { id } = await a.done('place.saveHost', {
      host: {
        name: 'Inès',
        role: 'psychologist',
        presence: { ...NEVER, 4: [{ start: '09:00', end: '12:30' }] },
        absences: [{ from: '2027-02-01', to: '2027-02-05' }],
      },
    });
    await a.done('place.archiveHost', { id, archived: true });
    expect(readHosts(a.vault).find((one) => one.id === id)).toMatchObject({ name: 'Inès', archived: true });
  });

  it('refuses hours that overlap on one day', async () => {
    const a = bench();
    const presence = {
      ...NEVER,
      2: [
        { start: '09:00', end: '12:00' },
        { start: '11:00', end: '13:00' },
      ],
    };
    await expect(
      a.call('place.saveHost', { host: { name: 'Inès', role: 'social', presence } }),
    ).rejects.toThrow('hours_overlap');
  });
});

describe('opening hours', () => {
  it('follow the version of the date, and a version of the same day replaces the former', async () => {
    const a = bench();
    const evening = { ...NEVER, 2: [{ start: '10:00', end: '19:00' }] };
    const first = await a.done('place.saveOpening', {
      opening: { validFrom: '2027-03-01', weekly: NEVER, rules: [] },
    });
    const second = await a.done('place.saveOpening', {
      opening: { validFrom: '2027-03-01', weekly: evening as never, rules: [] },
    });
    expect(second.id).not.toBe(first.id);
    expect(readPlace(a.vault).versions.map(({ validFrom }) => validFrom)).toEqual([
      '2027-03-01',
      '2019-04-01',
    ]);
    const days = daysOf(a, '2027-02-23', '2027-03-02');
    expect(days.at(0)?.hours).toEqual([{ start: 600, end: 1080 }]);
    expect(days.at(-1)?.hours).toEqual([{ start: 600, end: 1140 }]);
  });

  it('close for a few days at once, and are decided once per date', async () => {
    const a = bench();
    const closed = { closed: true, reason: 'Congés d’été' };
    const { ids } = await a.done('place.saveException', {
      exception: { date: '2027-08-02', until: '2027-08-06', ...closed },
    });
    expect(ids).toHaveLength(5);
    await a.done('place.saveException', {
      exception: {
        date: '2027-08-06',
        closed: false,
        hours: [{ start: '14:00', end: '17:00' }],
        reason: 'Goûter',
      },
    });
    const { exceptions } = await a.done('place.get', {});
    expect(exceptions.filter(({ date }) => date === '2027-08-06')).toMatchObject([{ reason: 'Goûter' }]);
    expect(exceptions).toHaveLength(5);

    await a.done('place.saveException', {
      exception: { replaces: ids.slice(0, 4), date: '2027-08-03', until: '2027-08-04', ...closed },
    });
    const shorter = (await a.done('place.get', {})).exceptions;
    expect(shorter.map(({ date }) => date)).toEqual(['2027-08-03', '2027-08-04', '2027-08-06']);
    await a.done('place.removeExceptions', { ids: shorter.map(({ id }) => id) });
    expect((await a.done('place.get', {})).exceptions).toEqual([]);
    expect(await a.call('place.removeExceptions', { ids })).toMatchObject({ error: { tag: 'not_found' } });
  });
});

describe('what other machines write', () => {
  it('is read at once, told to the screens, and told only once', async () => {
    const a = bench('a');
    const b = bench('b', null);
    meet(a, b);
    expect(readPlace(b.vault).spaces).toHaveLength(3);
    await Promise.resolve();
    b.emitted.length = 0;
    await a.done('place.saveSpace', {
      space: { name: 'Jardin', capacity: 8, colour: 'green', equipment: [] },
    });
    meet(a, b);
    expect(readPlace(b.vault).spaces).toHaveLength(4);
    await Promise.resolve();
    expect(b.emitted).toEqual(['place.changed', 'planning.changed']);
  });

  it('is set aside when this version cannot read it, and nothing else suffers', async () => {
    const a = bench();
    a.circle.write((writer) => {
      writer.put('spaces', 'strange', { it: { name: 12, shape: 'round' } }, 'undated');
      writer.put('spaces', 'empty', {}, 'undated');
      const weekly = { ...NEVER, 2: [{ start: 'morning', end: '' }] };
      writer.put('openings', 'vague', { it: { validFrom: 'soon', weekly, rules: [] } }, 'undated');
      writer.put('settings', 'place', { it: 'nothing' }, 'undated');
      return ok({});
    });
    const place = await a.done('place.get', {});
    expect(place.spaces).toHaveLength(3);
    expect(place.setAside).toBe(4);
    expect(place.settings.zone).toBe('Europe/Paris');
  });

  it('keeps what a newer version added to an entity', async () => {
    const a = bench();
    const before = a.circle.read('spaces', 'space-salon')?.facets.it as Record<string, never>;
    a.circle.write((writer) => {
      writer.put('spaces', 'space-salon', { it: { ...before, floor: 2 } });
      return ok({});
    });
    await a.done('place.archiveSpace', { id: 'space-salon', archived: true });
    expect(a.circle.read('spaces', 'space-salon')?.facets.it).toMatchObject({ floor: 2, archived: true });
  });
});

it('is read from memory until something changes, and never keeps what was rolled back', async () => {
  const a = bench();
  const first = readPlace(a.vault).spaces;
  expect(readPlace(a.vault).spaces).toBe(first);
  const attempt = a.sqlite.transaction(() => {
    a.circle.write((writer) => {
      writer.remove('spaces', 'space-salon');
      return ok({});
    });
    expect(readPlace(a.vault).spaces).toHaveLength(2);
    throw new Error('given up');
  });
  expect(() => attempt()).toThrow('given up');
  expect(readPlace(a.vault).spaces).toHaveLength(3);
});

it('is the same after everything is projected again', async () => {
  const a = bench();
  await a.done('place.archiveSpace', { id: 'space-salon', archived: true });
  const before = await a.done('place.get', {});
  a.circle.rebuild();
  expect(await a.done('place.get', {})).toEqual(before);
});
