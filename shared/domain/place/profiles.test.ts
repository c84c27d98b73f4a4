import { describe, expect, it } from 'vitest';
import {
  openingException,
  openingVersion,
  placeSettings,
  schoolHoliday,
  space,
  storedSettings,
} from './model.ts';
import { profile } from './profiles.ts';

describe.each(['ressourcerie', 'empty'] as const)('profile %s', (name) => {
  it('is valid as it stands', () => {
    const { settings, spaces, versions, exceptions } = profile(name);
    expect(placeSettings.parse(settings)).toEqual(settings);
    expect(spaces.map((one) => space.parse(one))).toEqual(spaces);
    expect(versions.map((one) => openingVersion.parse(one))).toEqual(versions);
    expect(exceptions.map((one) => openingException.parse(one))).toEqual(exceptions);
  });
  it('is a copy that its owner may change', () => {
    const mine = profile(name);
    mine.settings.fares.full = 0;
    mine.settings.categories.push({ id: 'mine', name: 'La mienne', colour: 'grey' });
    mine.versions[0]?.weekly[2].pop();
    const { fares, categories } = profile(name).settings;
    expect(fares.full).toBe(name === 'empty' ? undefined : 1200);
    expect(categories).toHaveLength(name === 'empty' ? 0 : 6);
  });
});

it('has the three spaces and the fares of the model place', () => {
  const { spaces, settings } = profile('ressourcerie');
  expect(spaces.map((one) => one.name)).toEqual(['Salon', 'Salle d’activités', 'Espace calme']);
  expect(new Set(spaces.map((one) => one.colour)).size).toBe(3);
  expect(settings.fares).toEqual({ full: 1200, member: 600, solidarity: 450, membership: 2900 });
});

it('starts an empty place that has said nothing: no space, no hour, no fare, no category, no address, no zone', () => {
  const { settings, spaces, versions, exceptions } = profile('empty');
  expect([spaces, versions, exceptions]).toEqual([[], [], []]);
  const { fares, categories, address, volunteerTitle, closedOnPublicHolidays } = settings;
  expect({ fares, categories, address, volunteerTitle, closedOnPublicHolidays }).toEqual({
    fares: {},
    categories: [],
    address: '',
    volunteerTitle: '',
    closedOnPublicHolidays: false,
  });
  expect(settings).not.toHaveProperty('schoolZone');
});

it('what was kept before places had words of their own is read with those of La Ressourcerie', () => {
  const { settings } = profile('ressourcerie');
  const { categories, volunteerTitle, ...before } = settings;
  expect(storedSettings.parse(before)).toEqual(settings);
  const emptied = { ...before, categories: [], volunteerTitle: '' };
  expect(storedSettings.parse(emptied)).toEqual(emptied);
});

describe('what the schemas refuse', () => {
  const { settings } = profile('empty');
  it.each([
    [
      'a fare that is not whole cents',
      placeSettings,
      { ...settings, fares: { ...settings.fares, full: 4.5 } },
    ],
    ['a zone that does not exist', placeSettings, { ...settings, zone: 'Europe/Bordeaux' }],
    ['a school zone D', placeSettings, { ...settings, schoolZone: 'D' }],
    [
      'hours that end before they start',
      openingException,
      { id: 'e', date: '2027-01-12', closed: false, hours: [{ start: '12:00', end: '10:00' }], reason: '' },
    ],
    [
      'holidays that end before they start',
      schoolHoliday,
      { id: 'h', zone: 'A', name: 'Noël', start: '2027-01-03', end: '2027-01-02', source: '' },
    ],
  ])('%s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
