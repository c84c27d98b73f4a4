/** What a quarter is made of: categories, free and paid, evenings and Saturdays. Sessions only. */
import { sessionPrices } from '../../catalogue/activity.ts';
import { isFree } from '../../place/free.ts';
import { weekday } from '../../time/wall.ts';
import { type Counted, counted, type FiguresInput, type Placed } from './placed.ts';

export interface Balance {
  sessions: Counted;
  /** Every category of the place in its order, empty ones too; then, when there are some, sessions without one. */
  byCategory: ({ category: string | undefined } & Counted)[];
  free: Counted;
  paid: Counted;
  /** Nobody said what they cost. */
  unsaid: Counted;
  /** Some of it after 18:00, on any day. */
  evenings: Counted;
  saturdays: Counted;
}

const EVENING = '18:00';

export function balanceOf(
  placed: readonly Placed[],
  { fares, categories: known }: Pick<FiguresInput, 'fares' | 'categories'>,
): Balance {
  const sessions = sessionsOf(placed);
  const byPrice = Map.groupBy(sessions, ({ what, activity }): 'free' | 'paid' | 'unsaid' => {
    const prices = sessionPrices(what.fareCents, activity?.fare, fares);
    if (isFree(prices)) return 'free';
    return Object.keys(prices).length === 0 ? 'unsaid' : 'paid';
  });
  const ids = known.map(({ id }) => id);
  const categoryOf = ({ activity }: Placed) => ids.find((id) => id === activity?.category);
  const categories = [...ids, undefined].map((category) => ({
    category,
    ...counted(sessions.filter((session) => categoryOf(session) === category)),
  }));
  return {
    sessions: counted(sessions),
    byCategory: categories.filter(({ category, count }) => category !== undefined || count > 0),
    free: counted(byPrice.get('free') ?? []),
    paid: counted(byPrice.get('paid') ?? []),
    unsaid: counted(byPrice.get('unsaid') ?? []),
    evenings: counted(sessions.filter(({ slot }) => slot.end > EVENING)),
    saturdays: counted(sessions.filter(({ slot }) => weekday(slot.date) === 6)),
  };
}

export const sessionsOf = (placed: readonly Placed[]): Placed[] =>
  placed.filter(({ what }) => what.kind === 'session');
