import { defineConfig } from 'vitest/config';

const everywhere = '{shared,main,renderer,build,bench}/**';
/** They replace a module, so theirs must not be the ones that other files share. */
const replacing = ['main/engine/team/removed.test.ts', 'main/shell/ipc.test.ts', 'main/shell/door.test.ts'];
/** What `npm test` leaves to `npm run test:long`. */
const long = `${everywhere}/*.long.test.ts`;

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
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
      { extends: true, test: { name: 'alone', include: replacing } },
      { extends: true, test: { name: 'long', include: [long] } },
    ],
  },
});
