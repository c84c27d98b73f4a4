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

/** Whether the engine is to have a clock that a test moves (`--test-clock`): asked for by a variable, not by an argument. */
export const mayMoveClock = (env: NodeJS.ProcessEnv, packaged: boolean): boolean =>
  !packaged && env.MARGELLE_TEST_CLOCK === '1';

export const readOptions = (args: readonly string[], workingFolder: string): LaunchOptions => {
  const given = args.findLast((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '';
  return {
    dataFolder: given === '' ? null : path.resolve(workingFolder, given),
    demo: args.includes('--demo'),
    network: networks.findLast((name) => args.includes(`--network=${name}`)) ?? 'lan',
  };
};
