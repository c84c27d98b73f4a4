import { expect, test } from 'vitest';
import type { SkippedPart } from '#shared/domain/exchange/reading.ts';
import { exchange } from './exchange.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('what stays in the planning without being in the file any more is told, one date or several', () => {
  const part = (count: number): SkippedPart => ({
    line: 12,
    what: 'Yoga',
    why: 'no-longer-written',
    stays: { first: '2027-01-19', count },
  });
  expect(plain(exchange.preview.skipped(part(1)))).toBe(
    'Ligne 12 (« Yoga ») : sa date du 19 janvier 2027, importée auparavant, n’y est plus ; elle reste dans le planning.',
  );
  expect(plain(exchange.preview.skipped(part(3)))).toBe(
    'Ligne 12 (« Yoga ») : 3 de ses dates importées auparavant, à partir du 19 janvier 2027, n’y sont plus ; elles restent dans le planning.',
  );
});

test('what left its calendar as a whole is told by its name: it has no line', () => {
  const gone: SkippedPart = {
    line: 0,
    what: 'Yoga',
    why: 'no-longer-written',
    stays: { first: '2027-01-19', count: 1 },
  };
  expect(plain(exchange.preview.skipped(gone))).toBe(
    '« Yoga » : sa date du 19 janvier 2027, importée auparavant, n’y est plus ; elle reste dans le planning.',
  );
});

test('a row that changes says what its booking was', () => {
  const was = { title: 'Yoga', date: '2026-12-08', start: '10:00', end: '11:00' };
  const told = (row: Partial<typeof was>) => plain(exchange.list.was({ ...was, ...row, was }));
  expect(told({ date: '2026-12-10', start: '14:00', end: '15:00' })).toMatch(
    /^était mar\. 8 déc\.( 2026)?, 10 h$/,
  );
  expect(told({ end: '12:00' })).toMatch(/^était mar\. 8 déc\.( 2026)?, 10 h – 11 h$/);
  expect(told({ title: 'Chant' })).toBe('était « Yoga »');
  expect(exchange.list.was({ ...was })).toBe('');
});
