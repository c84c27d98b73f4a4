/**
 * `npm run package`: the list of what is shipped, as CycloneDX, in `dist/` beside the installers. npm makes it from the
 * lock file; kept of it is what reaches a user: the dependencies, the libraries that the screens import (bundled, so
 * development dependencies), what these ask for, and Electron without what downloads it.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  hashes: { alg: string; content: string }[];
}
export interface Bom {
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

function importedByScreens(names: string[]): string[] {
  const texts = globSync('renderer/**/*.{ts,tsx,css}', { cwd: root })
    .filter((file) => !file.includes('.test.'))
    .map(read);
  return names.filter((name) =>
    texts.some((text) => text.includes(`'${name}'`) || text.includes(`'${name}/`)),
  );
}

export function shippedBom(): Bom {
  const own: Record<'dependencies' | 'devDependencies', Record<string, string>> & { name: string } =
    JSON.parse(read('package.json'));
  const written = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  });
  const all: Bom = JSON.parse(written);
  const us = all.metadata.component;
  const asks = new Map(all.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const nameOf = new Map(all.components.map((one) => [one['bom-ref'], one.name]));
  const first = new Set([
    ...Object.keys(own.dependencies),
    ...importedByScreens(Object.keys(own.devDependencies)),
    'electron',
  ]);
  const shipped = new Set<string>();
  const ship = (refs: string[]): void => {
    for (const ref of refs)
      if (!shipped.has(ref)) {
        shipped.add(ref);
        if (nameOf.get(ref) !== 'electron') ship(asks.get(ref) ?? []);
      }
  };
  ship((asks.get(us['bom-ref']) ?? []).filter((ref) => first.has(nameOf.get(ref) ?? '')));
  const kept = (refs: string[]) => refs.filter((ref) => shipped.has(ref));
  return {
    ...all,
    // npm takes the name of the folder.
    metadata: { ...all.metadata, component: { ...us, name: own.name } },
    components: all.components.filter((one) => shipped.has(one['bom-ref'])),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === us['bom-ref'] || shipped.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: kept(dependsOn) })),
  };
}

if (import.meta.main) {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist/margelle.cdx.json'), JSON.stringify(shippedBom(), null, 2));
}
