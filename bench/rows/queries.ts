/** What each screen asks for, on days drawn from the ten years. */

import { type MethodName, methods, type ParamsOf } from '#shared/contract/index.ts';
import { seeded } from '#shared/domain/demo/seeded.ts';
import { addDays, startOfWeek } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../main/engine/capability/feature.ts';
import { features } from '../../main/engine/features/index.ts';
import { today } from '../../main/engine/features/place/index.ts';
import { versus } from '../support/measure.ts';
import type { Row } from '../support/row.ts';
import type { Twin } from '../support/ten-years.ts';

const handlers: Record<string, (params: unknown, vault: OpenVault) => unknown> = Object.assign(
  {},
  ...features.map((feature) => feature.handlers),
);

export async function ask<M extends MethodName>(
  vault: OpenVault,
  method: M,
  params: ParamsOf<M>,
): Promise<void> {
  const answer = (await handlers[method]?.(methods[method].params.parse(params), vault)) as
    | { ok: boolean }
    | undefined;
  if (!answer?.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
}

/** Screen by screen, the calls it makes when it opens on a date. */
const screens: Record<string, (vault: OpenVault, date: string) => Promise<unknown>> = {
  'planning, a day': (vault, date) => ask(vault, 'planning.range', { from: date, to: date }),
  'planning, a week': (vault, date) =>
    ask(vault, 'planning.range', { from: startOfWeek(date), to: addDays(startOfWeek(date), 6) }),
  'planning, a month': (vault, date) => ask(vault, 'planning.range', { from: date, to: addDays(date, 41) }),
  'to settle': (vault) => ask(vault, 'planning.toSettle', {}),
  'activity feed': (vault) => ask(vault, 'planning.feed', {}),
  'notes, the list': (vault) => ask(vault, 'notes.list', {}),
  'notes, the tags': (vault) => ask(vault, 'notes.tags', {}),
  'notes of a day': (vault, date) => ask(vault, 'notes.list', { from: date, to: date, limit: 10 }),
  'the place': (vault) => ask(vault, 'place.get', {}),
  'the catalogue': (vault) => ask(vault, 'catalogue.list', {}),
  'Ctrl+K': (vault) => ask(vault, 'search.everything', { text: 'yoga mar' }),
};

export async function queryRows({ encrypted, plain }: Twin): Promise<Row[]> {
  const chance = seeded(2);
  const now = today(encrypted);
  const dates = Array.from({ length: 60 }, () => addDays(now, chance.int(-3600, 60)));
  const rows: Row[] = [];
  for (const [name, open] of Object.entries(screens)) {
    const { work, baseline, ratio } = await versus(
      dates,
      (date) => open(encrypted, date),
      (date) => open(plain, date),
    );
    rows.push({
      what: `query p95: ${name}`,
      measured: work.p95,
      unit: 'ms',
      budget: 10,
      baseline: { name: 'plain SQLite', measured: baseline.p95, ratio },
    });
  }
  return rows;
}

/** Words of one, two and three terms, common and rare, whole and unfinished. */
const searches = [
  'répit',
  'sommeil',
  'mere',
  'rappel',
  'séjour août',
  'fatig',
  'anniversaire',
  'tram',
  'mme r',
  '"café des proches"',
  'hésit',
  'plateforme rép',
  'zzz',
];

export async function searchRow({ encrypted, plain }: Twin): Promise<Row> {
  const inputs = Array.from({ length: 60 }, (_, i) => searches[i % searches.length] ?? '');
  const { work, baseline, ratio } = await versus(
    inputs,
    (text) => ask(encrypted, 'notes.search', { text }),
    (text) => ask(plain, 'notes.search', { text }),
  );
  return {
    what: 'full-text search in 100,000 notes, p95',
    measured: work.p95,
    unit: 'ms',
    budget: 15,
    baseline: { name: 'plain SQLite', measured: baseline.p95, ratio, budget: 1.3 },
  };
}
