/** What paid sessions may bring in, by fare. Money in cents; an estimate, rounded once a fare. */
import { sessionPrices } from '../../catalogue/activity.ts';
import { sessionsOf } from './balance.ts';
import type { FiguresInput, Placed, Ref } from './placed.ts';

export const FARES = ['full', 'member', 'solidarity'] as const;
export type FareName = (typeof FARES)[number];

export interface Income {
  /**
   * The full fare, and the reduced ones that the place, or one of its sessions, has. Seats are those expected to be taken at
   * that fare: not a whole number. `cents` add up to `totalCents`.
   */
  byFare: { fare: FareName; seats: number; cents: number }[];
  totalCents: number;
  /** Paid sessions that are counted in. */
  of: Ref[];
  /** Paid sessions whose number of seats nobody said: they count for nothing here. */
  withoutSeats: Ref[];
  /** Income over the cost of facilitators, in percent; null when they cost nothing. */
  selfFinancingPercent: number | null;
}

export function incomeOf(
  placed: readonly Placed[],
  costCents: number,
  { settings, fares }: Pick<FiguresInput, 'settings' | 'fares'>,
): Income {
  const paid = sessionsOf(placed)
    .map((session) => ({
      ref: session.ref,
      prices: sessionPrices(session.what.fareCents, session.activity?.fare, fares),
      seats: session.what.capacity ?? session.activity?.capacityMax,
    }))
    .filter(({ prices }) => FARES.some((fare) => (prices[fare] ?? 0) > 0));
  const counting = paid.flatMap(({ seats, ...one }) => (seats === undefined ? [] : [{ ...one, seats }]));
  const said = FARES.filter(
    (fare) =>
      fare === 'full' || [fares, ...paid.map(({ prices }) => prices)].some((of) => of[fare] !== undefined),
  );
  const shares = sharesOf(settings, said);
  const byFare = said.map((fare) => {
    const taken = (seats: number) => (seats * settings.occupancyPercent * shares[fare]) / 10_000;
    return {
      fare,
      seats: counting.reduce((sum, { seats }) => sum + taken(seats), 0),
      // Of a reduced fare that nobody said, one counts the full one.
      cents: Math.round(
        counting.reduce(
          (sum, { seats, prices }) => sum + taken(seats) * (prices[fare] ?? prices.full ?? 0),
          0,
        ),
      ),
    };
  });
  const totalCents = byFare.reduce((sum, { cents }) => sum + cents, 0);
  return {
    byFare,
    totalCents,
    of: counting.map(({ ref }) => ref),
    withoutSeats: paid.filter(({ seats }) => seats === undefined).map(({ ref }) => ref),
    selfFinancingPercent: costCents === 0 ? null : (100 * totalCents) / costCents,
  };
}

/** Percent of those who come, by fare. Two shares that pass 100 together: members first. Nobody pays a fare there is not. */
function sharesOf(
  { memberPercent, solidarityPercent }: FiguresInput['settings'],
  said: readonly FareName[],
): Record<FareName, number> {
  const member = said.includes('member') ? memberPercent : 0;
  const solidarity = said.includes('solidarity') ? Math.min(solidarityPercent, 100 - member) : 0;
  return { member, solidarity, full: 100 - member - solidarity };
}
