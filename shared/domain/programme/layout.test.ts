import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Column, columnsOf, evenColumnsOf, onePageOf, pagesOf, type Unit } from './layout.ts';

const line = (height = 10): Unit => ({ level: 'line', height });
const heading: Unit = { level: 'heading', height: 12 };
const section: Unit = { level: 'section', height: 20 };

const units = fc
  .array(
    fc.record({
      days: fc.array(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 8 }), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
    { maxLength: 8 },
  )
  .map((weeks) =>
    weeks.flatMap(({ days }) => [section, ...days.flatMap((heights) => [heading, ...heights.map(line)])]),
  );

const firsts = (columns: readonly Column[]) =>
  columns
    .flat()
    .filter(({ again }) => !again)
    .map(({ unit }) => unit);

test('every unit is placed once, in order; no column is too full, none ends with a heading', () => {
  fc.assert(
    fc.property(units, fc.integer({ min: 100, max: 400 }), (all, capacity) => {
      const columns = columnsOf(all, () => capacity);
      expect(firsts(columns)).toEqual(all.map((_, n) => n));
      for (const column of columns) {
        const height = column.reduce((sum, { unit }) => sum + (all[unit]?.height ?? 0), 0);
        expect(height).toBeLessThanOrEqual(capacity);
        expect(all[column.at(-1)?.unit ?? -1]?.level).toBe('line');
        expect(all[column[0]?.unit ?? -1]?.level).toBe('section');
      }
    }),
  );
});

test('a line higher than a column has one for itself rather than being cut', () => {
  expect(columnsOf([line(10), line(500), line(10)], () => 100)).toHaveLength(3);
});

test('after a break, the headings one is still under are said again', () => {
  const told = columnsOf([section, heading, line(), line(), line()], () => 52).map((column) =>
    column.map(({ unit, again }) => `${unit}${again ? ' again' : ''}`),
  );
  expect(told).toEqual([
    ['0', '1', '2', '3'],
    ['0 again', '1 again', '4'],
  ]);
});

test('even columns never need one more, and differ by less than their longest block', () => {
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 4 }), (all, count) => {
      const capacity = 20_000;
      const columns = evenColumnsOf(all, capacity, count);
      expect(columns.length).toBeLessThanOrEqual(count);
      expect(firsts(columns)).toEqual(all.map((_, n) => n));
    }),
  );
  expect(
    evenColumnsOf(
      Array.from({ length: 10 }, () => line()),
      1000,
      2,
    ).map((column) => column.length),
  ).toEqual([5, 5]);
});

test('one page says how many lines it has no place for; pages hold them all', () => {
  fc.assert(
    fc.property(
      units,
      fc.integer({ min: 100, max: 300 }),
      fc.integer({ min: 1, max: 3 }),
      (all, capacity, count) => {
        const { columns, leftOut } = onePageOf(all, capacity, count);
        const isLine = (unit: number) => all[unit]?.level === 'line';
        const lines = all.filter(({ level }) => level === 'line').length;
        expect(firsts(columns).filter(isLine).length + leftOut).toBe(lines);
        expect(columns.length).toBeLessThanOrEqual(count);
        const pages = pagesOf(all, () => capacity, count);
        expect(firsts(pages.flat())).toEqual(all.map((_, n) => n));
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(count);
      },
    ),
  );
});
