/**
 * The statements of a team as a graph: which are joined to its founding, which knew which, and the order on which every
 * device agrees. Knows nothing of rights.
 */
import type { Statement, StatementId } from './model.ts';

export interface Graph {
  /** Those joined to the founding by parents that are all present, in canonical order. */
  readonly statements: readonly Statement[];
  /** True when the author of the statement at `later` knew the one at `earlier` (positions in canonical order). */
  knew(later: number, earlier: number): boolean;
}

/** Positions in canonical order; `end` stands after everything, and knows everything. */
export type Position = number;
export const end: Position = Number.MAX_SAFE_INTEGER;

/** Depth in the graph, then id: parents always come before what follows them. */
export function canonicalOrder(statements: readonly Statement[], teamId: StatementId): Statement[] {
  const known = new Map(statements.map((statement) => [statement.id, statement]));
  const founding = known.get(teamId);
  if (founding?.body.kind !== 'team.founded' || founding.parents.length > 0) return [];
  const { device } = founding.body;
  if (founding.author !== device.id || founding.key !== device.sign) return [];

  const followers = new Map<StatementId, Statement[]>();
  const missing = new Map<StatementId, number>();
  for (const statement of known.values()) {
    const parents = new Set(statement.parents);
    missing.set(statement.id, parents.size);
    for (const parent of parents) {
      const those = followers.get(parent);
      if (those) those.push(statement);
      else followers.set(parent, [statement]);
    }
  }
  const ordered: Statement[] = [];
  let level = [founding];
  while (level.length > 0) {
    level.sort((one, other) => (one.id < other.id ? -1 : 1));
    ordered.push(...level);
    const next: Statement[] = [];
    for (const { id } of level) {
      for (const follower of followers.get(id) ?? []) {
        const left = (missing.get(follower.id) ?? 0) - 1;
        missing.set(follower.id, left);
        if (left === 0) next.push(follower);
      }
    }
    level = next;
  }
  return ordered;
}

export function createGraph(all: readonly Statement[], teamId: StatementId): Graph {
  const statements = canonicalOrder(all, teamId);
  const positions = new Map(statements.map(({ id }, position) => [id, position]));
  const words = Math.ceil(statements.length / 32);
  const pasts = new Uint32Array(words * statements.length);
  statements.forEach(({ parents }, position) => {
    const own = position * words;
    for (const parent of parents) {
      const at = positions.get(parent) ?? 0;
      for (let word = 0; word <= at >> 5; word++) {
        pasts[own + word] = (pasts[own + word] as number) | (pasts[at * words + word] as number);
      }
      pasts[own + (at >> 5)] = (pasts[own + (at >> 5)] as number) | (1 << (at & 31));
    }
  });
  return {
    statements,
    knew: (later, earlier) =>
      later === end || ((pasts[later * words + (earlier >> 5)] as number) & (1 << (earlier & 31))) !== 0,
  };
}
