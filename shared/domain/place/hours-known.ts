/** Apart from the rules of opening, which the first screen does not take with it. */

/** False of a day (`DayFacts`) of which the place has not said whether it opens. */
export const areHoursKnown = ({ hours, closed }: { hours: readonly unknown[]; closed: boolean }): boolean =>
  closed || hours.length > 0;
