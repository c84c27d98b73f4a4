import { afterEach, describe, expect, it } from 'vitest';
import { methods } from '#shared/contract/index.ts';
import { placeFeature } from '../place/index.ts';
import { founding, openPlaceBench, type PlaceBench } from '../testing.ts';
import { catalogueFeature, readActivities, readFacilitators } from './index.ts';

const open: PlaceBench[] = [];
const bench = (start = founding) => {
  const made = openPlaceBench('a', [placeFeature, catalogueFeature], start);
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

const lecture = {
  name: 'Lecture',
  category: 'leisure' as const,
  description: '',
  defaultDurationMin: 60,
  spaces: ['space-salon'],
  setupMin: 0,
  airingMin: 0,
  fare: { kind: 'free' as const },
  registration: 'open' as const,
  equipment: [],
  colour: 'orange' as const,
  isPublic: true,
};
const person = {
  name: 'Association Souffle',
  contact: { email: 'souffle@exemple.fr' },
  price: { unit: 'hour' as const, cents: 4500 },
  availability: 'Les mardis',
  absences: [],
  documents: [{ kind: 'insurance' as const, name: 'RC pro', expires: '2027-12-31' }],
};

describe('the catalogue', () => {
  it('refuses an activity that names one space, or one thing, twice', () => {
    const { params } = methods['catalogue.saveActivity'];
    const isTaken = (part: object) => params.safeParse({ activity: { ...lecture, ...part } }).success;
    const mats = (quantity: number) => ({ id: 'mats', quantity });
    expect(isTaken({ spaces: ['space-salon', 'space-calme'], equipment: [mats(2)] })).toBe(true);
    expect(isTaken({ spaces: ['space-salon', 'space-salon'] })).toBe(false);
    expect(isTaken({ equipment: [mats(2), mats(3)] })).toBe(false);
  });

  it('starts with the activities of the model place, all of them sound', async () => {
    const a = bench();
    const { activities, setAside } = await a.done('catalogue.list', {});
    expect(activities.length).toBeGreaterThanOrEqual(12);
    expect(setAside).toBe(0);
    expect(new Set(activities.map(({ category }) => category)).size).toBe(6);
    const spaces = (await a.done('place.get', {})).spaces.map(({ id }) => id);
    for (const { archived, ...activity } of activities) {
      expect(archived).toBe(false);
      for (const space of activity.spaces) expect(spaces).toContain(space);
      expect(methods['catalogue.saveActivity'].params.safeParse({ activity }).success).toBe(true);
    }
  });

  it('starts empty elsewhere', async () => {
    const a = bench({ ...founding, profile: 'empty' });
    expect((await a.done('catalogue.list', {})).activities).toEqual([]);
  });

  it('keeps an activity through a change, an archive and a change again', async () => {
    const a = bench();
    const { id } = await a.done('catalogue.saveActivity', { activity: { ...lecture, capacityMax: 8 } });
    await a.done('catalogue.archiveActivity', { id, archived: true });
    await a.done('catalogue.saveActivity', { activity: { ...lecture, id, name: 'Lecture à voix haute' } });
    const found = readActivities(a.vault).find((one) => one.id === id);
    expect(found).toMatchObject({ name: 'Lecture à voix haute', archived: true });
    expect(found?.capacityMax).toBeUndefined();
    await Promise.resolve();
    expect(a.emitted).toContain('catalogue.changed');
  });

  it('refuses an activity that names what does not exist', async () => {
    const a = bench();
    const ask = (part: object) => a.call('catalogue.saveActivity', { activity: { ...lecture, ...part } });
    expect(await ask({ spaces: ['gone'] })).toMatchObject({ error: { tag: 'not_found', what: 'space' } });
    expect(await ask({ host: 'gone' })).toMatchObject({ error: { what: 'host' } });
    expect(await ask({ facilitator: 'gone' })).toMatchObject({ error: { what: 'facilitator' } });
    expect(await ask({ equipment: [{ id: 'gone', quantity: 1 }] })).toMatchObject({
      error: { what: 'equipment' },
    });
    expect(await ask({ id: 'gone' })).toMatchObject({ error: { what: 'activity' } });
  });

  it('keeps facilitators and their papers', async () => {
    const a = bench();
    const { id } = await a.done('catalogue.saveFacilitator', { facilitator: person });
    await a.done('catalogue.archiveFacilitator', { id, archived: true });
    expect(readFacilitators(a.vault)).toMatchObject([{ ...person, id, archived: true }]);
    expect(
      await a.done('catalogue.saveActivity', { activity: { ...lecture, facilitator: id } }),
    ).toHaveProperty('id');
  });
});
