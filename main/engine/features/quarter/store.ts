/**
 * Where quarters are kept: in the document of their year, each thing under an id that starts with its quarter, so that
 * one quarter is read without the forty others. What another version or a faulty device wrote is set aside.
 */

import { z } from 'zod';
import { facilitator } from '#shared/domain/catalogue/facilitator.ts';
import { fares } from '#shared/domain/place/model.ts';
import { who } from '#shared/domain/planning/model.ts';
import { partsOf, type QuarterKey, quarterKey } from '#shared/domain/quarter/calendar.ts';
import {
  DEFAULT_QUARTER,
  type Decision,
  type DraftClosure,
  type DraftLine,
  decision,
  draftClosure,
  type LineComment,
  lineComment,
  linePlan,
  lineWhat,
  type QuarterSettings,
  quarterSettings,
} from '#shared/domain/quarter/model.ts';
import { isLocalDate, type LocalDate } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { createNews } from '../../capability/news.ts';
import type { DocumentName, Entity, Facets, Json, Projector, Writer } from '../../circles/circle.ts';
import type { ReadHandle } from '../../ground/handles.ts';

export const QUARTERS = 'quarters';
export const LINES = 'quarterLines';
export const CLOSURES = 'quarterClosures';
export const COMMENTS = 'quarterComments';
export const PUBLICATIONS = 'publications';

/** What one publication did, kept to take it back on any machine. */
export interface Publication {
  id: string;
  /** A stamp of the hybrid clock: which one is the last, whatever the clocks of the machines say. */
  order: string;
  at: number;
  by: string;
  created: string[];
  /** Sessions that were there, as they were. */
  changed: { id: string; before: Facets }[];
  /** Series written, as they were; null for a new one. */
  series: { id: string; before: Json }[];
  /** Days that became closed: id of the exception, and what stood there before. */
  closed: { id: string; before: Json }[];
  /** Set once it was taken back. */
  withdrawn?: { at: number; by: string };
}

export interface StoredQuarter {
  key: QuarterKey;
  settings: QuarterSettings;
  /** Fares of the place and prices of facilitators when it was last published: what a copy is compared with. */
  prices: Prices | null;
  lines: DraftLine[];
  closures: DraftClosure[];
  comments: LineComment[];
  /** Latest first. */
  publications: Publication[];
  /** Parts that two devices wrote at once. */
  rivals: number;
}

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;

export const documentOf = (key: QuarterKey): DocumentName => `${partsOf(key).year}`;
const DECISION = 'on:';
/** Apart from what is decided: a memory never stands against a decision made elsewhere at the same time. */
const OUT = 'out:';

/** The whole of an entity of one facet. */
const plain = <T>(value: T): Json => JSON.parse(JSON.stringify(value)) as Json;

const pricesShape = z.object({ fares, facilitators: z.record(z.string(), facilitator.shape.price) });
export type Prices = z.infer<typeof pricesShape>;

const publicationShape = z.object({
  order: z.string(),
  at: z.number(),
  by: z.string(),
  created: z.array(z.string()),
  changed: z.array(z.object({ id: z.string(), before: z.record(z.string(), z.json()) })),
  series: z.array(z.object({ id: z.string(), before: z.json() })),
  closed: z.array(z.object({ id: z.string(), before: z.json() })),
});
const withdrawnShape = z.object({ at: z.number(), by: z.string() });

export const news = createNews(['quarter.changed']);
const cache = new WeakMap<ReadHandle, Map<QuarterKey, StoredQuarter | null>>();

/** What is kept of a quarter is forgotten when something of it changes, here or elsewhere. */
const follow = (type: string): Projector => ({
  type,
  project: (sqlite, id) => void cache.get(sqlite)?.delete(id.split('.', 1)[0] ?? ''),
  settle: (sqlite) => news.tell(sqlite),
  clear: (sqlite) => void cache.delete(sqlite),
});
export const projectors = [QUARTERS, LINES, CLOSURES, COMMENTS, PUBLICATIONS].map(follow);

/** The keys of the quarters there are, latest first. */
export const quarterKeys = ({ team }: Reader): QuarterKey[] =>
  team
    .list(QUARTERS)
    .flatMap(({ id }) => (quarterKey.safeParse(id).success ? [id] : []))
    .reverse();

export function readQuarter(vault: Reader, key: QuarterKey): StoredQuarter | null {
  const { sqlite } = vault;
  const known = cache.get(sqlite)?.get(key);
  if (known !== undefined) return known;
  const fresh = decodeQuarter(vault, key);
  // What is read inside a transaction may still be rolled back.
  if (!sqlite.inTransaction) {
    const kept = cache.get(sqlite) ?? new Map();
    cache.set(sqlite, kept.set(key, fresh));
  }
  return fresh;
}

