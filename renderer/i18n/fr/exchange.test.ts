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
