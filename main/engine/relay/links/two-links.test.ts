/** Two machines of `link-state.ts`, each of which may dial the other. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { follow, known } from '../testing/followed-link.ts';
import type { LinkEvent } from './link-state.ts';

/** The lower id and the greater one. `ways`: whose dials can arrive. */
function couple(ways: readonly boolean[], met: boolean) {
  const ends = [0, 1].map((one) => ({ one, link: follow(), dial: 0, seat: 0 }));
  type End = (typeof ends)[number];
  /** At the other one, who hears of each socket later than this one, or sooner. */
  const facing = ({ one }: End) => ends[1 - one] as End;
  const reachable = ({ one }: End) => ways[one] === true;
  const phase = ({ link }: End) => link.machine.phase;
  const dialling = (end: End) => phase(end) === 'dialling';
  const connected = (end: End) => phase(end) === 'connected';
  function look(end: End): void {
    const inbound = facing(end).seat !== 0;
    if (end.link.take({ type: 'look', facts: { ...known, first: end.one === 0, met, inbound } }))
      end.dial += 1;
  }
  function tell(end: End, event: LinkEvent): void {
    if (event.type === 'failed' || event.type === 'lost') end.dial += 1;
    end.link.take(event);
    look(end);
  }
  function seat(end: End, dial: number): void {
    end.seat = dial;
    look(facing(end));
  }
  const stale = (end: End) => end.seat !== 0 && (end.seat !== end.dial || !(dialling(end) || connected(end)));
  type Move = [may: boolean, what: () => void];
  /** What comes by itself. */
  const moves: ((end: End) => Move)[] = [
    (end) => [dialling(end) && !reachable(end), () => tell(end, { type: 'failed', problem: 'unreachable' })],
    (end) => [dialling(end) && reachable(end) && end.seat !== end.dial, () => seat(end, end.dial)],
    (end) => [dialling(end) && end.seat === end.dial, () => tell(end, { type: 'opened' })],
    (end) => [connected(end) && end.seat !== end.dial, () => tell(end, { type: 'lost' })],
    (end) => [stale(end), () => seat(end, 0)],
    (end) => [end.link.wait !== null, () => tell(end, { type: 'waited' })],
  ];
  /** What disturbs: a cable cut, heard of here first or there first; another network. */
  const troubles: ((end: End) => Move)[] = [
    (end) => [connected(end), () => tell(end, { type: 'lost' })],
    (end) => [connected(end), () => seat(end, 0)],
    (end) => [true, () => tell(end, { type: 'networkChanged' })],
  ];
  const on = (all: typeof moves) => ends.flatMap((end) => all.map((move) => () => move(end)));
  for (const end of ends) look(end);
  return { connected: () => ends.filter(connected).length, moves: on(moves), troubles: on(troubles) };
}

it('of two machines exactly one ends up dialling, whatever came before, as soon as one can reach the other', () => {
  const moves = couple([], false).moves.length;
  const troubles = couple([], false).troubles.length;
  fc.assert(
    fc.property(
      fc.tuple(fc.boolean(), fc.boolean()),
      fc.boolean(),
      fc.array(fc.nat(moves + troubles - 1), { maxLength: 60 }),
      fc.shuffledSubarray([...Array(moves).keys()], { minLength: moves }),
      (ways, met, before, order) => {
        const two = couple(ways, met);
        const all = [...two.moves, ...two.troubles];
        const take = (index: number): boolean => {
          const [may, what] = all[index]?.() ?? [false, () => {}];
          if (may) what();
          return may;
        };
        for (const index of before) take(index);
        let rounds = 0;
        while (order.map(take).includes(true) && rounds < 20) rounds += 1;
        // Where nobody can reach the other, both go on trying.
        const expected = ways.includes(true)
          ? { rounds: true, connected: 1 }
          : { rounds: false, connected: 0 };
        expect({ rounds: rounds < 20, connected: two.connected() }).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});
