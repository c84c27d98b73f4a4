/** The small collections of the team, read from the projected entities: what things and people are called. */

import type { Hit } from '#shared/contract/search.ts';
import { answers, type Compared, compared, type Sought } from '#shared/domain/search/sought.ts';
import type { ReadHandle } from '../../ground/handles.ts';

const types = ['activities', 'facilitators', 'hosts', 'spaces'] as const;
type NamedType = (typeof types)[number];

export interface Named {
  name: string;
  archived: boolean;
  detail: string;
  its: Compared;
}
export interface Names extends Record<NamedType, Map<string, Named>> {
  /** IANA name of the place's time zone. */
  zone: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Every name, archived ones included: old bookings still bear them. */
export function namesOf(sqlite: ReadHandle): Names {
  const names: Names = {
    activities: new Map(),
    facilitators: new Map(),
    hosts: new Map(),
    spaces: new Map(),
    zone: 'Europe/Paris',
  };
  const rows = sqlite
    .prepare<[], { type: NamedType; id: string; facets: string }>(
      `SELECT type, id, facets FROM entities WHERE circle = 'team' AND type IN (${types.map((it) => `'${it}'`)})`,
    )
    .all();
  for (const { type, id, facets } of rows) {
    const { it } = JSON.parse(facets) as { it?: Record<string, unknown> };
    const name = text(it?.name);
    if (name === '') continue;
    const detail = text(it?.description).split('\n', 1)[0] ?? '';
    names[type].set(id, { name, detail, archived: it?.archived === true, its: compared(name) });
  }
  const settings = sqlite
    .prepare<[], string>(
      "SELECT json_extract(facets, '$.it.zone') FROM entities WHERE circle = 'team' AND type = 'settings' LIMIT 1",
    )
    .pluck()
    .get();
  return settings ? { ...names, zone: settings } : names;
}

const kinds = {
  activities: 'activity',
  facilitators: 'facilitator',
  hosts: 'host',
  spaces: 'space',
} as const;

/** Activities, people and spaces that are not archived, by name. */
export const findNames = (typed: Sought, names: Names, most: number): Hit[] =>
  types.flatMap((type) =>
    [...names[type]]
      .filter(([, { archived, its }]) => !archived && answers(typed, its, 'beginning'))
      .sort(([, a], [, b]) => a.name.localeCompare(b.name, 'fr'))
      .slice(0, most)
      .map(([id, { name, detail }]): Hit => ({ kind: kinds[type], id, title: name, detail })),
  );
