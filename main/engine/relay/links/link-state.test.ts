import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROOMS, type Room, type Team } from '#shared/domain/team/model.ts';
import { follow, known } from '../testing/followed-link.ts';
import { type LinkEvent, type LinkFacts, step } from './link-state.ts';

const teams = ['one', 'two'].map((id) => ({ id }) as unknown as Team);
const facts: fc.Arbitrary<LinkFacts> = fc.record({
  first: fc.boolean(),
  team: fc.constantFrom(...teams),
  rooms: fc.oneof(
    { weight: 5, arbitrary: fc.subarray(ROOMS.slice(1)).map((circles): Room[] => ['register', ...circles]) },
    { weight: 1, arbitrary: fc.constant<Room[]>([]) },
  ),
  writable: fc.subarray([...ROOMS], { minLength: 2 }).map((rooms) => (room: Room) => rooms.includes(room)),
  reachable: fc.nat(5).map((one) => one > 0),
  met: fc.boolean(),
  inbound: fc.nat(3).map((one) => one === 0),
});

const look: fc.Arbitrary<LinkEvent> = facts.map((known) => ({ type: 'look', facts: known }));
const other: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.constantFrom<LinkEvent>(
    { type: 'opened' },
    { type: 'failed', problem: 'unreachable' },
    { type: 'lost' },
    { type: 'networkChanged' },
    { type: 'waited' },
  ),
  fc.constantFrom(...teams).map((team): LinkEvent => ({ type: 'removed', team })),
  fc.constantFrom(...ROOMS).map((room): LinkEvent => ({ type: 'reloaded', room })),
);
const events = fc.array(fc.oneof(look, look, other), { maxLength: 40 });

describe('whatever happens to one link', () => {
  it('what is open and what is waited for are those of its phase, and nothing is left once it is closed', () => {
    fc.assert(
      fc.property(events, (all) => {
        const link = follow();
        for (const event of all) {
          link.take(event);
          const { machine } = link;
          expect([...link.rooms].sort()).toEqual('rooms' in machine ? [...machine.rooms].sort() : []);
          const waits = machine.phase === 'courtesy' || machine.phase === 'dismissed';
          expect(link.wait).toBe(waits ? machine.phase : null);
          if (machine.phase === 'connected') expect(link.rooms).toContain('register');
        }
        link.take({ type: 'ended' });
        for (const event of all) link.take(event);
        expect([link.machine, [...link.rooms], link.wait]).toEqual([{ phase: 'ended' }, [], null]);
      }),
    );
  });

  it('a register closed to be read again, as its socket opens, does not count as connected', () => {
    const link = follow();
    const reachable = { ...known, reachable: true, inbound: false };
    link.take({ type: 'look', facts: reachable });
    expect([...link.rooms]).toEqual(['register']);
    link.take({ type: 'reloaded', room: 'register' });
    link.take({ type: 'opened' });
    expect([link.machine.phase, [...link.rooms]]).toEqual(['dialling', []]);
    link.take({ type: 'look', facts: reachable });
    expect([...link.rooms]).toEqual(['register']);
  });

  it('it opens rooms that both hold and that the disk takes, the register first', () => {
    fc.assert(
      fc.property(events, look, (all, last) => {
        const link = follow();
        for (const event of all) link.take(event);
        if (last.type !== 'look') return;
        const before = new Set(link.rooms);
        link.take(last);
        const { machine } = link;
        for (const room of link.rooms) {
          expect(last.facts.rooms).toContain(room);
          if (before.has(room)) continue;
          expect(last.facts.writable(room)).toBe(true);
          if (room !== 'register') expect(machine.phase).toBe('connected');
        }
        if (machine.phase === 'connected')
          for (const room of last.facts.rooms)
            expect(link.rooms.has(room)).toBe(before.has(room) || last.facts.writable(room));
      }),
    );
  });

  it('a second look at the same facts changes nothing', () => {
    fc.assert(
      fc.property(events, look, (all, last) => {
        const link = follow();
        for (const event of [...all, last]) link.take(event);
        expect(step(link.machine, last)).toEqual({ machine: link.machine, effects: [] });
      }),
    );
  });

  it('it waits for the other one only where it has the greater id, they have met, and the other has dialled', () => {
    fc.assert(
      fc.property(events, (all) => {
        const link = follow();
        let dialledHere = false;
        for (const event of all) {
          const before = link.wait;
          link.take(event);
          if (event.type === 'look') dialledHere ||= event.facts.inbound;
          if (link.wait !== 'courtesy' || before === 'courtesy') continue;
          expect(dialledHere).toBe(true);
          expect(event).toMatchObject({ type: 'look', facts: { first: false, met: true, inbound: false } });
        }
      }),
    );
  });

  it('once dismissed it dials nobody until the team is another one, or the wait is over', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(...teams), events, (before, team, after) => {
        const link = follow();
        for (const event of before) link.take(event);
        link.take({ type: 'removed', team });
        for (const event of after) {
          if (event.type === 'waited' || event.type === 'removed') break;
          if (event.type === 'look' && event.facts.team !== team) break;
          expect(link.take(event)).toBe(false);
          expect([link.rooms.size, link.wait]).toEqual([0, 'dismissed']);
        }
      }),
    );
  });
});

it('the greater id that was dialled before leaves its turn once, also where the network changes meanwhile', () => {
  const link = follow();
  const looks = (more: Partial<LinkFacts> = {}) => link.take({ type: 'look', facts: { ...known, ...more } });
  expect(looks({ inbound: true })).toBe(false);
  expect([looks(), link.wait]).toEqual([false, 'courtesy']);
  link.take({ type: 'waited' });
  expect(looks()).toBe(true);
  looks({ inbound: true });
  expect([looks(), link.wait]).toEqual([false, 'courtesy']);
  link.take({ type: 'networkChanged' });
  expect([looks(), link.wait]).toEqual([true, null]);
});

it('of two sockets the one of the lower id stays, when it is open or has met no failure yet', () => {
  const link = follow();
  const looks = (inbound: boolean) => link.take({ type: 'look', facts: { ...known, first: true, inbound } });
  expect([looks(false), looks(true), [...link.rooms]]).toEqual([true, false, ['register']]);
  link.take({ type: 'failed', problem: 'unreachable' });
  expect([looks(true), link.rooms.size]).toEqual([false, 0]);
  looks(false);
  link.take({ type: 'opened' });
  expect([looks(true), [...link.rooms]]).toEqual([false, ['register', 'team']]);
  link.take({ type: 'lost' });
  expect([looks(true), [...link.rooms]]).toEqual([false, ['register']]);
});

it('of two sockets the one of the greater id is let go, open or not', () => {
  const link = follow();
  const looks = (inbound: boolean) => link.take({ type: 'look', facts: { ...known, met: false, inbound } });
  expect([looks(false), looks(true), link.rooms.size]).toEqual([true, false, 0]);
  looks(false);
  link.take({ type: 'opened' });
  expect([looks(false), link.rooms.size]).toEqual([false, 2]);
  expect([looks(true), link.rooms.size]).toEqual([false, 0]);
});
