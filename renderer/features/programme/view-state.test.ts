import { expect, test } from 'vitest';
import { inPeriod, neighbour, type Period, readViewState, writeViewState } from './view-state.ts';

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

test('another kind of period is that of today where today is looked at, else where most of it lies', () => {
  const to = (next: Period, periode: string, du: string, today = TODAY) =>
    inPeriod(next, readViewState({ periode, du }, today), today).from;
  expect(to('mois', 'trimestre', '2026-10-01', '2026-11-30')).toBe('2026-11-01');
  expect(to('semaine', 'trimestre', '2026-10-01', '2026-11-30')).toBe('2026-11-30');
  // A quarter that is not this one: its beginning; a week that begins in the month before: the month it is mostly in.
  expect(to('mois', 'trimestre', '2027-04-01')).toBe('2027-04-01');
  expect(to('mois', 'semaine', '2026-09-28')).toBe('2026-10-01');
  expect(to('trimestre', 'semaine', '2026-09-28')).toBe('2026-10-01');
  expect(to('trimestre', 'mois', '2027-05-01')).toBe('2027-04-01');
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
