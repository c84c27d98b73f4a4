/** A calendar file that was read, and what importing it would do: kept between the two, until the vault closes. */
import type { RowState } from '#shared/contract/exchange.ts';
import type { ValidParamsOf } from '#shared/contract/index.ts';
import type { ReadOptions } from '#shared/domain/exchange/read.ts';
import type { CalendarReading, Placement } from '#shared/domain/exchange/reading.ts';
import type { RoomChoice } from '#shared/domain/exchange/rooms.ts';
import type { OutsideReason } from '#shared/domain/place/opening.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import type { Taker } from './overlaps.ts';

/** How the person wants it imported. */
export type Choices = ValidParamsOf<'exchange.import'>;

/** Where the rows of a room go. */
export interface Target {
  spaces: string[];
  wholePlace: boolean;
  placeText: string;
}

export interface AnalysedRow extends Taker {
  placement: Placement;
  target: Target;
  state: RowState;
  existing?: StoredBooking;
  /** What the owner of this vault noted of it for herself. */
  ownLabel?: string;
  /** What she is to read from now on. */
  newLabel?: string;
  outside: OutsideReason[];
  withFile: string[];
  withPlanning: string[];
  /** Meets a row before it, or the planning: it is the one that gives way. */
  isLater: boolean;
}

export interface Analysis {
  rows: AnalysedRow[];
  /** Spaces the import would make, with the id they would have. */
  newSpaces: Map<string, { id: string; name: string }>;
}

export interface Preview {
  id: string;
  name: string;
  reading: CalendarReading;
  /** Only days of it were read, both included. */
  period: Pick<ReadOptions, 'from' | 'to'>;
  /** By key of room. */
  suggestions: Map<string, RoomChoice>;
  /** The last analysis and what it was made for, so that turning a page costs nothing. */
  analysed?: { key: string; analysis: Analysis };
}
