import { describe, expect, it } from 'vitest';
import { readPlacement, readViewState, type ViewState, writeViewState } from './view-state.ts';

describe('the address of the quarter', () => {
  it('reads back what it wrote', () => {
    const states: ViewState[] = [
      { tab: 'feuille', filter: { undecided: false } },
      {
        quarter: '2027-1',
        tab: 'conflits',
        filter: { category: 'talk', space: 's', facilitator: 'f', half: 'evening', undecided: true },
        placement: { line: '2027-1.a@b', date: '2027-01-12' },
      },
      { quarter: '2027-4', tab: 'feuille', filter: { undecided: false }, line: 'new' },
    ];
    for (const state of states) {
      const params = new URLSearchParams(
        Object.entries(writeViewState(state)).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      );
      expect(readViewState(Object.fromEntries(params))).toEqual(state);
    }
  });

  it('forgives what is no quarter, no tab, no date', () => {
    const read = readViewState({ quarter: '2027-5', tab: 'x', half: 'night', date: 'a@2027-02-30' });
    expect(read).toEqual({ tab: 'feuille', filter: { undecided: false } });
    expect(readPlacement('@2027-01-12')).toBeUndefined();
  });
});
