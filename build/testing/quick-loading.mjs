/**
 * Preloaded by the processes of tests. For each of drizzle-orm's hundred modules, Node reads its package.json again, whose
 * list of exports has 180 kB: more than half of what it takes to start an engine from its sources. They are all modules,
 * and name each other by path: nothing needs to be looked up.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    /^\..*\.js$/.test(specifier) && context.parentURL?.includes('/node_modules/drizzle-orm/')
      ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
      : next(specifier, context),
});
