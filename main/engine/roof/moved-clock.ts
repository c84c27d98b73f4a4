/**
 * The clock of an app under test, whose hands a test moves, each apart: time that is let pass goes by as a sleep does.
 * A packaged app keeps the machine's own time: the shell does not ask for this one there, and it refuses to be made.
 */
import type { Clock } from '../ground/clock.ts';
import { createSystemClock, machine } from '../ground/system.ts';
import { refusePackaged } from './unpackaged.ts';

/** Milliseconds. */
export interface Move {
  wallMs: number;
  /** The second hand does not go back. */
  elapsedMs: number;
}

/** `home`: where the engine's code is. */
export function createMovedClock(home: string): Clock & { move(by: Move): void } {
  refusePackaged(home);
  let wall = 0;
  let slept = 0;
  const clock = createSystemClock({
    wall: () => machine.wall() + wall,
    awake: machine.awake,
    uptime: () => machine.awake() + slept,
  });
  return {
    ...clock,
    move({ wallMs, elapsedMs }) {
      wall += wallMs;
      slept += Math.max(0, elapsedMs);
    },
  };
}
