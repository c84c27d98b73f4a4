/**
 * What the command line may ask: `--data=DIR` for the folder, `--demo` for a throw-away team, `--network=` for whom to
 * share with: `lan` (default), `loopback` (this machine only), `none`.
 */
import path from 'node:path';

const networks = ['lan', 'loopback', 'none'] as const;
export type Network = (typeof networks)[number];

export interface LaunchOptions {
  dataFolder: string | null;
  demo: boolean;
  network: Network;
}

const testOptions = [
  { variable: 'MARGELLE_TEST_CLOCK', option: '--test-clock' },
  { variable: 'MARGELLE_TEST_KDF', option: '--test-kdf' },
] as const;

/**
 * What tests ask of the engine: a clock that they move, keys that cost next to nothing. By a variable, not by an argument, and
 * never of a packaged app.
 */
export const askedByTests = (env: NodeJS.ProcessEnv, packaged: boolean): string[] =>
  packaged ? [] : testOptions.flatMap(({ variable, option }) => (env[variable] === '1' ? [option] : []));

export const readOptions = (args: readonly string[], workingFolder: string): LaunchOptions => {
  const given = args.findLast((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '';
  return {
    dataFolder: given === '' ? null : path.resolve(workingFolder, given),
    demo: args.includes('--demo'),
    network: networks.findLast((name) => args.includes(`--network=${name}`)) ?? 'lan',
  };
};

/**
 * Whether somebody starts a packaged app so that another program may look into it and drive it. `--inspect` and the like
 * are burnt out of its binary too (build/fuses.mjs); those of Chromium are not.
 */
export const asksToLookIn = (args: readonly string[], packaged: boolean): boolean =>
  packaged &&
  args.some((arg) =>
    /^(?:--?|\/)(?:inspect|debug|remote-debugging|remote-allow-origins|auto-open-devtools)/i.test(arg),
  );
