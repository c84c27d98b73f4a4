import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './main/engine/schema/index.ts',
  out: './migrations',
});
