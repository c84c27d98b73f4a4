import { expect, test } from 'vitest';
import { catalogueInputs } from '#shared/contract/catalogue.ts';
import { startingCatalogue } from '#shared/domain/catalogue/starting.ts';
import { profile } from '#shared/domain/place/profiles.ts';
import { problemsOf } from '../../components/form-problems.ts';
import { inputOf, valuesOf } from './activity-form.ts';

const { fares, categories } = profile('ressourcerie').settings;
const leisure = categories.find(({ id }) => id === 'leisure');

test('an activity opened and saved untouched is the same', () => {
  for (const activity of startingCatalogue('ressourcerie')) {
    const { archived: _, ...same } = activity;
    const input = inputOf(valuesOf(activity, fares, leisure), activity.id);
    expect(input).toEqual(same);
    expect(problemsOf(catalogueInputs.activity, input)).toEqual({});
  }
});

test('a new activity only lacks its name', () => {
  const problems = problemsOf(
    catalogueInputs.activity,
    inputOf(valuesOf(undefined, fares, leisure), undefined),
  );
  expect(Object.keys(problems)).toEqual(['name']);
});

test('emptied numbers are told under their own field', () => {
  const values = {
    ...valuesOf(undefined, fares, leisure),
    name: 'Chorale',
    defaultDurationMin: '' as const,
  };
  const custom = { ...values, fareKind: 'custom' as const, fare: { ...values.fare, member: '' as const } };
  const problems = problemsOf(catalogueInputs.activity, inputOf(custom, undefined));
  expect(Object.keys(problems)).toEqual(['defaultDurationMin']);
  // A fare that was emptied is one that nobody says.
  expect(inputOf(custom, undefined).fare).toEqual({ kind: 'custom', full: 1200, solidarity: 450 });
});
