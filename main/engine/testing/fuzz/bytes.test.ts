import { expect, it } from 'vitest';
import { runBytes } from './bytes.ts';

it('whatever bytes a member sends are answered, and leave a document for the next one (seeds 1 to 4)', () => {
  const { failures, borne, thrown } = runBytes(1, 4);
  expect(failures).toEqual([]);
  expect(borne).toBeGreaterThan(thrown);
});
