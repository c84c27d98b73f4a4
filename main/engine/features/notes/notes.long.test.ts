import { test } from 'vitest';
import { openNotesBench } from './fixture.ts';
import { compareWithPlain } from './testing-search.ts';

test('among 20,000 notes the search costs about what it costs in plain SQLite', () => {
  const bench = openNotesBench();
  try {
    compareWithPlain(bench, 20_000);
  } finally {
    bench.close();
  }
});
