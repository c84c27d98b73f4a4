/**
 * Which removals count. One removal attacks another when it keeps its author, or a statement from which its author has
 * the right, from counting. Attackers are settled first; those that attack each other in a circle all count, so that no
 * removed device can save itself by removing back. Pure and the same whatever the order of arrival.
 */

import { components } from './components.ts';
import type { Facts } from './facts.ts';
import type { Position } from './graph.ts';
import { type Judgement, judge } from './judgement.ts';
import type { DeviceId } from './model.ts';

export interface Settled {
  removals: ReadonlySet<Position>;
  /** See the option of `judge`. */
  couldSucceed: (position: Position) => boolean;
}

/** Circles with more indirect attacks than this are taken as they look, without trying each of them. */
const mostTrials = 100;

type Edge = (from: Position, to: Position) => boolean;

export function settleRemovals(facts: Facts): Settled {
  const { statements, knew, allRemovals } = facts;
  const successors = new Map<Position, boolean>();
  const bases = new Map<Position, ReadonlySet<Position>>();
  /** Removals that were right by what their author knew, and the statements from which that right came. */
  const plausible = new Map<Position, ReadonlySet<Position>>();

  const authorOf = (position: Position): DeviceId => statements[position]?.author ?? '';
  const targetOf = (removal: Position): DeviceId | null => {
    const body = statements[removal]?.body;
    return body?.kind === 'device.removed' ? body.device : null;
  };

  /** Right wherever no removal known voids anything: every author saw the same there, one pass serves them all. */
  const calm = judge(facts, { removals: null, couldSucceed: () => true });
  const said = new Map<DeviceId, Position[]>();
  statements.forEach(({ author }, position) => {
    const those = said.get(author);
    if (those) those.push(position);
    else said.set(author, [position]);
  });
  const voiding = new Set(
    allRemovals.filter((removal) =>
      said.get(targetOf(removal) ?? '')?.some((position) => position !== removal && !knew(removal, position)),
    ),
  );
  const isCalm = (position: Position): boolean => {
    for (const removal of voiding) if (plausible.has(removal) && knew(position, removal)) return false;
    return true;
  };

  /** The removals that counted for the author of `position`. */
  function base(position: Position): ReadonlySet<Position> {
    const known = bases.get(position);
    if (known) return known;
    const past = allRemovals.filter((removal) => knew(position, removal));
    const made = isCalm(position) ? new Set(past.filter(calm.counts)) : settle(past);
    bases.set(position, made);
    return made;
  }

  const view = (position: Position, removals: ReadonlySet<Position>): Judgement =>
    judge(facts, { removals, within: position, couldSucceed });

  function couldSucceed(position: Position): boolean {
    const known = successors.get(position);
    if (known !== undefined) return known;
    const admins = (isCalm(position) ? calm : view(position, base(position))).admins(position);
    // By name or not, it is the only one.
    const could = admins.length === 1 && admins[0] === authorOf(position);
    successors.set(position, could);
    return could;
  }

  /** `from` keeps the author of `to` from counting. */
  const direct: Edge = (from, to) => from !== to && targetOf(from) === authorOf(to) && !knew(from, to);
  /** `from` keeps a statement that `to` needs from counting, or is one that it needs. */
  const indirect: Edge = (from, to) => {
    for (const need of plausible.get(to) ?? []) if (need === from || direct(from, need)) return true;
    return false;
  };

  function needs(removal: Position, judged: Judgement): Set<Position> {
    const found = new Set<Position>();
    const follow = [removal];
    const add = (positions: readonly Position[] | undefined, at: Position) => {
      for (const position of positions ?? []) {
        if (!knew(at, position) || !judged.counts(position) || found.has(position)) continue;
        found.add(position);
        follow.push(position);
      }
    };
    for (let at = follow.pop(); at !== undefined; at = follow.pop()) {
      add(facts.adds.get(authorOf(at)), at);
      add(facts.roles.get(authorOf(at)), at);
      if (!judged.bySuccession(at)) continue;
      add(allRemovals, at);
      for (const positions of facts.roles.values()) add(positions, at);
      for (const positions of facts.successions.values()) add(positions, at);
    }
    return found;
  }

  function settle(removals: readonly Position[]): ReadonlySet<Position> {
    const counting = new Set<Position>();
    const open = new Set(removals.filter((removal) => plausible.has(removal)));

    /** What its author knew to count, minus what is known not to. */
    const assumed = (removal: Position): Set<Position> =>
      new Set([...counting, ...[...base(removal)].filter((one) => open.has(one))]);
    const holds = (removal: Position, removalsThen: ReadonlySet<Position>) =>
      view(removal, removalsThen).mayRemove(removal);

    function stands(removal: Position): boolean {
      let touched = [...base(removal)].some((one) => !counting.has(one) && !open.has(one));
      for (const one of counting) {
        if (direct(one, removal)) return false;
        touched ||= indirect(one, removal) && !plausible.get(removal)?.has(one);
      }
      return !touched || holds(removal, assumed(removal));
    }

    /** The same as `indirect`, by trying. */
    const tried: Edge = (from, to) => {
      if (!indirect(from, to)) return false;
      const then = assumed(to);
      if (!then.delete(from)) then.add(from);
      return !holds(to, then);
    };

    function decide(group: readonly Position[], attacks: Edge, exact: boolean): void {
      for (const circle of components(group, attacks)) {
        const standing = circle.filter(stands);
        if (standing.length < circle.length) {
          for (const one of circle) if (!standing.includes(one)) open.delete(one);
          decide(standing, attacks, exact);
        } else if (circle.length === 1 || exact) {
          for (const one of circle) counting.add(one);
          for (const one of circle) open.delete(one);
        } else {
          const trial = new Map<Position, Set<Position>>();
          let trials = 0;
          for (const to of circle) {
            for (const from of circle) {
              if (!direct(from, to) && indirect(from, to) && ++trials <= mostTrials && !tried(from, to)) {
                trial.set(to, (trial.get(to) ?? new Set()).add(from));
              }
            }
          }
          decide(circle, (from, to) => attacks(from, to) && !trial.get(to)?.has(from), true);
        }
      }
    }
    decide([...open], (from, to) => direct(from, to) || indirect(from, to), false);
    return counting;
  }

  for (const removal of allRemovals) {
    const judged = isCalm(removal) ? calm : view(removal, base(removal));
    if (judged.mayRemove(removal)) plausible.set(removal, needs(removal, judged));
  }
  return { removals: settle(allRemovals), couldSucceed };
}
