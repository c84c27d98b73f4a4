/** What publishing a quarter would change in the planning. */
import type { SlotRequest } from '../planning/model.ts';
import type { LocalDate } from '../time/wall.ts';

/** Which parts of a session the draft and the planning disagree on. */
export type DifferentPart = 'slot' | 'what' | 'who' | 'state';

export interface DifferenceEntry {
  booking: string;
  line: string;
  /** The date of the rule. */
  date: LocalDate;
  title: string;
  /** `create`: not in the planning. `change`: there, otherwise. `cancel`: there, and no longer in the draft. */
  kind: 'create' | 'change' | 'cancel';
  /** Somebody changed it in the planning since it was published: left alone unless asked. */
  byHand: boolean;
  parts: DifferentPart[];
  /** As the planning has it; absent for `create`. */
  now?: SlotRequest & { cancelled: boolean };
  /** As the draft wants it; absent for `cancel`. */
  then?: SlotRequest;
}

export interface Difference {
  /** By date, then title. */
  entries: DifferenceEntry[];
  /** Sessions that are the same on both sides. */
  same: number;
  /** Days that become closed in the place's calendar. */
  closures: { date: LocalDate; reason: string }[];
  /** Dates that will not be published: in "À replacer" or proposed. */
  waiting: number;
}
