import encodeQR from 'qr';
import { expect, test } from 'vitest';
import { modulesPath } from './qr-path.ts';

test('each run of dark squares is one rectangle', () => {
  expect(
    modulesPath([
      [true, true, false],
      [false, true, true],
      [false, false, false],
    ]),
  ).toEqual({ size: 3, path: 'M0 0h2v1h-2zM1 1h2v1h-2z' });
});

test('the path draws exactly the squares of the code', () => {
  const rows = encodeQR('invitation', 'raw', { ecc: 'low', border: 4 });
  const drawn = rows.map((row) => row.map(() => false));
  for (const [, x = '', y = '', width = ''] of modulesPath(rows).path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let at = 0; at < Number(width); at += 1) (drawn[Number(y)] ?? [])[Number(x) + at] = true;
  expect(drawn).toEqual(rows);
});
