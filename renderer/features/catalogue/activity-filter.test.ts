import { expect, test } from 'vitest';
import { startingCatalogue } from '#shared/domain/catalogue/starting.ts';
import { profile } from '#shared/domain/place/profiles.ts';
import { byCategory, filterActivities } from './activity-filter.ts';

const all = startingCatalogue('ressourcerie').map((activity) =>
  activity.id === 'activity-pilates' ? { ...activity, archived: true } : activity,
);
const everything = { text: '', category: null, withArchived: false };
const names = (filter: Partial<typeof everything> | object) =>
  filterActivities(all, { ...everything, ...filter }).map(({ name }) => name);

test('archived activities come only when asked for', () => {
  expect(names({})).not.toContain('Pilates');
  expect(names({ withArchived: true })).toContain('Pilates');
});

test('words are found without accents, in the name or the description', () => {
  expect(names({ text: 'gouter' })).toEqual(['Goûter']);
  expect(names({ text: 'ZÉRO maison' })).toEqual(['Atelier zéro déchet']);
  expect(names({ category: 'talk' })).toEqual(['Rencontre-débat', 'Café des proches']);
});

test('groups hold every activity once', () => {
  const { categories } = profile('ressourcerie').settings;
  const groups = byCategory(all, categories.slice(1));
  expect(groups.map(({ category }) => category?.id)).toEqual([
    ...categories.slice(1).map(({ id }) => id),
    undefined,
  ]);
  const grouped = groups.flatMap(({ activities }) => activities);
  expect(grouped).toHaveLength(all.length);
  expect(new Set(grouped).size).toBe(all.length);
});
