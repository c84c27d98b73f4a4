/** A machine of `relay/links/link-state.ts` whose effects are done by nobody, and looked at. */
import assert from 'node:assert/strict';

import type { Room, Team } from '#shared/domain/team/model.ts';
import { type LinkEvent, type LinkFacts, type LinkMachine, START, step } from '../links/link-state.ts';

/** To be dialled, by a device of the greater id. */
export const known: LinkFacts = {
  first: false,
  team: { id: 'team' } as unknown as Team,
  rooms: ['register', 'team'],
  writable: () => true,
  reachable: true,
  met: true,
  inbound: false,
};

/** Does what the machine says, and finds fault with what could not be done. */
export function follow() {
  const rooms = new Set<Room>();
  let machine: LinkMachine = START;
  let wait: 'courtesy' | 'dismissed' | null = null;
  return {
    rooms,
    get machine() {
      return machine;
    },
    get wait() {
      return wait;
    },
    /** Whether it opened the register. */
    take(event: LinkEvent): boolean {
      if (event.type === 'waited') {
        if (wait === null) return false;
        wait = null;
      }
      const next = step(machine, event);
      machine = next.machine;
      let dialled = false;
      for (const effect of next.effects) {
        if (effect.do === 'open') {
          assert(!rooms.has(effect.room), 'opened twice');
          rooms.add(effect.room);
          dialled ||= effect.room === 'register';
        } else if (effect.do === 'close') assert(rooms.delete(effect.room), 'was not open');
        else if (effect.do === 'probe') assert(rooms.has(effect.room), 'is not open');
        else if (effect.do === 'cancelWait') {
          assert(wait !== null, 'nothing is waited for');
          wait = null;
        } else if (effect.do === 'wait') {
          assert(wait === null, 'two waits');
          wait = effect.as;
        }
      }
      return dialled;
    },
  };
}
