/** The catalogue: what the place offers, from which sessions are planned. Times in minutes, money in whole cents. */
import { z } from 'zod';
import { given } from '../given.ts';
import { type Fares, type Prices, prices, spaceColour } from '../place/model.ts';

const id = z.string().min(1).max(64);
const minutes = (max: number) => z.int().min(0).max(max).multipleOf(5);
const seats = z.int().min(1).max(10_000);

/**
 * `standard` follows the fares of the place, whatever they become, and says nothing while there are none; `custom` has its
 * own; of `unsaid`, nobody has said yet what it costs, if it costs.
 */
export const farePolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('standard') }),
  z.object({ kind: z.literal('custom'), ...prices.shape }),
  z.object({ kind: z.literal('unsaid') }),
]);
export type FarePolicy = z.infer<typeof farePolicy>;

export const activity = z
  .object({
    id,
    name: z.string().trim().min(1).max(120),
    /** Id of a category of the place; one that is no more counts as none. */
    category: id.optional(),
    description: z.string().trim().max(5000),
    defaultDurationMin: minutes(1440).min(5),
    /** Where it can be held, best first; none for what is remote or outside. */
    spaces: z.array(id).max(50),
    setupMin: minutes(240),
    airingMin: minutes(240),
    /** People needed for it to take place. */
    capacityMin: seats.optional(),
    capacityMax: seats.optional(),
    fare: farePolicy,
    registration: z.enum(['required', 'open', 'unsaid']),
    facilitator: id.optional(),
    host: id.optional(),
    equipment: z.array(z.object({ id, quantity: z.int().min(1).max(1000) })).max(50),
    colour: spaceColour,
    isPublic: z.boolean(),
    archived: z.boolean(),
  })
  .refine(
    ({ capacityMin, capacityMax }) =>
      capacityMin === undefined || capacityMax === undefined || capacityMin <= capacityMax,
    { error: 'minimum_above_maximum', path: ['capacityMin'] },
  );
export type Activity = z.infer<typeof activity>;

/** The three prices of an activity, in cents, under the fares the place has now; those that somebody said. */
export function pricesOf(fare: FarePolicy, fares: Fares): Prices {
  if (fare.kind === 'free') return FREE;
  if (fare.kind === 'unsaid') return {};
  const { full, member, solidarity } = fare.kind === 'custom' ? fare : fares;
  return given({ full, member, solidarity });
}

const FREE: Prices = { full: 0, member: 0, solidarity: 0 };

/**
 * The three prices of one session. A price of its own (`fareCents`) is the full one: members and those for whom price is
 * a barrier keep the reduced fares they know, never above it. The place's fares are fixed amounts, not shares of a price;
 * a proportion would put on the poster a sum that nobody decided. Without a price of its own nor an activity, nothing is
 * known of it.
 */
export function sessionPrices(
  fareCents: number | undefined,
  fare: FarePolicy | undefined,
  fares: Fares,
): Prices {
  if (fareCents === undefined) return pricesOf(fare ?? { kind: 'unsaid' }, fares);
  if (fareCents === 0) return FREE;
  const usual = pricesOf(fare?.kind === 'custom' ? fare : { kind: 'standard' }, fares);
  const atMost = (cents: number | undefined) => (cents === undefined ? cents : Math.min(fareCents, cents));
  return given({ full: fareCents, member: atMost(usual.member), solidarity: atMost(usual.solidarity) });
}
