/** Places with a quarter to compose, for the tests of this capability. */
import type { LineInput, QuarterView } from '#shared/contract/quarter.ts';
import type { Placement } from '#shared/domain/quarter/model.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { founding, openPlaceBench, type PlaceBench } from '../testing.ts';
import { quarterFeature } from './index.ts';

export const KEY = '2027-1';
export const YOGA = 'space-activites';

export function openQuarterBench(device: string, start: typeof founding | null = founding): PlaceBench {
  return openPlaceBench(device, [placeFeature, catalogueFeature, planningFeature, quarterFeature], start);
}

type Part = Partial<LineInput['what']> & {
  id?: string;
  date?: string;
  start?: string;
  end?: string;
  spaces?: string[];
  wholePlace?: boolean;
  rule?: LineInput['plan']['rule'];
  facilitator?: string;
  hosts?: string[];
  duringSchoolHolidays?: boolean;
};

/** Every Tuesday from 12 January 2027, unless told otherwise. */
export function line(title: string, part: Part = {}): LineInput {
  const {
    id,
    date = '2027-01-12',
    start = '10:00',
    end = '11:15',
    spaces = [YOGA],
    wholePlace,
    rule = { frequency: 'weekly' },
    facilitator,
    hosts,
    duringSchoolHolidays,
    ...what
  } = part;
  return {
    ...(id === undefined ? {} : { id }),
    plan: {
      rule,
      slot: { date, start, end, spaces, ...(wholePlace === undefined ? {} : { wholePlace }) },
      ...(duringSchoolHolidays === undefined ? {} : { duringSchoolHolidays }),
    },
    what: { kind: 'session', title, isPublic: true, ...what },
    who: { ...(hosts ? { hosts } : {}), ...(facilitator === undefined ? {} : { facilitator }) },
  };
}

export const get = (bench: PlaceBench): Promise<QuarterView> => bench.done('quarter.get', { key: KEY });

/** The placement of a line on the date its rule gave. */
export function at(view: QuarterView, lineId: string, date: string): Placement {
  const found = view.placements.find((one) => one.line === lineId && one.date === date);
  if (!found) throw new Error(`no placement on ${date}`);
  return found;
}

/** The planning of the quarter, as everybody sees it. */
export async function planning(bench: PlaceBench) {
  const { bookings } = await bench.done('planning.range', {
    from: '2027-01-01',
    to: '2027-03-31',
    withCancelled: true,
  });
  return bookings;
}
