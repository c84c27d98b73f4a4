/**
 * `npm run engine -- --data DIR METHOD 'JSON'`: calls any method of the contract from a terminal, for support and
 * for scripts. Prints the answer as JSON on the standard output; a refusal is a French sentence on the error output
 * and the exit code 1.
 *
 * Methods that need an open vault: `--vault ID` (may be left out when there is one vault); the passphrase is asked
 * without echo, or read from the first line of the file descriptor given by `--passphrase-fd N`.
 * A text param `@PATH` stands for a file to read, `@write:PATH` for a file to write, `@folder:PATH` for a folder.
 */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { errorText } from '#shared/contract/errors/fr.ts';
import type { AppError } from '#shared/contract/errors/tags.ts';
import { type MethodName, methods, type ParamsOf, type ValueOf } from '#shared/contract/index.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { createEngine, type Engine } from './engine.ts';

const usage = `npm run engine -- --data DIR [--vault ID] [--passphrase-fd N] METHOD ['JSON']
Methods: ${Object.keys(methods).sort().join(', ')}`;

class Refused extends Error {
  readonly refusal: AppError;
  constructor(refusal: AppError) {
    super(refusal.tag);
    this.refusal = refusal;
  }
}

async function call<M extends MethodName>(
  engine: Engine,
  method: M,
  params: ParamsOf<M>,
): Promise<ValueOf<M>> {
  const answer = await engine.call(method, params);
  if (!answer.ok) throw new Refused(answer.error);
  return answer.value;
}

async function readPassphrase(descriptor: string | undefined): Promise<string> {
  const fromTerminal = descriptor === undefined;
  const input = fromTerminal ? process.stdin : createReadStream('', { fd: Number(descriptor) });
  if (fromTerminal) process.stderr.write('Phrase de passe : ');
  // No output: what is typed is never echoed.
  const lines = createInterface({ input, terminal: fromTerminal && process.stdin.isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (fromTerminal) process.stderr.write('\n');
  }
}

/** Replaces `@…` texts by tokens of granted files, at any depth. */
function grantFiles(engine: Engine, value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('@')) {
    const [, access = 'read', path = ''] = /^@(?:(read|write|folder):)?(.*)$/s.exec(value) ?? [];
    return engine.grantFile(resolve(path), access as 'read' | 'write' | 'folder');
  }
  if (Array.isArray(value)) return value.map((item) => grantFiles(engine, item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, grantFiles(engine, item)]));
  }
  return value;
}

async function unlock(
  engine: Engine,
  wanted: string | undefined,
  descriptor: string | undefined,
): Promise<void> {
  const { vaults } = await call(engine, 'vault.state', {});
  const id = wanted ?? (vaults.length === 1 ? vaults[0]?.id : undefined);
  if (id === undefined) {
    const list = vaults.map((vault) => `  ${vault.id}  ${vault.label}`).join('\n');
    throw new Error(
      vaults.length === 0 ? 'No vault in this folder.' : `Choose a vault with --vault ID:\n${list}`,
    );
  }
  await call(engine, 'vault.unlock', { id, passphrase: await readPassphrase(descriptor) });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      vault: { type: 'string' },
      'passphrase-fd': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [method, json = '{}'] = positionals;
  if (values.help || values.data === undefined || method === undefined) {
    process.stderr.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const engine = createEngine({
    dataDir: resolve(values.data),
    migrationsDir: fileURLToPath(new URL('../../../migrations/', import.meta.url)),
    appVersion: process.env.npm_package_version ?? '0.0.0',
    clock: systemClock,
    random: systemRandom,
    network: null,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    const declared = Object.hasOwn(methods, method) ? methods[method as MethodName] : undefined;
    if (declared?.availability === 'unlocked') await unlock(engine, values.vault, values['passphrase-fd']);
    const params = grantFiles(engine, JSON.parse(json));
    const value = await call(engine, method as MethodName, params as never);
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Refused) {
      const { what, safe, next } = errorText(error.refusal);
      process.stderr.write(`${what} ${safe} ${next}\n[${error.refusal.tag}]\n`);
    } else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await engine.close();
  }
}

process.exitCode = await main();
