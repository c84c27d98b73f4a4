/** The catalogue: what the place offers, from which sessions are planned. Times in minutes, money in whole cents. */
import { z } from 'zod';
import { type Fares, type SpaceColour, spaceColour } from '../place/model.ts';

const id = z.string().min(1).max(64);
const cents = z.int().min(0).max(1_000_000);
const minutes = (max: number) => z.int().min(0).max(max).multipleOf(5);
const seats = z.int().min(1).max(10_000);

export const CATEGORIES = ['physical', 'well-being', 'leisure', 'practical', 'convivial', 'talk'] as const;
export const category = z.enum(CATEGORIES);
export type Category = z.infer<typeof category>;

/** `standard` follows the fares of the place, whatever they become; `custom` has its own. */
export const farePolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('standard') }),
  z.object({ kind: z.literal('custom'), full: cents, member: cents, solidarity: cents }),
]);
export type FarePolicy = z.infer<typeof farePolicy>;

export const activity = z
  .object({
    id,
    name: z.string().trim().min(1).max(120),
    category,
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
    registration: z.enum(['required', 'open']),
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

/** What each category looks like until the team chooses otherwise. */
export const CATEGORY_COLOURS: Record<Category, SpaceColour> = {
  physical: 'green',
  'well-being': 'purple',
  leisure: 'orange',
  practical: 'blue',
  convivial: 'vermillion',
  talk: 'sky',
};

/** The three prices of an activity, in cents, under the fares the place has now. */
export function pricesOf(fare: FarePolicy, fares: Fares): Pick<Fares, 'full' | 'member' | 'solidarity'> {
  if (fare.kind === 'free') return { full: 0, member: 0, solidarity: 0 };
  const { full, member, solidarity } = fare.kind === 'custom' ? fare : fares;
  return { full, member, solidarity };
}

/**
 * The three prices of one session. A price of its own (`fareCents`) is the full one: members and those for whom price is
 * a barrier keep the reduced fares they know, never above it. The place's fares are fixed amounts, not shares of a price;
 * a proportion would put on the poster a sum that nobody decided. Without a price of its own nor an activity, it is free.
 */
export function sessionPrices(
  fareCents: number | undefined,
  fare: FarePolicy | undefined,
  fares: Fares,
): Pick<Fares, 'full' | 'member' | 'solidarity'> {
  if (fareCents === undefined) return pricesOf(fare ?? { kind: 'free' }, fares);
  const usual = pricesOf(!fare || fare.kind === 'free' ? { kind: 'standard' } : fare, fares);
  return {
    full: fareCents,
    member: Math.min(fareCents, usual.member),
    solidarity: Math.min(fareCents, usual.solidarity),
  };
}
