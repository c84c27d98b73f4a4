/** What a quarter is made of: categories, free and paid, evenings and Saturdays. Sessions only. */
import { CATEGORIES, type Category, sessionPrices } from '../../catalogue/activity.ts';
import { weekday } from '../../time/wall.ts';
import { type Counted, counted, type FiguresInput, type Placed } from './placed.ts';

export interface Balance {
  sessions: Counted;
  /** Every category in the order of the catalogue, empty ones too; then, when there are some, sessions without one. */
  byCategory: ({ category: Category | undefined } & Counted)[];
  free: Counted;
  paid: Counted;
  /** Some of it after 18:00, on any day. */
  evenings: Counted;
  saturdays: Counted;
}

const EVENING = '18:00';

export function balanceOf(placed: readonly Placed[], { fares }: Pick<FiguresInput, 'fares'>): Balance {
  const sessions = sessionsOf(placed);
  const isFree = ({ what, activity }: Placed) =>
    sessionPrices(what.fareCents, activity?.fare, fares).full === 0;
  const categories = [...CATEGORIES, undefined].map((category) => ({
    category,
    ...counted(sessions.filter(({ activity }) => activity?.category === category)),
  }));
  return {
    sessions: counted(sessions),
    byCategory: categories.filter(({ category, count }) => category !== undefined || count > 0),
    free: counted(sessions.filter(isFree)),
    paid: counted(sessions.filter((session) => !isFree(session))),
    evenings: counted(sessions.filter(({ slot }) => slot.end > EVENING)),
    saturdays: counted(sessions.filter(({ slot }) => weekday(slot.date) === 6)),
  };
}

export const sessionsOf = (placed: readonly Placed[]): Placed[] =>
  placed.filter(({ what }) => what.kind === 'session');
