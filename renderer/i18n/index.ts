/** The words in use: `t.planning.…`. A namespace, not an object: each screen brings its own words alone. */
export * as t from './fr/index.ts';
