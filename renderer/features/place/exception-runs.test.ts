import { expect, test } from 'vitest';
import { exceptionRuns } from './exception-runs.ts';

const day = (date: string, reason = 'Congés', closed = true) => ({
  id: `${date} ${reason}`,
  date,
  closed,
  hours: closed ? [] : [{ start: '14:00', end: '17:00' }],
  reason,
});

test('days alike that follow each other are one run, over the end of a month too', () => {
  const runs = exceptionRuns([
    day('2027-07-30'),
    day('2027-07-31'),
    day('2027-08-01'),
    day('2027-08-02', 'Travaux'),
    day('2027-08-04', 'Travaux'),
    day('2027-08-05', 'Travaux', false),
  ]);
  expect(runs.map(({ from, to, ids }) => [from, to, ids.length])).toEqual([
    ['2027-07-30', '2027-08-01', 3],
    ['2027-08-02', '2027-08-02', 1],
    ['2027-08-04', '2027-08-04', 1],
    ['2027-08-05', '2027-08-05', 1],
  ]);
});
