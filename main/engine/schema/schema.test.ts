import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { createTestDevice } from '../circles/testing.ts';
import * as schema from './index.ts';

const tables = Object.values(schema)
  .filter((it) => is(it, SQLiteTable))
  .map((table) => getTableConfig(table));

it.each(tables.map((table) => [table.name, table] as const))(
  'the migrations make %s as the schema says',
  (name, { columns, indexes }) => {
    const { sqlite } = createTestDevice('a');
    const made = sqlite.pragma(`table_info('${name}')`) as { name: string; notnull: number }[];
    expect(made.map((column) => column.name).sort()).toEqual(columns.map((column) => column.name).sort());
    const indexNames = (sqlite.pragma(`index_list('${name}')`) as { name: string }[]).map(
      (index) => index.name,
    );
    expect(indexNames).toEqual(expect.arrayContaining(indexes.map(({ config }) => config.name)));
  },
);
