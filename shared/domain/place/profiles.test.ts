import { describe, expect, it } from 'vitest';
import { openingException, openingVersion, placeSettings, schoolHoliday, space } from './model.ts';
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
    mine.versions[0]?.weekly[2].pop();
    expect(profile(name).settings.fares.full).toBe(1200);
    expect(profile(name)).not.toEqual(mine);
  });
});

it('has the three spaces and the fares of the model place', () => {
  const { spaces, settings } = profile('ressourcerie');
  expect(spaces.map((one) => one.name)).toEqual(['Salon', 'Salle d’activités', 'Espace calme']);
  expect(new Set(spaces.map((one) => one.colour)).size).toBe(3);
  expect(settings.fares).toEqual({ full: 1200, member: 600, solidarity: 450, membership: 2900 });
});

it('starts an empty place with no space and no hours', () => {
  const { spaces, versions, exceptions } = profile('empty');
  expect([spaces, versions, exceptions]).toEqual([[], [], []]);
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
