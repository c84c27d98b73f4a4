/** Three bundles under out/: the shell and the engine for Node, a CommonJS preload for each page, the screens. */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const at = (...parts: string[]): string => path.join(root, ...parts);
const alias = [{ find: /^#shared\//, replacement: `${at('shared')}/` }];

/** The programs of the Node side. */
const nodeEntries = (): Record<string, string> => {
  const entries: Record<string, string> = {
    'main/index': 'main/shell/index.ts',
    'engine/index': 'main/engine/index.ts',
    'engine/process': 'main/engine/roof/process.ts',
    'engine/reading-thread': 'main/engine/circles/reading-thread.ts',
    'relay/index': 'main/engine/roof/relay-alone.ts',
  };
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(at(file))));
};

/** A second copy of yjs breaks `instanceof` silently: refuse to build rather than lose data. */
const oneYjs = (): Plugin => ({
  name: 'margelle:one-yjs',
  generateBundle() {
    const copies = new Set<string>();
    for (const id of this.getModuleIds()) {
      const copy = /^\0?(.*[\\/]node_modules[\\/]yjs)[\\/]/.exec(id)?.[1];
      if (copy !== undefined) copies.add(copy);
    }
    const nested = path.relative(root, at('node_modules', 'yjs'));
    if (copies.size > 1)
      this.error(`Several copies of yjs (expected only ${nested}): ${[...copies].join(', ')}`);
  },
});

/** The engine reads its migrations beside its own bundle (`../migrations/`), built or packaged. */
const copyMigrations = (): Plugin => ({
  name: 'margelle:migrations',
  closeBundle() {
    if (existsSync(at('migrations'))) cpSync(at('migrations'), at('out', 'migrations'), { recursive: true });
  },
});

export default defineConfig({
  main: {
    resolve: { alias, dedupe: ['yjs'] },
    plugins: [oneYjs(), copyMigrations()],
    build: {
      outDir: 'out',
      emptyOutDir: true,
      // Bundled, because they are slow to find: Node reads a package's whole description again for each of its files, and
      // drizzle-orm's is 179 kB for about a hundred of them. It was half of the engine's start.
      externalizeDeps: {
        exclude: ['yjs', 'lib0', 'y-protocols', 'y-websocket', 'drizzle-orm', 'zod', 'temporal-polyfill'],
      },
      sourcemap: false,
      rolldownOptions: {
        input: nodeEntries(),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'main/shell/preload.ts', door: 'main/shell/door-preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    resolve: { alias, dedupe: ['yjs', 'react', 'react-dom'] },
    plugins: [react(), oneYjs()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // Our own window only: no polyfill of module preloading, whose inline script the policy would refuse.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        // Words have no effect but to be read: without this, all of them come with the first screen.
        treeshake: { moduleSideEffects: [{ test: /[\\/]renderer[\\/]i18n[\\/]/, sideEffects: false }] },
        input: { index: 'renderer/index.html', porte: 'renderer/porte.html' },
        output: {
          // As it is in one group, a chunk is named after all the screens that share it.
          chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
          // Each file that a screen asks for costs a round through the shell. What the first one needs of libraries comes in
          // two, of which the screen at the entrance takes one; what others share comes in one for each set of them.
          codeSplitting: {
            groups: [
              {
                name: 'react',
                tags: ['$initial'],
                test: /node_modules[\\/](react|react-dom|scheduler)[\\/].*\.js$/,
              },
              { name: 'mantine', tags: ['$initial'], test: /node_modules[\\/](?!zod).*\.m?js$/ },
              { name: 'libraries', minShareCount: 2, entriesAware: true, test: /node_modules[\\/].*\.m?js$/ },
            ],
          },
        },
      },
    },
  },
});
