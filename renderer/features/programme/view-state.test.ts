import { expect, test } from 'vitest';
import { neighbour, readViewState, writeViewState } from './view-state.ts';

const TODAY = '2027-01-12';

test('the present quarter and its poster unless the address says otherwise', () => {
  expect(readViewState({}, TODAY)).toEqual({
    period: 'trimestre',
    from: '2027-01-01',
    to: '2027-03-31',
    piece: 'affiche',
  });
  expect(readViewState({ periode: 'mois', du: '2027-02-14', piece: 'depliant' }, TODAY)).toMatchObject({
    from: '2027-02-01',
    to: '2027-02-28',
    piece: 'depliant',
  });
  expect(readViewState({ periode: 'an', du: '2027-02-30', piece: 'x' }, TODAY)).toEqual(
    readViewState({}, TODAY),
  );
});

test('an address that was written reads the same', () => {
  for (const params of [
    { periode: 'semaine', du: '2027-01-13', piece: 'porte' },
    { periode: 'dates', du: '2027-01-13', au: '2027-01-20', piece: 'page-web' },
    { periode: 'dates', du: '2027-01-20', au: '2027-01-13', piece: 'agenda' },
  ]) {
    const state = readViewState(params, TODAY);
    expect(readViewState(writeViewState(state), TODAY)).toEqual(state);
  }
});

test('before and after: whole quarters, months and weeks, or as many days', () => {
  const of = (periode: string, du: string, au?: string) => readViewState({ periode, du, au }, TODAY);
  expect(neighbour(of('trimestre', TODAY), 1)).toEqual({ from: '2027-04-01', to: '2027-06-30' });
  expect(neighbour(of('mois', '2027-03-05'), -1)).toEqual({ from: '2027-02-01', to: '2027-02-28' });
  expect(neighbour(of('semaine', TODAY), 1)).toEqual({ from: '2027-01-18', to: '2027-01-24' });
  expect(neighbour(of('dates', '2027-01-10', '2027-01-12'), -1)).toEqual({
    from: '2027-01-07',
    to: '2027-01-09',
  });
  expect(neighbour(of('trimestre', '2199-12-01'), 1)).toBeUndefined();
  expect(neighbour(of('mois', '1900-01-05'), -1)).toBeUndefined();
});
