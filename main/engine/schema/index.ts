/** Every table of `vault.db`. `npm run migrations` writes the SQL of a change under migrations/. */
export * from './circles.ts';
export * from './exchange.ts';
export * from './notes.ts';
export * from './planning.ts';
export * from './sealed.ts';
export * from './vault.ts';
