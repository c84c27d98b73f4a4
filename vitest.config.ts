import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const everywhere = '{shared,main,renderer,build,bench}/**';
/** What `npm test` leaves to `npm run test:long`. */
const long = `${everywhere}/*.long.test.ts`;
/** They replace a module, so theirs must not be the ones that other files share. */
const replacing = globSync(`${everywhere}/*.test.{ts,tsx}`)
  .filter((file) => /\bvi\.(mock|doMock)\(/.test(readFileSync(file, 'utf8')))
  .map((file) => file.replaceAll('\\', '/'));

/**
 * Where nothing is known of a former run, vitest begins with the largest files. The longest would come when two workers have
 * nothing left to do.
 */
const longest = [
  'engine/testing/fuzz/',
  'engine/relay/sharing',
  'build/chromium-host/',
  'engine/team/rotation',
  'engine/vault/crash',
  'engine/features/exchange/crash',
  'engine/testing/kill',
  'engine/relay/listener/',
  'domain/exchange/hostile',
];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((part) => moduleId.includes(part));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

const here = (file: string) => new URL(file, import.meta.url);
const quickLoading = `--import=${here('build/testing/quick-loading.mjs').href}`;

export default defineConfig({
  test: {
    environment: 'node',
    // Property tests make much that lives for a moment.
    execArgv: [quickLoading, '--max-semi-space-size=32'],
    // For the processes that tests start.
    env: {
      NODE_OPTIONS: quickLoading,
      NODE_COMPILE_CACHE: fileURLToPath(here('node_modules/.cache/node')),
    },
    // Costs nothing when all is well; a busy machine needs it.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What is waited for comes when the machine gets to it: a busy one is no failure.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // On two cores: some files wait for sockets and timers more than they compute.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // The engine's dependencies take longer to load than most files to run: those that can share a process do.
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          isolate: false,
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: [long, ...replacing],
        },
      },
      { extends: true, test: { name: 'alone', include: replacing, exclude: [long] } },
      { extends: true, test: { name: 'long', include: [long] } },
    ],
  },
});
