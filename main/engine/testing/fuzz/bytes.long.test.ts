import { expect, it } from 'vitest';
import { runBytes } from './bytes.ts';

it('whatever bytes a member sends are answered, and leave a document for the next one (seeds 5 to 100)', () => {
  expect(runBytes(5, 96).failures).toEqual([]);
});
