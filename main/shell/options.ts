/** What the command line may ask: `--data=DIR` for the folder, `--demo` for a throw-away team. */
import path from 'node:path';

export interface LaunchOptions {
  dataFolder: string | null;
  demo: boolean;
}

export const readOptions = (args: readonly string[], workingFolder: string): LaunchOptions => {
  const given = args.findLast((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '';
  return {
    dataFolder: given === '' ? null : path.resolve(workingFolder, given),
    demo: args.includes('--demo'),
  };
};
