/**
 * Which tests a change asks for. A capability is four folders of one name: their tests run, and every test that imports
 * what changed, but not by way of a file where everything meets, or each change would ask for nearly all of them.
 * Pure: files and their texts are given.
 */
import path from 'node:path';

/** Everything meets in these: what is reached only through one of them is left to the whole `npm test`. */
export const meetings: ReadonlySet<string> = new Set([
  'main/engine/features/index.ts',
  'main/engine/index.ts',
  'main/engine/roof/engine.ts',
  'main/engine/testing/fuzz/machine.ts',
  'shared/contract/index.ts',
  'shared/contract/errors/tags.ts',
]);

export interface Choice {
  /** Names of the capabilities that changed. */
  capabilities: string[];
  /** Unit tests to run. */
  tests: string[];
  /** Unit tests that reach what changed only where everything meets: not run. */
  farther: string[];
  /** Journeys to run: those that bear the name of a capability, and those that changed. */
  journeys: string[];
}

const inCapability =
  /^(?:main\/engine\/features|renderer\/features|shared\/domain|shared\/contract)\/([\w-]+)[/.]/;
const isTest = (file: string) => /\.test\.tsx?$/.test(file) && !file.includes('.long.');
const isJourney = (file: string) => /^e2e\/.*\.spec\.ts$/.test(file);
/** Imports of values: what a type changes, the types stage tells. */
const named = /(?:^(?:import|export)\b(?! type)[^';]*?|\bimport\(\s*)'([^']+)'|new URL\(\s*'([^']+)'/gm;

export const capabilityOf = (file: string): string | undefined => {
  const name = inCapability.exec(file)?.[1];
  return name === 'index' || name === 'errors' ? undefined : name;
};

/** Files of the project that `file` names, whether they exist or not. */
function importsOf(file: string, text: string): string[] {
  const found: string[] = [];
  for (const [, imported, located] of text.matchAll(named)) {
    const name = imported ?? located ?? '';
    if (name === '#engine') found.push('main/engine/index.ts');
    else if (name.startsWith('#shared/')) found.push(name.slice(1));
    else if (name.startsWith('.') || located) found.push(path.posix.join(path.posix.dirname(file), name));
  }
  return found;
}

/** `files`: the text of each source of the project, by its path from the root. */
export function chooseTests(files: ReadonlyMap<string, string>, changed: readonly string[]): Choice {
  const importers = new Map<string, string[]>();
  for (const [file, text] of files)
    for (const imported of importsOf(file, text))
      importers.set(imported, [...(importers.get(imported) ?? []), file]);

  const reached = (through: (file: string) => boolean): Set<string> => {
    const seen = new Set(changed);
    for (const file of seen)
      if (changed.includes(file) || through(file))
        for (const importer of importers.get(file) ?? []) seen.add(importer);
    return seen;
  };
  const near = reached((file) => !meetings.has(file));
  const anyhow = reached(() => true);
  const capabilities = [...new Set(changed.flatMap((file) => capabilityOf(file) ?? []))].sort();
  const all = [...files.keys()].sort();
  const tests = all.filter(
    (file) => isTest(file) && (near.has(file) || capabilities.includes(capabilityOf(file) ?? '')),
  );
  return {
    capabilities,
    tests,
    farther: all.filter((file) => isTest(file) && anyhow.has(file) && !tests.includes(file)),
    journeys: all.filter(
      (file) =>
        isJourney(file) &&
        (changed.includes(file) || capabilities.some((name) => path.basename(file) === `${name}.spec.ts`)),
    ),
  };
}
