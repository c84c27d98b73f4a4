/** Facilitators' hours and what they cost, by month, against the budget. Money in cents. */
import { type FiguresInput, groupBy, monthOf, type Placed, type Ref } from './placed.ts';

export interface CostShare {
  sessions: number;
  minutes: number;
  cents: number;
  of: Ref[];
}

export interface FacilitatorCosts extends CostShare {
  facilitator: string;
  /** Only the months when she comes, in order: `2027-01`. */
  months: ({ month: string } & CostShare)[];
}

export interface Costs extends CostShare {
  /** The dearest first, then by name. Those who are paid nothing too. */
  facilitators: FacilitatorCosts[];
  /** Every month of the quarter, in order. */
  months: ({ month: string } & CostShare)[];
  /** Null without a budget. `leftCents` is negative when the costs pass it. */
  budget: { cents: number; leftCents: number } | null;
}

export function costsOf(placed: readonly Placed[], { days, facilitators, settings }: FiguresInput): Costs {
  const given = placed.filter(({ who }) => who.facilitator !== undefined);
  const nameOf = new Map(facilitators.map(({ id, name }) => [id, name]));
  const byMonth = groupBy(given, monthOf);
  const months = [...new Set([...days.map(({ date }) => date.slice(0, 7)), ...byMonth.keys()])].sort();
  const total = share(given);
  const people = [...groupBy(given, ({ who }) => who.facilitator ?? '')].map(([facilitator, sessions]) => ({
    facilitator,
    ...share(sessions),
    months: [...groupBy(sessions, monthOf)].map(([month, ofMonth]) => ({ month, ...share(ofMonth) })),
  }));
  const name = (id: string) => nameOf.get(id) ?? id;
  return {
    ...total,
    facilitators: people.sort(
      (a, b) => b.cents - a.cents || name(a.facilitator).localeCompare(name(b.facilitator), 'fr'),
    ),
    months: months.map((month) => ({ month, ...share(byMonth.get(month) ?? []) })),
    budget:
      settings.budgetCents === null
        ? null
        : { cents: settings.budgetCents, leftCents: settings.budgetCents - total.cents },
  };
}

const share = (given: readonly Placed[]): CostShare => ({
  sessions: given.length,
  minutes: given.reduce((sum, { minutes }) => sum + minutes, 0),
  cents: given.reduce((sum, { costCents }) => sum + costCents, 0),
  of: given.map(({ ref }) => ref),
});
