import { describe, expect, it } from 'vitest';
import { capabilityOf, chooseTests } from './changed.ts';

const files = new Map(
  Object.entries({
    'shared/domain/notes/tags.ts': '',
    'shared/domain/notes/tags.test.ts': "import { tagsOf } from './tags.ts';",
    'shared/contract/notes.ts': "import { z } from 'zod';",
    'shared/contract/index.ts': "import { notes } from './notes.ts';\nimport { place } from './place.ts';",
    'shared/contract/place.ts': '',
    'main/engine/features/notes/index.ts': "import { tagsOf } from '#shared/domain/notes/tags.ts';",
    'main/engine/features/notes/notes.test.ts': "import { openTestEngine } from '../../testing/engine.ts';",
    'main/engine/features/notes/notes.long.test.ts': "import { notesFeature } from './index.ts';",
    'main/engine/features/search/notes.ts': "import {\n  notesFeature,\n} from '../notes/index.ts';",
    'main/engine/features/search/search.test.ts': "import { findNotes } from './notes.ts';",
    'main/engine/features/index.ts': "import { notesFeature } from './notes/index.ts';",
    'main/engine/testing/engine.ts': "import { createEngine } from '#engine';",
    'main/engine/index.ts': "export { features } from './features/index.ts';",
    'main/engine/vault/vault.test.ts': "import { openTestEngine } from '../testing/engine.ts';",
    'main/engine/circles/thread.ts': "new Worker(new URL('./reading.ts', import.meta.url));",
    'main/engine/circles/reading.ts': '',
    'main/engine/circles/thread.test.ts': "const { read } = await import('./thread.ts');",
    'renderer/features/notes/NoteList.tsx': "import type { Note } from '#shared/contract/notes.ts';",
    'renderer/features/today/day.test.ts': "import type { Note } from '#shared/contract/notes.ts';",
    'e2e/notes.spec.ts': '',
    'e2e/notes-safety.spec.ts': '',
    'e2e/place.spec.ts': '',
  }),
);
const chosenFor = (...changed: string[]) => chooseTests(files, changed);

describe('a change in one capability', () => {
  it('asks for its own tests, those that import it, and the journey of its name', () => {
    expect(chosenFor('main/engine/features/notes/index.ts')).toEqual({
      capabilities: ['notes'],
      tests: [
        'main/engine/features/notes/notes.test.ts',
        'main/engine/features/search/search.test.ts',
        'shared/domain/notes/tags.test.ts',
      ],
      farther: ['main/engine/vault/vault.test.ts'],
      journeys: ['e2e/notes.spec.ts'],
    });
  });

  it('of the contract stops where everything meets', () => {
    const { tests, farther } = chosenFor('shared/contract/notes.ts');
    expect(tests).toEqual(['main/engine/features/notes/notes.test.ts', 'shared/domain/notes/tags.test.ts']);
    // What a type changes, the types stage tells.
    expect(farther).toEqual([]);
  });
});

it('a change elsewhere asks for what imports it, however it is named', () => {
  expect(chosenFor('main/engine/circles/reading.ts')).toEqual({
    capabilities: [],
    tests: ['main/engine/circles/thread.test.ts'],
    farther: [],
    journeys: [],
  });
});

it('a test or a journey that changed is run, and so is all that meets in a file that changed', () => {
  expect(chosenFor('main/engine/vault/vault.test.ts', 'e2e/place.spec.ts')).toMatchObject({
    tests: ['main/engine/vault/vault.test.ts'],
    journeys: ['e2e/place.spec.ts'],
  });
  expect(chosenFor('main/engine/testing/engine.ts').tests).toHaveLength(2);
});

it('the files of all four folders bear the name of their capability', () => {
  const names = [
    'shared/contract/notes.ts',
    'shared/domain/notes/tags.ts',
    'renderer/features/notes/NoteList.tsx',
  ];
  expect(names.map(capabilityOf)).toEqual(['notes', 'notes', 'notes']);
  expect(capabilityOf('shared/contract/index.ts')).toBeUndefined();
  expect(capabilityOf('main/engine/vault/keyring.ts')).toBeUndefined();
});
