/** Which rows want a space that another row, or the planning, has at the same time. */

import { footprint, WHOLE_PLACE } from '#shared/domain/planning/footprint.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { overlaps } from '#shared/domain/time/interval.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readActivities } from '../catalogue/index.ts';
import { bookingsBetween } from '../planning/index.ts';
import type { Progress } from './work.ts';

/** What a row takes, in minutes since midnight. */
export interface Taker {
  index: number;
  date: string;
  start: number;
  end: number;
  title: string;
  spaces: readonly string[];
  wholePlace: boolean;
  isLive: boolean;
  /** Key of the room when it stands for no space: double bookings of the file are told all the same. */
  room: string;
}

type Met = Taker & { withFile: string[]; withPlanning: string[]; isLater: boolean };

/** Days of the planning read in one turn. */
const DATES = 10;
/** Bookings looked at in one turn: a day may hold thousands, and meet thousands of rows. */
const LOOKS = 200_000;
/** Names given of those that a row meets. */
const NAMES = 3;

const name = (names: string[], title: string) => {
  if (names.length < NAMES && !names.includes(title)) names.push(title);
};

const isSpace = (holder: string) => !holder.startsWith('room ');

/**
 * Rows by date, then start. In each space, whoever holds it the longest so far is the one that the next row meets:
 * every row that overlaps is found, in one pass, whatever the number of rows in one place. With `laterGo`, a row that
 * must give way takes no room from those after it.
 */
export function meetFile(rows: readonly Met[], laterGo = false): void {
  for (const row of rows) {
    row.withFile = [];
    row.isLater = row.withPlanning.length > 0;
  }
  let holders = new Map<string, Met>();
  let date = '';
  for (const row of rows) {
    if (!row.isLive) continue;
    if (row.date !== date) {
      holders = new Map();
      date = row.date;
    }
    const takes = row.wholePlace || row.spaces.length > 0;
    const own = row.wholePlace
      ? [WHOLE_PLACE]
      : takes
        ? row.spaces
        : row.room === ''
          ? []
          : [`room ${row.room}`];
    const met = row.wholePlace ? [...holders.keys()].filter(isSpace) : takes ? [...own, WHOLE_PLACE] : own;
    for (const space of met) {
      const holder = holders.get(space);
      if (!holder || holder === row || !overlaps(holder, row)) continue;
      name(row.withFile, holder.title);
      name(holder.withFile, row.title);
      // A room that is no space here holds nobody back.
      if (takes) row.isLater = true;
    }
    if (laterGo && row.isLater) continue;
    for (const space of own) {
      const holder = holders.get(space);
      if (!holder || row.end > holder.end) holders.set(space, row);
    }
  }
}

/** `ours` are the bookings that the rows already stand for. */
export async function meetPlanning(
  vault: OpenVault,
  rows: readonly Met[],
  ours: ReadonlySet<string>,
  progress: Progress,
): Promise<void> {
  const activities = new Map(readActivities(vault).map(({ id, name: called }) => [id, called]));
  let date = '';
  let day: {
    busy: { start: number; end: number };
    spaces: readonly string[];
    whole: boolean;
    title: string;
  }[] = [];
  let dates = 0;
  let looks = 0;
  for (const [position, row] of rows.entries()) {
    if (!row.isLive || (row.spaces.length === 0 && !row.wholePlace)) continue;
    if (row.date !== date) {
      date = row.date;
      dates += 1;
      if (dates % DATES === 0) await progress.at(position / rows.length);
      day = bookingsBetween(vault, date, date)
        .filter(({ id, state }) => state.status !== 'cancelled' && !ours.has(id))
        .map(({ slot, what }) => ({
          busy: footprint(slot),
          spaces: slot.spaces,
          whole: slot.wholePlace,
          title: titleOf(what, what.activity === undefined ? undefined : activities.get(what.activity)),
        }));
    }
    looks += day.length;
    if (looks > LOOKS) {
      looks = 0;
      await progress.at(position / rows.length);
    }
    for (const other of day) {
      const shared =
        (row.wholePlace && (other.whole || other.spaces.length > 0)) ||
        (other.whole && row.spaces.length > 0) ||
        other.spaces.some((space) => row.spaces.includes(space));
      if (!shared || !overlaps(other.busy, row)) continue;
      name(row.withPlanning, other.title);
      row.isLater = true;
    }
  }
}
