/**
 * Which removals count. One removal attacks another when it keeps its author, or a statement from which its author has
 * the right, from counting. Attackers are settled first; those that attack each other in a circle all count, so that no
 * removed device can save itself by removing back. Pure and the same whatever the order of arrival.
 */

import { components } from './components.ts';
import type { Facts } from './facts.ts';
import type { Place } from './graph.ts';
import { type Judgement, judge } from './judgement.ts';
import type { DeviceId } from './model.ts';

export interface Settled {
  removals: ReadonlySet<Place>;
  /** See the option of `judge`. */
  couldSucceed: (place: Place) => boolean;
}

/** Circles with more indirect attacks than this are taken as they look, without trying each of them. */
const mostTrials = 100;

type Edge = (from: Place, to: Place) => boolean;

export function settleRemovals(facts: Facts): Settled {
  const { statements, knew, allRemovals } = facts;
  const successors = new Map<Place, boolean>();
  const bases = new Map<Place, ReadonlySet<Place>>();
  /** Removals that were right by what their author knew, and the statements from which that right came. */
  const plausible = new Map<Place, ReadonlySet<Place>>();

  const authorOf = (place: Place): DeviceId => statements[place]?.author ?? '';
  const targetOf = (removal: Place): DeviceId | null => {
    const body = statements[removal]?.body;
    return body?.kind === 'device.removed' ? body.device : null;
  };

  /** Right wherever no removal known voids anything: every author saw the same there, one pass serves them all. */
  const calm = judge(facts, { removals: null, couldSucceed: () => true });
  const said = new Map<DeviceId, Place[]>();
  statements.forEach(({ author }, place) => {
    const those = said.get(author);
    if (those) those.push(place);
    else said.set(author, [place]);
  });
  const voiding = new Set(
    allRemovals.filter((removal) =>
      said.get(targetOf(removal) ?? '')?.some((place) => place !== removal && !knew(removal, place)),
    ),
  );
  const isCalm = (place: Place): boolean => {
    for (const removal of voiding) if (plausible.has(removal) && knew(place, removal)) return false;
    return true;
  };

  /** The removals that counted for the author of `place`. */
  function base(place: Place): ReadonlySet<Place> {
    const known = bases.get(place);
    if (known) return known;
    const past = allRemovals.filter((removal) => knew(place, removal));
    const made = isCalm(place) ? new Set(past.filter(calm.counts)) : settle(past);
    bases.set(place, made);
    return made;
  }

  const view = (place: Place, removals: ReadonlySet<Place>): Judgement =>
    judge(facts, { removals, within: place, couldSucceed });

  function couldSucceed(place: Place): boolean {
    const known = successors.get(place);
    if (known !== undefined) return known;
    const admins = (isCalm(place) ? calm : view(place, base(place))).admins(place);
    // By name or not, it is the only one.
    const could = admins.length === 1 && admins[0] === authorOf(place);
    successors.set(place, could);
    return could;
  }

  /** `from` keeps the author of `to` from counting. */
  const direct: Edge = (from, to) => from !== to && targetOf(from) === authorOf(to) && !knew(from, to);
  /** `from` keeps a statement that `to` needs from counting, or is one that it needs. */
  const indirect: Edge = (from, to) => {
    for (const need of plausible.get(to) ?? []) if (need === from || direct(from, need)) return true;
    return false;
  };

  function needs(removal: Place, judged: Judgement): Set<Place> {
    const found = new Set<Place>();
    const follow = [removal];
    const add = (places: readonly Place[] | undefined, at: Place) => {
      for (const place of places ?? []) {
        if (!knew(at, place) || !judged.counts(place) || found.has(place)) continue;
        found.add(place);
        follow.push(place);
      }
    };
    for (let at = follow.pop(); at !== undefined; at = follow.pop()) {
      add(facts.adds.get(authorOf(at)), at);
      add(facts.roles.get(authorOf(at)), at);
      if (!judged.bySuccession(at)) continue;
      add(allRemovals, at);
      for (const places of facts.roles.values()) add(places, at);
      for (const places of facts.successions.values()) add(places, at);
    }
    return found;
  }

  function settle(removals: readonly Place[]): ReadonlySet<Place> {
    const counting = new Set<Place>();
    const open = new Set(removals.filter((removal) => plausible.has(removal)));

    /** What its author knew to count, minus what is known not to. */
    const assumed = (removal: Place): Set<Place> =>
      new Set([...counting, ...[...base(removal)].filter((one) => open.has(one))]);
    const holds = (removal: Place, removalsThen: ReadonlySet<Place>) =>
      view(removal, removalsThen).mayRemove(removal);

    function stands(removal: Place): boolean {
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

    function decide(group: readonly Place[], attacks: Edge, exact: boolean): void {
      for (const circle of components(group, attacks)) {
        const standing = circle.filter(stands);
        if (standing.length < circle.length) {
          for (const one of circle) if (!standing.includes(one)) open.delete(one);
          decide(standing, attacks, exact);
        } else if (circle.length === 1 || exact) {
          for (const one of circle) counting.add(one);
          for (const one of circle) open.delete(one);
        } else {
          const trial = new Map<Place, Set<Place>>();
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
