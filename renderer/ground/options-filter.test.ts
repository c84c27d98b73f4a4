import { expect, test } from 'vitest';
import { foldedFilter } from './options-filter.ts';

const option = (label: string) => ({ value: label, label, disabled: false });
const kept = (search: string, ...labels: string[]) =>
  foldedFilter({ options: labels.map(option), search, limit: 10 }).map((one) => 'label' in one && one.label);

test('"gouter" keeps Goûter, as every search does', () => {
  expect(kept('gouter', 'Goûter', 'Yoga')).toEqual(['Goûter']);
  expect(kept('ŒUVRE', 'Chef-d’oeuvre', 'Œuvres', 'Yoga')).toEqual(['Chef-d’oeuvre', 'Œuvres']);
  expect(kept('lodz', 'Łódź')).toEqual(['Łódź']);
  expect(kept('d’ecriture', "Atelier d'écriture")).toEqual(["Atelier d'écriture"]);
  expect(kept('06 12', 'Standard 0612345678', 'Yoga')).toEqual(['Standard 0612345678']);
  expect(kept('versaire', 'Anniversaire')).toEqual(['Anniversaire']);
  expect(kept('', 'Goûter', 'Yoga')).toEqual(['Goûter', 'Yoga']);
});

test('groups stay, the limit counts for all of them together', () => {
  const options = [
    { group: 'A', items: [option('été 1'), option('été 2'), option('hiver')] },
    { group: 'B', items: [option('été 3')] },
  ];
  expect(foldedFilter({ options, search: 'ete', limit: 2 })).toEqual([
    { group: 'A', items: [option('été 1'), option('été 2')] },
    { group: 'B', items: [] },
  ]);
});
