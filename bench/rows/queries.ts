/** What each screen asks for, on days drawn from the ten years. */

import { type MethodName, methods, type ParamsOf } from '#shared/contract/index.ts';
import { seeded } from '#shared/domain/demo/seeded.ts';
import { addDays, startOfWeek } from '#shared/domain/time/wall.ts';
import type { Session } from '../../main/engine/capability/feature.ts';
import { features } from '../../main/engine/features/index.ts';
import { today } from '../../main/engine/features/place/index.ts';
import { versus } from '../support/measure.ts';
import type { Row } from '../support/row.ts';
import type { Twin } from '../support/ten-years.ts';

const handlers: Record<string, (params: unknown, session: Session) => unknown> = Object.assign(
  {},
  ...features.map((feature) => feature.handlers),
);

export async function ask<M extends MethodName>(
  session: Session,
  method: M,
  params: ParamsOf<M>,
): Promise<void> {
  const answer = (await handlers[method]?.(methods[method].params.parse(params), session)) as
    | { ok: boolean }
    | undefined;
  if (!answer?.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
}

/** Screen by screen, the calls it makes when it opens on a date. */
const screens: Record<string, (session: Session, date: string) => Promise<unknown>> = {
  'planning, a day': (session, date) => ask(session, 'planning.range', { from: date, to: date }),
  'planning, a week': (session, date) =>
    ask(session, 'planning.range', { from: startOfWeek(date), to: addDays(startOfWeek(date), 6) }),
  'planning, a month': (session, date) =>
    ask(session, 'planning.range', { from: date, to: addDays(date, 41) }),
  'to settle': (session) => ask(session, 'planning.toSettle', {}),
  'activity feed': (session) => ask(session, 'planning.feed', {}),
  'notes, the list': (session) => ask(session, 'notes.list', {}),
  'notes, the tags': (session) => ask(session, 'notes.tags', {}),
  'notes of a day': (session, date) => ask(session, 'notes.list', { from: date, to: date, limit: 10 }),
  'the place': (session) => ask(session, 'place.get', {}),
  'the catalogue': (session) => ask(session, 'catalogue.list', {}),
  'Ctrl+K': (session) => ask(session, 'search.everything', { text: 'yoga mar' }),
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
