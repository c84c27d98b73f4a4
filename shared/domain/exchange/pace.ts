/**
 * Counts the work of a reading, so that others are let through after so much of it, whatever the file holds, and so that
 * rules which look for their dates for ever are given up. A unit is about what looking at one day for a rule costs.
 */

/** Gives way now and then, and ends with a value. */
export type Steps<T> = Generator<undefined, T>;

/** Units between two moments when others are let through: about 10 ms of an ordinary machine, 50 of a busy one. */
export const PACE = 50_000;
/** Units that the rules of one file may cost together, beside those that its length gives it. */
const RULES_BASE = 40_000_000;
/** Units that each character of the file gives its rules. */
const RULES_PER_CHARACTER = 20;
/** One rule takes no more than this part of what is left, so that a few do not take it from all the others. */
const SHARE = 1 / 16;
/** Units of a weekly series of ten years. */
const ONE_RULE = 5000;

/** What other work costs, in units. */
export const COSTS = {
  /** A moment brought to another zone. */
  moment: 40,
  /** One occurrence of a series, named and placed. */
  occurrence: 60,
  /** An event read, and a line of it, beside their characters. */
  event: 100,
  line: 10,
  /** A name of a zone looked for, and a year that the rules of a zone are followed for. */
  zone: 1000,
  zoneYear: 100,
  /** Characters of one unit, where words are not looked at one by one. */
  characters: 4,
} as const;

/** What one rule may still cost. */
export interface Allowance {
  /** Takes that much; false when there is no more. */
  take(units: number): boolean;
  readonly left: number;
}

export interface Pace {
  /** Notes work as done: true when the caller must give way. */
  isDue(units: number): boolean;
  /** Notes work of a caller that cannot give way: the next `isDue` says so. */
  note(units: number): void;
  /** For one rule more. */
  rule(): Allowance;
  /** All the units so far, the most between two moments of giving way, and what rules cost. */
  readonly counted: { total: number; longest: number; rules: number };
}

/** Of a file of so many characters. */
export function createPace(characters: number): Pace {
  const counted = { total: 0, longest: 0, rules: 0 };
  let left = RULES_BASE + RULES_PER_CHARACTER * characters;
  let since = 0;
  const note = (units: number) => {
    counted.total += units;
    since += units;
    counted.longest = Math.max(counted.longest, since);
  };
  return {
    counted,
    note,
    isDue(units) {
      note(units);
      if (since < PACE) return false;
      since = 0;
      return true;
    },
    rule() {
      let own = Math.min(left, Math.max(ONE_RULE, left * SHARE));
      return {
        get left() {
          return own;
        },
        take(units) {
          own -= units;
          left -= units;
          counted.rules += units;
          return own >= 0;
        },
      };
    },
  };
}

/** Runs to its end without giving way: for what is small. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
