import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeDemoFolder, removeDemoFolder } from './demo-folder.ts';

it('removes what a killed demonstration left, and nothing of one that runs', () => {
  const temporary = mkdtempSync(path.join(tmpdir(), 'margelle-demo-test-'));
  // No system hands out a process id this large.
  const left = path.join(temporary, 'margelle-demo-999999999-abc');
  const foreign = path.join(temporary, 'margelle-demo-notes');
  mkdirSync(left);
  mkdirSync(foreign);
  const first = makeDemoFolder(temporary);
  const second = makeDemoFolder(temporary);
  expect([left, foreign, first, second].map((folder) => existsSync(folder))).toEqual([
    false,
    true,
    true,
    true,
  ]);
  removeDemoFolder(temporary);
});