function decodeQuarter({ team }: Reader, key: QuarterKey): StoredQuarter | null {
  const entity = team.read(QUARTERS, key);
  if (!entity) return null;
  const under = (type: string) => team.listUnder(type, `${key}.`);
  const lines = under(LINES);
  const [closures, comments, publications] = [under(CLOSURES), under(COMMENTS), under(PUBLICATIONS)];
  const prices = pricesShape.safeParse(entity.facets.prices);
  return {
    key,
    settings: quarterSettings.catch(DEFAULT_QUARTER).parse(entity.facets.it ?? DEFAULT_QUARTER),
    prices: prices.success ? prices.data : null,
    lines: lines
      .flatMap((line) => decodeLine(line) ?? [])
      .sort((a, b) => compare(a.order + a.id, b.order + b.id)),
    closures: closures.flatMap((one) => parsed(draftClosure, one)).sort((a, b) => compare(a.from, b.from)),
    comments: comments.flatMap((one) => parsed(lineComment, one)).sort((a, b) => a.at - b.at),
    publications: publications
      .flatMap((one) => decodePublication(one) ?? [])
      .sort((a, b) => compare(b.order, a.order)),
    rivals: [entity, ...lines, ...closures, ...comments].reduce(
      (sum, { rivals }) => sum + Object.keys(rivals).length,
      0,
    ),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function parsed<S extends z.ZodType>(schema: S, { id, facets }: Entity): z.output<S>[] {
  const it = facets.it;
  if (typeof it !== 'object' || it === null || Array.isArray(it)) return [];
  const read = schema.safeParse({ ...it, id });
  return read.success ? [read.data] : [];
}

const lineShape = z.object({
  order: z.string().max(200),
  // Fields of a later version are ignored, not refused.
  plan: z.object(linePlan.shape),
  what: lineWhat,
  who,
});

function decodeLine({ id, facets }: Entity): DraftLine | null {
  const read = lineShape.safeParse(facets);
  if (!read.success) return null;
  const decisions: Record<LocalDate, Decision> = {};
  for (const [facet, value] of Object.entries(facets)) {
    const [kind, date = ''] = [facet.slice(0, facet.indexOf(':') + 1), facet.slice(facet.indexOf(':') + 1)];
    if (!isLocalDate(date)) continue;
    if (kind === OUT) decisions[date] ??= { kind: 'out' };
    const decided = kind === DECISION ? decision.safeParse(value) : undefined;
    if (decided?.success) decisions[date] = decided.data;
  }
  return { id, ...read.data, decisions };
}

function decodePublication({ id, facets }: Entity): Publication | null {
  const it = publicationShape.safeParse(facets.it);
  if (!it.success) return null;
  const withdrawn = withdrawnShape.safeParse(facets.withdrawn);
  return { id, ...it.data, ...(withdrawn.success ? { withdrawn: withdrawn.data } : {}) } as Publication;
}

/** The line's own facets; what was decided for its dates is written apart, so that two people may decide at once. */
export function putLine(writer: Writer, key: QuarterKey, line: Omit<DraftLine, 'decisions'>): void {
  const { id, order, plan, what, who: people } = line;
  writer.put(LINES, id, { order, plan: plain(plan), what: plain(what), who: plain(people) }, documentOf(key));
}

/** Null forgets, also that the date was ever out. */
export function putDecisions(
  writer: Writer,
  line: string,
  decisions: Readonly<Record<LocalDate, Decision | null>>,
): void {
  const facets: Facets = {};
  for (const [date, value] of Object.entries(decisions)) {
    if (value?.kind === 'out') facets[`${OUT}${date}`] = true;
    else facets[`${DECISION}${date}`] = plain(value);
    if (value === null) facets[`${OUT}${date}`] = null;
  }
  if (Object.keys(facets).length > 0) writer.put(LINES, line, facets);
}

export function putQuarter(writer: Writer, key: QuarterKey, settings: QuarterSettings): void {
  writer.put(QUARTERS, key, { it: plain(settings) }, documentOf(key));
}

/** A closure, a comment or a publication: one facet, written once. */
export function putThing<T extends { id: string }>(
  writer: Writer,
  type: typeof CLOSURES | typeof COMMENTS | typeof PUBLICATIONS,
  key: QuarterKey,
  { id, ...it }: T,
): void {
  writer.put(type, id, { it: plain(it) }, documentOf(key));
}

export const idIn = (vault: Pick<OpenVault, 'newId'>, key: QuarterKey): string => `${key}.${vault.newId()}`;
