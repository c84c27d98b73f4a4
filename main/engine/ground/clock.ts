/**
 * Time and randomness as the engine receives them, so that tests can decide both.
 *
 * Time has two hands. `now()` is the hour that people read and may put right: for the dates of their lives. `elapsed()`
 * only ever goes forward, also while the machine sleeps: for every delay, age, time-out and throttle. Their types keep
 * them apart: a delay is made of a constant or of two readings of the second hand, and of nothing else, so that what is
 * counted on the first does not compile (`docs/decisions/0015`).
 */

declare const hand: unique symbol;

/** Epoch milliseconds. */
export type Instant = number & { readonly [hand]: 'now' };

/** Two of them can be compared; it is not a number for anybody else, and means nothing after a restart. */
export interface Elapsed {
  readonly [hand]: 'elapsed';
}

/** Milliseconds, never negative. */
export type Delay = number & { readonly [hand]: 'delay' };

export interface Clock {
  now(): Instant;
  elapsed(): Elapsed;
  /** Runs `task` after `delay`; the answer cancels it. Sleep counts: what came due meanwhile runs soon after it. */
  after(delay: Delay, task: () => void): () => void;
}

export interface Random {
  bytes(length: number): Buffer;
}

/** A number written in the code: a computed one, which may be made of dates, is refused. */
type Written<N extends number> = number extends N
  ? never
  : N extends { readonly [hand]: unknown }
    ? never
    : N;

export const milliseconds = <N extends number>(count: Written<N>) => count as number as Delay;
export const seconds = <N extends number>(count: Written<N>) => ((count as number) * 1000) as Delay;
export const minutes = <N extends number>(count: Written<N>) => ((count as number) * 60_000) as Delay;
export const hours = <N extends number>(count: Written<N>) => ((count as number) * 3_600_000) as Delay;

/** For a length that a person chose, another machine said or chance drew: `times(minutes(1), chosen)`. */
export const times = (delay: Delay, factor: number): Delay => Math.max(0, delay * factor) as Delay;

export const shorter = (one: Delay, other: Delay): Delay => (one < other ? one : other);

const reading = (at: Elapsed) => at as unknown as number;

export const later = (at: Elapsed, delay: Delay): Elapsed => (reading(at) + delay) as unknown as Elapsed;

/** None when `to` is the earlier. */
export const between = (from: Elapsed, to: Elapsed): Delay =>
  Math.max(0, reading(to) - reading(from)) as Delay;

/** How long until then; none once it has come. */
export const left = (clock: Pick<Clock, 'elapsed'>, end: Elapsed): Delay => between(clock.elapsed(), end);
