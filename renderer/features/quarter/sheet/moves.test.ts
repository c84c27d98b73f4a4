import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLine, aQuarter, placementsOf, SPAN } from '../ground/fixture.ts';
import { groupsOf, type SheetRow } from './layout.ts';
import { movedBy, type Stop, stepped, within } from './moves.ts';

const yoga = aLine({ title: 'Yoga', date: '2027-01-12' });
const twice = aLine({
  title: 'Zumba',
  date: '2027-01-13',
  rule: { frequency: 'weekly', interval: 1, weekdays: [3, 5], exceptions: [] },
});
const rows: SheetRow[] = groupsOf(
  { view: aQuarter([yoga, twice]), weeks: 14, categories: [], categoryOf: () => undefined },
  { undecided: false },
).flatMap((group) => group.rows);
const at = (line: string, week: number, index = 0): Stop => ({ line: `2027-1.${line}`, week, index });

describe('the arrows', () => {
  it('go from the line to its weeks, and through the dates of a cell', () => {
    expect(stepped(rows, at('Zumba', -1), 'ArrowRight')).toEqual(at('Zumba', 0));
    expect(stepped(rows, at('Zumba', 2), 'ArrowRight')).toEqual(at('Zumba', 2, 1));
    expect(stepped(rows, at('Zumba', 2, 1), 'ArrowRight')).toEqual(at('Zumba', 3));
    expect(stepped(rows, at('Zumba', 4), 'ArrowLeft')).toEqual(at('Zumba', 3, 1));
    expect(stepped(rows, at('Zumba', 0), 'ArrowLeft')).toEqual(at('Zumba', -1));
  });

  it('go to the neighbour line, in the same week', () => {
    expect(stepped(rows, at('Yoga', 5), 'ArrowDown')).toEqual(at('Zumba', 5));
    expect(stepped(rows, at('Zumba', 5, 1), 'ArrowUp')).toEqual(at('Yoga', 5));
    expect(stepped(rows, at('Zumba', 5), 'ArrowDown')).toBeUndefined();
    expect(stepped(rows, at('Zumba', 5), 'Home', true)).toEqual(at('Yoga', -1));
    expect(stepped(rows, at('Yoga', 5), 'End')).toEqual(at('Yoga', 13));
    expect(stepped(rows, at('Yoga', 5), 'a')).toBeUndefined();
  });

  it('never leave the sheet, wherever they are pressed', () => {
    const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        let stop = at('Yoga', 3);
        for (const pressed of keys) stop = stepped(rows, stop, pressed) ?? stop;
        expect(within(rows, stop)).toEqual(stop);
      }),
    );
  });

  it('start again on the first line when theirs is gone', () => {
    expect(within(rows, at('Partie', 3))).toEqual(at('Yoga', -1));
    expect(within([], at('Yoga', 3))).toBeNull();
  });
});

describe('a date that is moved', () => {
  it('keeps its hours and stays in the quarter', () => {
    const [first] = placementsOf(yoga);
    if (!first) throw new Error('no date');
    expect(movedBy(first.slot, 7, SPAN)).toEqual({ ...first.slot, date: '2027-01-19' });
    expect(movedBy(first.slot, -14, SPAN)).toBeUndefined();
  });
});
