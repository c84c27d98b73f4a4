/**
 * The project's scripts run on the project's own Node (the `node` package), whatever the system has: its encrypted
 * database crashes on Node 20, and the sources are run as TypeScript. Plain JavaScript for any Node from 18.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
);
const oldest = [22, 18];

export const ownNode = () => {
  const file = path.join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(file) ? file : null;
};

const isRecent = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
};

/** @param {string} sentence */
export const stop = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

/**
 * Runs a program on this terminal until it ends. Ctrl+C reaches it directly; a plain kill is passed on.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export const runHere = (program, args, env = process.env) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', cwd: root, env });
    process.on('SIGINT', () => undefined);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
  });

/** Continues in the project's own Node; returns only inside it, or on a Node that is recent enough. */
export const continueOnOwnNode = async () => {
  if (!existsSync(path.join(root, 'node_modules'))) stop('The dependencies are missing. Run: npm ci');
  const node = ownNode();
  if (node !== null && realpathSync(process.execPath) !== realpathSync(node)) {
    const folder = path.join(root, 'node_modules', '.bin');
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` };
    process.exit(await runHere(node, process.argv.slice(1), env));
  }
  if (!isRecent())
    stop(
      `Node ${oldest.join('.')} or later is needed (this is ${process.versions.node}). Run: npm ci  — it brings its own.`,
    );
};
