import { expect, test } from 'vitest';
import { CIRCLES } from './model.ts';

test('the order of the circles, which entries and vaults already written depend on, begins as it always did', () => {
  expect(CIRCLES.slice(0, 3)).toEqual(['team', 'welcome', 'care']);
});
