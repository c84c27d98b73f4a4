/** A quarter made of another one's lines: same weekdays, same weeks of the month. */

/** What changed since the quarter that was copied, or what the copy could not keep. */
export interface CloneRemark {
  /** The new line; absent for what concerns the whole quarter. */
  line?: string;
  title: string;
  kind: /** Somebody or something is archived, or not known any more. */
    | 'activity-gone'
    | 'space-gone'
    | 'host-gone'
    | 'facilitator-gone'
    | 'equipment-gone'
    /** A facilitator's price, or the fares of the place, are not those of then. `before` and `now` in cents. */
    | 'price-changed'
    | 'fare-changed'
    /** Dates of the line fall on closed days. `count` of them. */
    | 'closed-dates'
    /** The line was left out: none of its dates falls in the new quarter. */
    | 'left-out'
    /** Of `count` dates planned then, `cancelled` were cancelled. */
    | 'often-cancelled';
  name?: string;
  count?: number;
  cancelled?: number;
  before?: number;
  now?: number;
}
