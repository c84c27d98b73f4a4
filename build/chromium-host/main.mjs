/**
 * Runs the built shell without Electron: `electron` resolves to the stand-in beside this file, then the very same
 * bundle starts. See electron.ts for what the stand-in covers.
 */
import { existsSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..', '..');
// What was compiled once, types taken out, is not compiled again: four fifths of what the stand-in costs to load. Plain
// JavaScript itself, so that what takes the types out is not loaded either.
enableCompileCache(path.join(root, 'node_modules', '.cache', 'margelle', 'compiled'));

const standIn = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const bundle = process.env.MARGELLE_HOST_BUNDLE ?? path.join(root, 'out', 'main', 'index.js');
if (!existsSync(bundle)) {
  console.error('Margelle is not built yet: npm run build');
  process.exit(1);
}
await import(pathToFileURL(bundle).href);
