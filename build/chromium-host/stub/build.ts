/** The real shell and preloads, bundled beside the stub's engine and pages: what the tests of the host start. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { type RunningHost, startHost } from '../client.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

export class StubApp {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'margelle-host-test-'));
  readonly bundle = path.join(this.folder, 'main', 'index.mjs');

  async build(): Promise<void> {
    await this.#bundle('main/shell/index.ts', 'main', 'es', 'index.mjs');
    await this.#bundle('main/shell/preload.ts', 'preload', 'cjs', 'index.cjs');
    await this.#bundle('main/shell/door-preload.ts', 'preload', 'cjs', 'door.cjs');
    mkdirSync(this.#at('engine'));
    mkdirSync(this.#at('renderer'));
    const stub = (name: string) => path.join(import.meta.dirname, name);
    copyFileSync(stub('engine.mjs'), this.#at('engine', 'process.js'));
    copyFileSync(stub('page.html'), this.#at('renderer', 'index.html'));
    for (const file of ['page.js', 'porte.html', 'porte.js'])
      copyFileSync(stub(file), this.#at('renderer', file));
    writeFileSync(this.#at('package.json'), '{"type":"module"}');
  }
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  dataFolder(): string {
    return mkdtempSync(this.#at('data-'));
  }
  async start(data = this.dataFolder(), env: NodeJS.ProcessEnv = {}): Promise<RunningHost> {
    const host = await startHost({ bundle: this.bundle, args: [`--data=${data}`], env });
    await host.page.waitForSelector('#ready');
    return host;
  }

  #at(...parts: string[]): string {
    return path.join(this.folder, ...parts);
  }
  #bundle(entry: string, outDir: string, format: 'es' | 'cjs', name: string) {
    return build({
      root,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: [{ find: /^#shared\//, replacement: `${path.join(root, 'shared')}/` }] },
      build: {
        ssr: path.join(root, entry),
        outDir: this.#at(outDir),
        rolldownOptions: { external: ['electron'], output: { format, entryFileNames: name } },
      },
    });
  }
}

export const ask = (host: RunningHost, method: string, params: unknown = {}) =>
  host.page.evaluate(([name, given]) => window.margelle.call(name, given), [method, params] as const);

/** Opens the screen at the entrance, and resolves once it is drawn. */
export const openDoor = async (host: RunningHost): Promise<Page> => {
  const opened = await host.page.evaluate(() => window.margelle.shell.openDoor());
  if (!opened.ok) throw new Error(`the door stays closed: ${opened.error.tag}`);
  const door = await host.pageAt('/porte.html');
  await door.waitForSelector('#place');
  return door;
};
